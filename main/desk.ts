// Joins what the program shows outside its window: menu, tray, notifications, badge, progress, and the window's closing.
import { app, dialog } from 'electron/main';
import { navigateChannel, type Destination, type Topic } from '../preload/contract';
import { startBackground, type Background } from './background/background';
import { pauseEnd } from './background/pause-choices';
import { readSituation, stoppedSituation, tooltipOf, type Situation } from './background/situation';
import type { Core, DeskSources } from './core';
import { systemClock } from './engine/clock';
import type { FolderId } from './engine/model';
import { speechFor } from './settings/language';
import { showAbout } from './shell/about';
import type { Log } from './shell/log';
import type { SystemLoginItem } from './shell/login/login-item';
import { installMenu } from './shell/menu';
import { systemNotices } from './shell/notify';
import { showBadge, showProgress } from './shell/taskbar';
import { startTray } from './shell/tray/tray';
import { decideClosing } from './shell/window/close-window';
import type { ProgramWindow } from './shell/window/window';
import type { NativeWords } from './words/native-words';
import { wordsFor } from './words/words-for';

export interface DeskParts {
  readonly core: Core;
  readonly window: ProgramWindow;
  readonly log: Log;
  readonly systemLanguages: readonly string[];
  readonly loginItem: SystemLoginItem | null;
  readonly isHidden: boolean;
  readonly isDevelopment: boolean;
}

export interface Desk {
  /** The window was told that this may have changed. */
  changed(topics: readonly Topic[]): void;
  /** Takes everything away; may be called twice. */
  stop(): void;
}

/** Starts everything outside the window. A program that cannot work has its menu and its tray all the same. */
export function startDesk(parts: DeskParts): Desk {
  const { core, window: program, log, systemLanguages, isDevelopment } = parts;
  const { window } = program;
  const sources = core.desk;
  let words = currentWords();
  let situation: Situation = stoppedSituation;
  let background: Background | null = null;
  const onBug = (error: unknown): void => {
    log.bug('desk', error);
  };

  function currentWords(): NativeWords {
    return wordsFor(speechFor(sources?.settings.get().language ?? 'system', systemLanguages));
  }

  function goTo(destination: Destination): void {
    program.raise();
    window.webContents.send(navigateChannel, destination);
  }

  function scanAll(): void {
    if (sources === null) return;
    const scans = sources.settings.get().folders.map(({ id }) => sources.engine.scan(id as FolderId));
    Promise.all(scans).catch(onBug);
  }

  async function saveDiagnostics(): Promise<void> {
    const reply = await core.handlers['diagnostics.collect'](null);
    if (reply.ok) return;
    const { title, body } = words.notSaved;
    await dialog.showMessageBox(window, { type: 'error', title: 'Batchdrop', message: title, detail: body });
  }

  function showMenu(): void {
    const actions = {
      ...{ goTo, scanAll },
      saveDiagnostics: () => void saveDiagnostics().catch(onBug),
      about: () => void showAbout(window, words.about).catch(onBug),
    };
    installMenu(words.menu, actions, { isDevelopment });
  }

  const tray = startTray(
    () => words.tray,
    {
      open: program.raise,
      pause: (choice) => {
        const until = pauseEnd(choice, systemClock.now());
        sources?.engine.pauseSending({ scope: 'all' }, until).catch(onBug);
      },
      resume: () => {
        sources?.engine.resumeSending({ scope: 'all' }).catch(onBug);
      },
      scanAll,
      quit: () => {
        app.quit();
      },
    },
    systemClock,
  );

  function showSituation(next: Situation): void {
    situation = next;
    tray.show(next);
    showBadge(windowIfOpen(), next.attention, tooltipOf(next, words.tray));
  }

  // Windows forgets both with the button of a window that is hidden.
  window.on('show', () => {
    showSituation(situation);
  });

  function windowIfOpen() {
    return window.isDestroyed() ? null : window;
  }

  decideClosing(window, {
    // One that cannot work has nothing to go on with.
    staysOn: () => sources?.settings.get().preferences.closeToTray === true,
    hasTray: tray.isThere,
    words: () => words.closing,
    isTold: () => sources?.settings.get().preferences.knowsTray === true,
    markTold: () => {
      sources?.settings.change((current) => ({
        ...current,
        preferences: { ...current.preferences, knowsTray: true },
      }));
    },
  });
  if (parts.isHidden) {
    // Where no tray is, nobody could bring back a window that is not even in the taskbar.
    void tray.isThere().then((isThere) => {
      if (!isThere && !window.isVisible()) window.minimize();
    });
  }
  showMenu();
  if (sources !== null) {
    background = followEngine(sources, {
      words: () => words,
      isWatched: () => windowIfOpen()?.isFocused() === true,
      show: systemNotices(({ destination }) => {
        goTo(destination);
      }),
      onSituation: showSituation,
      onProgress: (share) => {
        showProgress(windowIfOpen(), share);
      },
      onBug,
    });
    if (parts.loginItem !== null) agreeOnLogin(sources, parts.loginItem).catch(onBug);
  }

  return {
    changed: (topics) => {
      background?.changed();
      if (!topics.includes('app')) return;
      words = currentWords();
      showMenu();
      showSituation(situation);
    },
    stop: () => {
      background?.stop();
      tray.remove();
    },
  };
}

type Shown = Pick<
  Parameters<typeof startBackground>[0],
  'words' | 'isWatched' | 'show' | 'onSituation' | 'onProgress' | 'onBug'
>;

function followEngine({ settings, views, ledger, isStopped, listen }: DeskSources, shown: Shown): Background {
  const background = startBackground({
    ...shown,
    clock: systemClock,
    preferences: () => settings.get().preferences.notifications,
    names: {
      batches: ledger.batches,
      sets: ledger.sets,
      credentialName: (id) => settings.get().credentials.find((credential) => credential.id === id)?.name ?? null,
      folderPath: (id) => settings.get().folders.find((folder) => folder.id === id)?.path ?? null,
    },
    readSituation: () =>
      readSituation({
        ...{ views, isStopped, now: systemClock.now },
        tally: () => ledger.batches.tally(),
        folderIds: () => settings.get().folders.map(({ id }) => id),
      }),
  });
  listen(background.note);
  return background;
}

/**
 * The system's own list wins: whoever took the program out of it does not want it back at every start. What stays in it
 * is written anew, because the program may lie elsewhere now.
 */
async function agreeOnLogin({ settings }: DeskSources, loginItem: SystemLoginItem): Promise<void> {
  if (!settings.get().preferences.startAtLogin) return;
  if (await loginItem.isOn()) {
    await loginItem.set(true);
    return;
  }
  settings.change((current) => ({ ...current, preferences: { ...current.preferences, startAtLogin: false } }));
}
