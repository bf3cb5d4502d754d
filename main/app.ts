// Composition root of the window program: the one file that knows all parts, started as a list of named steps.
import { join } from 'node:path';
import { app, ipcMain, type BrowserWindow } from 'electron/main';
import { callChannel, changeChannel, type AppInfo, type Topic } from '../preload/contract';
import { createAppSandbox } from './app-sandbox';
import { runDemo } from './demo';
import { systemClock } from './engine/clock';
import { createEngine } from './engine/engine';
import type { Engine } from './engine/engine-facade';
import type { EngineEvent } from './engine/events';
import type { CredentialId, EngineConfig } from './engine/model';
import { createAnswerer } from './ipc/answer-call';
import { appCalls } from './ipc/app-calls';
import { createChangeNotices } from './ipc/change-notices';
import { credentialCalls } from './ipc/credential-calls';
import { deliveryCalls } from './ipc/delivery-calls';
import { folderCalls } from './ipc/folder-calls';
import { createProgress } from './ipc/progress';
import type { Services } from './ipc/services';
import { stoppedCalls } from './ipc/stopped-calls';
import { lockDataFolder } from './ledger/data-folder-lock';
import { openLedger, type OpenedLedger } from './ledger/open-ledger';
import { createSecretKeeper } from './settings/secret-keeper';
import { openSettings } from './settings/electron-settings';
import type { SettingsFile } from './settings/settings-file';
import { toWatchedFolder } from './settings/folder-draft';
import { systemDesktop, systemTrash } from './shell/desktop';
import { systemKeyring } from './shell/keyring';
import type { Log } from './shell/log';
import { installMenu } from './shell/menu';
import { pageOrigin } from './shell/page-files';
import { servePage } from './shell/page-protocol';
import { openWindow } from './shell/window';
import type { StartOptions } from './start-options';

export interface App {
  /** Brings the window to the front. */
  raise(): void;
  /** Ends everything within 5 s; may be called twice. */
  stop(): Promise<void>;
}

/** Starts the program. Whatever keeps it from working is shown in the window, not thrown. */
export async function startApp(options: StartOptions, log: Log): Promise<App> {
  const { dataFolder, devServer } = options;
  servePage(join(import.meta.dirname, '../renderer'));
  installMenu({ isDevelopment: devServer !== null });

  const page = devServer ?? `${pageOrigin}/index.html`;
  let window: BrowserWindow | null = null;
  const core = await startCore(dataFolder, log, () => window);
  ipcMain.handle(callChannel, (event, name: unknown, request: unknown) => {
    const frame = event.senderFrame;
    return core.answer({ url: frame?.url ?? '', isMainFrame: frame?.parent === null }, name, request);
  });
  window = openWindow(page);
  window.on('closed', () => {
    window = null;
  });
  if (options.demo !== null) void runDemo(options.demo, core, () => window, app);
  return {
    raise: () => {
      if (window?.isMinimized() === true) window.restore();
      window?.show();
      window?.focus();
    },
    stop: core.stop,
  };

  /** Everything but the window. */
  async function startCore(folder: string, log: Log, currentWindow: () => BrowserWindow | null): Promise<Core> {
    const origin = devServer === null ? pageOrigin : new URL(devServer).origin;
    const onBug = (call: string, error: unknown): void => {
      log.bug(call, error);
    };
    const lock = await lockDataFolder(folder);
    const opened =
      lock.kind === 'locked' ? await openLedger(join(folder, 'ledger.sqlite'), { now: systemClock.now }) : null;
    if (lock.kind !== 'locked' || opened?.kind !== 'opened') {
      const stopped = stoppedReason(lock.kind, opened);
      return {
        answer: createAnswerer(
          stoppedCalls(() => info(stopped)),
          origin,
          onBug,
        ),
        stop: () => Promise.resolve(),
        demo: null,
      };
    }

    const settings = openSettings(folder, systemClock.now);
    const secrets = createSecretKeeper(settings, systemKeyring());
    const listeners = new Set<(event: EngineEvent) => void>();
    const progress = createProgress();
    const notices = createChangeNotices(systemClock, (topics: readonly Topic[]) => {
      currentWindow()?.webContents.send(changeChannel, topics);
    });
    let stopped: string | null = null;
    const engine: Engine = createEngine({
      ledger: opened.ledger,
      config: configOf(settings),
      secrets,
      trash: systemTrash,
      clock: systemClock,
      random: Math.random,
      spoolDir: join(folder, 'spool'),
      sealWorker: new URL('./seal-worker.js', import.meta.url),
      onEvent: (event) => {
        if (event.type === 'engine-failed') stopped = 'ledger-unwritable';
        log.event(event);
        progress.note(event);
        notices.note(event);
        for (const listener of listeners) listener(event);
      },
    });
    const applySettings = async (): Promise<void> => {
      await engine.configure(configOf(settings));
      notices.changed(['app', 'credentials', 'folders', 'documents', 'batches', 'sets']);
    };
    const sandbox = createAppSandbox(folder, settings, secrets, applySettings);
    const appInfo = (): AppInfo => ({
      ...info(stopped),
      keyring: secrets.keyring,
      sandbox: { running: sandbox.running !== null, folder: sandbox.running === null ? null : sandbox.folder },
    });
    const services: Services = {
      ...{ settings, secrets, engine, views: opened.views, progress, clock: systemClock, appInfo, applySettings },
      dataFolder: folder,
      sandboxFolder: sandbox.folder,
      startSandbox: async () => ({ folder: (await sandbox.start()).folder }),
      desktop: systemDesktop(currentWindow),
    };
    const handlers = {
      ...appCalls(services),
      ...credentialCalls(services),
      ...folderCalls(services),
      ...deliveryCalls(services),
    };

    await sandbox.resume();
    await engine.configure(configOf(settings));
    await engine.start();
    await resumeWithSecrets(settings, engine, opened, secrets);

    let stopping: Promise<void> | null = null;
    const stop = async (): Promise<void> => {
      await engine.stop();
      await sandbox.stop();
      await opened.close();
      lock.release();
    };
    return {
      answer: createAnswerer(handlers, origin, onBug),
      stop: () => (stopping ??= stop()),
      demo: { sandbox, views: opened.views, listen: (listener) => listeners.add(listener) },
    };
  }
}

/** What `startApp` keeps of the running parts. */
export interface Core {
  readonly answer: ReturnType<typeof createAnswerer>;
  stop(): Promise<void>;
  /** What the demo drives; null when the program cannot work. */
  readonly demo: {
    readonly sandbox: ReturnType<typeof createAppSandbox>;
    readonly views: Extract<OpenedLedger, { kind: 'opened' }>['views'];
    listen(listener: (event: EngineEvent) => void): void;
  } | null;
}

const timing = {
  retry: { firstMs: 5_000, ceilingMs: 900_000 },
  settleMs: 2_000,
  incompleteMs: 60_000,
  rescanMs: 300_000,
};

function configOf(settings: SettingsFile): EngineConfig {
  const { credentials, folders } = settings.get();
  return {
    ...timing,
    credentials: credentials.map(({ id, name, baseUrl, companyName, username, tokenMode }) => ({
      ...{ id: id as CredentialId, name, baseUrl, companyName, username, tokenMode },
    })),
    folders: folders.map(toWatchedFolder),
  };
}

/** A credential that paused for want of a secret goes on when the keyring has it again. */
async function resumeWithSecrets(
  settings: SettingsFile,
  engine: Engine,
  { views }: Extract<OpenedLedger, { kind: 'opened' }>,
  secrets: ReturnType<typeof createSecretKeeper>,
): Promise<void> {
  for (const { id } of settings.get().credentials) {
    const status = await views.credentialStatus(id);
    const isBack = status.state === 'paused' && status.reason === 'secret-missing';
    if (isBack && secrets.keepingOf(id as CredentialId, 'password') !== 'missing') {
      await engine.resumeCredential(id as CredentialId);
    }
  }
}

function stoppedReason(lock: 'locked' | 'in-use' | 'unwritable', opened: OpenedLedger | null): string {
  if (lock === 'in-use') return 'data-folder-in-use';
  return opened?.kind === 'newer' ? 'ledger-newer' : 'ledger-unwritable';
}

function info(stopped: string | null): AppInfo {
  return {
    version: app.getVersion(),
    electronVersion: process.versions.electron ?? '',
    platform: process.platform,
    keyring: 'available',
    dataFolder: app.getPath('userData'),
    sandbox: { running: false, folder: null },
    stopped,
  };
}
