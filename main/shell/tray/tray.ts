// The icon in the tray: it shows the state, its menu opens, pauses and ends the program.
import { Menu, nativeTheme, Tray } from 'electron/main';
import { stoppedSituation, tooltipOf, trayStateOf, type Situation } from '../../background/situation';
import type { Clock } from '../../engine/ports';
import type { TrayWords } from '../../words/native-words';
import { trayIcon } from './icons';
import { hasTrayHost } from './tray-host';
import { trayMenu, type TrayActions } from './tray-menu';

export interface ProgramTray {
  show(situation: Situation): void;
  /** Whether the icon can be seen now; makes it when the desktop's panel came up since. */
  isThere(): Promise<boolean>;
  remove(): void;
}

// After login the panel may take its time; later it is looked for when the window is closed.
const panelAwaited = { everyMs: 5_000, times: 24 };

/** Shows the icon as soon as the desktop has a place for it. `words` are asked each time: the language may change. */
export function startTray(words: () => TrayWords, actions: TrayActions, clock: Clock): ProgramTray {
  const ending = new AbortController();
  let tray: Tray | null = null;
  let situation = stoppedSituation;
  let shown = '';

  function paint(): void {
    if (tray === null) return;
    tray.setImage(trayIcon(trayStateOf(situation)));
    tray.setToolTip(tooltipOf(situation, words()));
    // An open menu would close whenever it is set anew.
    const items = trayMenu(situation, words(), actions);
    const key = JSON.stringify(items);
    if (key === shown) return;
    shown = key;
    tray.setContextMenu(Menu.buildFromTemplate(items));
  }

  async function isThere(): Promise<boolean> {
    if (!(await hasTrayHost()) || ending.signal.aborted) return false;
    if (tray === null) {
      tray = new Tray(trayIcon(trayStateOf(situation)));
      // On macOS a click opens the menu.
      if (process.platform !== 'darwin') tray.on('click', actions.open);
      paint();
    }
    return true;
  }

  async function awaitPanel(): Promise<void> {
    for (let i = 0; i < panelAwaited.times; i += 1) {
      if (await isThere()) return;
      if (!(await clock.sleep(panelAwaited.everyMs, { signal: ending.signal }))) return;
    }
  }

  nativeTheme.on('updated', paint);
  void awaitPanel();
  return {
    show: (next) => {
      situation = next;
      paint();
    },
    isThere,
    remove: () => {
      ending.abort();
      nativeTheme.off('updated', paint);
      tray?.destroy();
      tray = null;
    },
  };
}
