// The running program without its window: ledger, settings, engine, sandbox and the answers to the window's calls.
import { join } from 'node:path';
import { rescanSeconds, type AppInfo, type PolicyView, type StoppedReason, type Topic } from '../preload/contract';
import { createActivityWriter } from './activity/activity-writer';
import { createAppSandbox, type AppSandbox } from './app-sandbox';
import { closedDoors, joinDocuments, plainDocumentDesktop, type DocumentDoors } from './core-documents';
import { deskCalls, findSpool, plainDesktop, stoppedDiagnostics } from './core-desk';
import { systemClock } from './engine/clock';
import { createEngine } from './engine/engine';
import type { Engine } from './engine/engine-facade';
import type { EngineEvent } from './engine/events';
import type { CredentialId, EngineConfig } from './engine/model';
import type { Ledger, ResolveProxy, Trash } from './engine/ports';
import type { Handlers } from './ipc/answer-call';
import { appCalls } from './ipc/app-calls';
import { createChangeNotices } from './ipc/change-notices';
import { credentialCalls } from './ipc/credential-calls';
import { deliveryCalls } from './ipc/delivery-calls';
import type { DocumentDesktop } from './ipc/document-calls';
import { folderCalls } from './ipc/folder-calls';
import { createFolderNotes } from './ipc/folder-notes';
import { overviewCalls } from './ipc/overview-calls';
import { pageCalls } from './ipc/page-calls';
import { policyCalls } from './ipc/policy-calls';
import { queueCalls } from './ipc/queue-calls';
import { uploadSettingsCalls } from './ipc/upload-settings-calls';
import { receiptCalls } from './ipc/receipt-calls';
import { rehearsalCalls } from './ipc/rehearsal-calls';
import type { PreferenceDesktop } from './ipc/preference-calls';
import { createProgress } from './ipc/progress';
import type { Desktop, Services } from './ipc/services';
import { stoppedCalls } from './ipc/stopped-calls';
import { lockDataFolder } from './ledger/data-folder-lock';
import { openLedger, type OpenedLedger } from './ledger/open-ledger';
import { hasSpool, noteMissingLedger } from './lost-ledger';
import type { LedgerViews } from './ledger/views/views';
import { watchLedger } from './ledger-watch';
import { meteredNetwork } from './metered-network';
import type { PowerListener } from './network-watch';
import { keepPolicy, watchPolicy, type PolicyKeeper } from './policy/policy-keeper';
import { policyPlace, type PolicyPlace } from './policy/read-policy';
import { createRehearsals } from './rehearsal/rehearsals';
import { toWatchedFolder } from './settings/folder-draft';
import { speechFor } from './settings/language';
import { dropFolders } from './settings/saved-drop';
import { createSecretKeeper, type SecretKeeper, type SystemKeyring } from './settings/secret-keeper';
import type { SettingsFile } from './settings/settings-file';
import type { Log } from './shell/log';
import type { SettledSpool } from './spool-place/settle-spool';
import { spoolRules } from './spool-place/spool-view';

export interface CoreParts {
  readonly dataFolder: string;
  readonly versions: Pick<AppInfo, 'version' | 'electronVersion' | 'platform'>;
  /** The computer's languages, the preferred one first, as BCP 47. */
  readonly systemLanguages: readonly string[];
  readonly log: Log;
  readonly keyring: SystemKeyring;
  readonly desktop: Desktop;
  readonly trash: Trash;
  /** Which proxies the system wants; without it there are none. */
  readonly resolveProxy?: ResolveProxy;
  /** Tells of sleep and of the network's return until the answered function is called. */
  readonly watchPower: (listener: PowerListener) => () => void;
  readonly openSettings: (folder: string, now: () => number) => SettingsFile;
  /** Only tests give another place for the computer's policy. */
  readonly policyPlace?: PolicyPlace;
  /** How long after the ledger could not be written it is tried again, in milliseconds. */
  readonly reviveMs?: number;
  /** Tells the window what may have changed. */
  readonly notify: (topics: readonly Topic[]) => void;
  /** Tray and login item; without it there are none. */
  readonly preferenceDesktop?: PreferenceDesktop;
  /** The built seal-worker.ts; without it the one beside this file. */
  readonly sealWorker?: URL;
  /** Dialogs and file manager for documents; without it there are none. */
  readonly documentDesktop?: DocumentDesktop;
}

export interface Core {
  readonly handlers: Handlers;
  /** What the demo drives; null when the program cannot work. */
  readonly demo: DemoParts | null;
  /** What is shown outside the window; null when the program cannot work. */
  readonly desk: DeskSources | null;
  readonly doors: DocumentDoors;
  /** Ends uploads, sandbox and ledger; may be called twice. */
  stop(): Promise<void>;
}

export interface DeskSources {
  readonly settings: SettingsFile;
  readonly engine: Engine;
  readonly views: LedgerViews;
  readonly ledger: Ledger;
  readonly isStopped: () => boolean;
  listen(listener: (event: EngineEvent) => void): void;
  /** Tells the window that this may have changed. */
  changed(topics: readonly Topic[]): void;
}

export interface DemoParts {
  readonly sandbox: AppSandbox;
  listen(listener: (event: EngineEvent) => void): void;
}

type OpenLedger = Extract<OpenedLedger, { kind: 'opened' }>;

const timing = {
  retry: { firstMs: 5_000, ceilingMs: 900_000 },
  settleMs: 2_000,
  incompleteMs: 60_000,
  rescanMs: rescanSeconds * 1_000,
};
const reviveMs = 30_000;
const builtSealWorker = new URL('./seal-worker.js', import.meta.url);
const everything: readonly Topic[] = [
  'app',
  'credentials',
  'folders',
  'documents',
  'batches',
  'sets',
  'drops',
  'activity',
];

/** Starts everything but the window. What keeps it from working becomes `AppInfo.stopped`; nothing is thrown. */
export async function startCore(parts: CoreParts): Promise<Core> {
  const { dataFolder, log } = parts;
  const lock = await lockDataFolder(dataFolder);
  if (lock.kind === 'in-use') return stoppedCore(parts, 'data-folder-in-use');
  if (lock.kind === 'unwritable') return stoppedCore(parts, 'data-folder-unwritable');
  const opened = await openLedger(join(dataFolder, 'ledger.sqlite'), { now: systemClock.now });
  if (opened.kind !== 'opened') {
    lock.release();
    return stoppedCore(parts, opened.kind === 'newer' ? 'ledger-newer' : 'ledger-unwritable');
  }
  let settings: SettingsFile;
  try {
    settings = parts.openSettings(dataFolder, systemClock.now);
  } catch (error) {
    log.bug('settings', error);
    await opened.close();
    lock.release();
    return stoppedCore(parts, 'settings-unreadable');
  }
  const keeper = await keepPolicy({ place: parts.policyPlace ?? policyPlace(process.platform) });
  if (keeper.problem !== null) {
    // What it locks must not be open meanwhile.
    log.bug('policy', Object.assign(new Error(keeper.problem.details.join(' ')), { code: keeper.problem.kind }));
    await opened.close();
    lock.release();
    return stoppedCore(parts, 'policy-refused', keeper.view(settings));
  }
  const own = settings;
  settings = keeper.over(own);
  const spool = await findSpool(dataFolder, settings.get().preferences.spoolFolder, log);
  const { folders, drops } = settings.get();
  const wasThereBefore = folders.length + drops.length > 0 || (await hasSpool(spool.folder));
  await noteMissingLedger(opened, { wasThereBefore }, systemClock.now());
  const running = joinParts(parts, opened, { settings, own, keeper }, spool);
  try {
    await running.start();
  } catch (error) {
    log.bug('start', error);
    running.markStopped('failed');
  }
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await running.stop();
    await opened.close();
    lock.release();
  };
  const { handlers, demo, desk, doors } = running;
  return { handlers, demo, desk, doors, stop: () => (stopping ??= stop()) };
}

interface ManagedParts {
  /** With the policy over them. */
  readonly settings: SettingsFile;
  readonly own: SettingsFile;
  readonly keeper: PolicyKeeper;
}

interface RunningParts {
  readonly handlers: Handlers;
  readonly demo: DemoParts;
  readonly desk: DeskSources;
  readonly doors: DocumentDoors;
  start(): Promise<void>;
  markStopped(reason: StoppedReason): void;
  stop(): Promise<void>;
}

/** Joins engine, ledger, settings, sandbox and calls. */
function joinParts(
  parts: CoreParts,
  opened: OpenLedger,
  { settings, own, keeper }: ManagedParts,
  spool: SettledSpool,
): RunningParts {
  const { ledger, views, setAside } = opened;
  const { dataFolder, log, sealWorker = builtSealWorker } = parts;
  const secrets = createSecretKeeper(settings, parts.keyring);
  const progress = createProgress();
  const folderNotes = createFolderNotes(systemClock.now);
  const notices = createChangeNotices(systemClock, parts.notify);
  const listeners = new Set<(event: EngineEvent) => void>();
  let stopped: StoppedReason | null = null;
  let unwatchPower = (): void => undefined;
  const ending = new AbortController();
  let reviving: Promise<void> | null = null;

  const engine = createEngine({
    ...{
      ledger,
      secrets,
      config: configOf(settings, dataFolder),
      trash: parts.trash,
      clock: systemClock,
      random: Math.random,
    },
    isMetered: meteredNetwork(process.platform),
    resolveProxy: parts.resolveProxy,
    spoolDir: spool.folder,
    spoolRules: () => spoolRules(settings.get().preferences),
    sealWorker,
    onEvent: (event) => {
      if (event.type === 'engine-failed') {
        stopped = 'ledger-unwritable';
        reviving ??= revive();
      }
      log.event(event);
      progress.note(event);
      folderNotes.note(event);
      activity.note(event);
      notices.note(event);
      documents.drops.note(event);
      for (const listener of listeners) listener(event);
    },
  });
  const activity = createActivityWriter({
    ...{ log: opened.activity, clock: systemClock },
    days: () => settings.get().preferences.activityDays,
    onWritten: () => {
      notices.changed(['activity']);
    },
    onError: (error) => {
      log.bug('activity', error);
    },
  });
  /** A full disk is freed some day, and nobody may be there to start the program again. */
  async function revive(): Promise<void> {
    while (await systemClock.sleep(parts.reviveMs ?? reviveMs, { signal: ending.signal })) {
      await engine.stop();
      stopped = null;
      try {
        await engine.start();
      } catch {
        stopped = 'ledger-unwritable';
      }
      if (!isStopped()) break;
    }
    reviving = null;
    notices.changed(everything);
  }
  // Behind a function, because the compiler takes the variable for unchanged across the awaits.
  const isStopped = (): boolean => stopped !== null;
  const applySettings = async (): Promise<void> => {
    await engine.configure(configOf(settings, dataFolder));
    notices.changed(everything);
  };
  const sandbox = createAppSandbox(dataFolder, settings, secrets, applySettings);
  const rehearsals = createRehearsals({ home: join(dataFolder, 'rehearsal'), ownsHome: true, sealWorker });
  const keptAside = [
    ...(setAside === null ? [] : [{ what: 'ledger' as const, path: setAside }]),
    ...(settings.setAside === null ? [] : [{ what: 'settings' as const, path: settings.setAside }]),
  ];
  const services: Services = {
    ...{ settings, secrets, engine, views, progress, clock: systemClock, dataFolder, desktop: parts.desktop },
    ...{ applySettings, changed: notices.changed, sandboxFolder: sandbox.folder, policy: () => keeper.policy },
    resolveProxy: parts.resolveProxy,
    startSandbox: async () => ({ folder: (await sandbox.start()).folder }),
    appInfo: () => ({
      ...{ ...parts.versions, dataFolder, stopped, keptAside, keyring: secrets.keyring },
      ...speechFor(settings.get().language, parts.systemLanguages),
      sandbox: { running: sandbox.running !== null, folder: sandbox.running === null ? null : sandbox.folder },
    }),
  };
  const documents = joinDocuments({
    ...{ services, ledger, spoolFolder: spool.folder },
    desktop: parts.documentDesktop ?? plainDocumentDesktop,
    onError: (error) => {
      log.bug('drops', error);
    },
  });
  return {
    doors: documents.doors,
    handlers: {
      ...appCalls(services),
      ...documents.handlers,
      ...credentialCalls(services),
      ...folderCalls(services, folderNotes),
      ...deliveryCalls(services),
      ...overviewCalls(services, folderNotes),
      ...pageCalls(services),
      ...policyCalls(() => keeper.view(own)),
      ...queueCalls(services),
      ...uploadSettingsCalls(services),
      ...receiptCalls(services),
      ...rehearsalCalls(settings, rehearsals),
      ...deskCalls({
        ...{ services, spool, systemLanguages: parts.systemLanguages },
        desktop: parts.preferenceDesktop ?? plainDesktop,
      }),
    },
    demo: { sandbox, listen: (listener) => void listeners.add(listener) },
    desk: {
      ...{ settings, engine, views, ledger, isStopped, changed: notices.changed },
      listen: (listener) => void listeners.add(listener),
    },
    start: async () => {
      // A sandbox that cannot start must not keep real deliveries waiting.
      await sandbox.resume().catch((error: unknown) => {
        log.bug('sandbox', error);
      });
      if (spool.kind === 'unreachable') {
        // Every waiting zip would be taken for lost.
        stopped = 'spool-unreachable';
        return;
      }
      activity.start();
      await documents.drops.recover();
      await engine.configure(configOf(settings, dataFolder));
      await engine.start();
      documents.drops.start();
      await resumeWithSecrets(settings, engine, views, secrets);
      const onDecision = (): void => {
        engine.lookAgain();
        documents.drops.lookAgain();
        notices.changed(everything);
      };
      void watchLedger(opened, systemClock, onDecision, { signal: ending.signal });
      void watchPolicy(keeper, systemClock, () => void applySettings(), { signal: ending.signal });
      unwatchPower = parts.watchPower({
        onNetwork: () => void engine.networkReturned(),
        onWake: () => {
          engine.lookAgain();
          void engine.networkReturned();
        },
      });
    },
    markStopped: (reason) => {
      stopped = reason;
    },
    stop: async () => {
      unwatchPower();
      ending.abort();
      await reviving;
      // Together: quitting has seconds, and neither waits for the other.
      await Promise.all([engine.stop(), rehearsals.stop(), documents.drops.stop()]);
      await activity.stop();
      await sandbox.stop();
    },
  };
}

function stoppedCore(
  { versions, dataFolder, systemLanguages, desktop }: CoreParts,
  stopped: StoppedReason,
  policy: PolicyView | null = null,
): Core {
  const info: AppInfo = {
    ...{ ...versions, ...speechFor('system', systemLanguages) },
    ...{ dataFolder, stopped, keptAside: [], keyring: 'available' },
    sandbox: { running: false, folder: null },
  };
  const appInfo = (): AppInfo => info;
  return {
    handlers: { ...stoppedCalls(appInfo, policy), ...stoppedDiagnostics({ clock: systemClock, desktop, appInfo }) },
    ...{ demo: null, desk: null, doors: closedDoors, stop: () => Promise.resolve() },
  };
}

function configOf(settings: SettingsFile, dataFolder: string): EngineConfig {
  const { credentials, folders, drops, uploads } = settings.get();
  return {
    ...timing,
    uploads,
    credentials: credentials.map(({ id, name, baseUrl, companyName, username, tokenMode, inDoubt, trust, proxy }) => ({
      ...{ id: id as CredentialId, name, baseUrl, companyName, username, tokenMode, inDoubt, trust, proxy },
    })),
    folders: [...folders.map(toWatchedFolder), ...dropFolders(drops, dataFolder)],
  };
}

/** A credential that paused for want of a secret goes on when the keyring has it again. */
async function resumeWithSecrets(
  settings: SettingsFile,
  engine: Engine,
  views: LedgerViews,
  secrets: SecretKeeper,
): Promise<void> {
  for (const { id } of settings.get().credentials) {
    const status = await views.credentialStatus(id);
    const wasMissing = status.state === 'paused' && status.reason === 'secret-missing';
    const isBack = secrets.keepingOf(id as CredentialId, 'password') !== 'missing';
    if (wasMissing && isBack) await engine.resumeCredential(id as CredentialId);
  }
}
