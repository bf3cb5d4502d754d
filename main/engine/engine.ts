// The uploader: folder keepers find documents, the sealer zips them, the dispatcher delivers, after-upload tidies up.
import { isDeepStrictEqual } from 'node:util';
import type { Engine } from './engine-facade';
import type { EventListener } from './events';
import type { Credential, CredentialId, EngineConfig, FolderId, WatchedFolder } from './model';
import type { Clock, IsMetered, Ledger, Random, ResolveProxy, Secrets, Trash } from './ports';
import { createLearnedUplink } from './deliver/learned-uplink';
import { createAttempts, type Attempts } from './queue/attempt';
import { startAfterUpload, type AfterUploadKeeper } from './queue/after-upload';
import { createCredentialRest } from './queue/credential-rest';
import { resumeCredential, setReferenceNumber } from './queue/decisions';
import { startDispatcher, type Dispatcher } from './queue/dispatcher';
import type { MeteredWatch } from './queue/metered-watch';
import { personDecisions } from './queue/person-decisions';
import { recoverInterrupted } from './queue/recovery';
import { createSending } from './queue/sending';
import { startSplitter, type Splitter } from './queue/splitter';
import { assumedUplink } from './seal/assumed-uplink';
import type { Uplink } from './seal/compression';
import { startSealer, type Sealer } from './seal/sealer';
import { openSpool, type Spool, type SpoolRules } from './seal/spool';
import { createThreads, type Threads } from './threads';
import { createFolderPresence, type FolderPresence } from './watch/folder-presence';
import { removedByPerson } from './watch/reconcile';
import { startFolderKeeper, type FolderKeeper } from './watch/folder-keeper';

export interface EngineParts {
  readonly ledger: Ledger;
  readonly config: EngineConfig;
  readonly secrets: Secrets;
  readonly trash: Trash;
  readonly clock: Clock;
  readonly random: Random;
  /** Without it nothing is known about the network's costs. */
  readonly isMetered?: IsMetered;
  /** Which proxies the system wants; without it there are none. */
  readonly resolveProxy?: ResolveProxy | undefined;
  /** Absolute path of the folder of sealed zips; made when missing. */
  readonly spoolDir: string;
  /** Asked each time; without it delivered zips go at once and there is no limit. */
  readonly spoolRules?: () => SpoolRules;
  /** The built seal-worker.ts; the built hash-worker.ts is looked for beside it. */
  readonly sealWorker: URL;
  readonly onEvent: EventListener;
  /** Folders are scanned and not watched: for a program that ends when there is nothing left to do. */
  readonly scansOnly?: boolean;
}

/** Causes of waits that this program chose by itself; the others are asked for by a server, or end with the network. */
const ownWaits = ['server-error', 'no-clear-answer'] as const;

interface Running {
  readonly presence: FolderPresence;
  readonly keepers: Map<FolderId, { folder: WatchedFolder; keeper: FolderKeeper }>;
  readonly spool: Spool;
  readonly sealer: Sealer;
  readonly splitter: Splitter;
  readonly dispatcher: Dispatcher;
  readonly afterUpload: AfterUploadKeeper;
  readonly attempts: Attempts;
  readonly threads: Threads;
  readonly meteredWatch: MeteredWatch;
  stop(): Promise<void>;
}

/** Makes an engine; nothing happens before `start`. */
export function createEngine(parts: EngineParts): Engine {
  const { ledger, clock, onEvent } = parts;
  let config = parts.config;
  let running: Running | null = null;
  let stopped: Promise<void> | null = null;
  const idleListeners = new Set<() => void>();
  const onIdle = (): void => {
    for (const listener of [...idleListeners]) listener();
  };
  const rest = createCredentialRest(() => config.retry, clock, parts.random);
  const sending = createSending({
    ...{ ledger, clock, onEvent, limits: () => config.uploads },
    isMetered: parts.isMetered ?? (() => Promise.resolve(null)),
  });
  const learnedUplink = createLearnedUplink(() => sending.gate.bytesPerSecond(clock.now()));

  /** A part that fails for want of the ledger stops everything: nothing may be sent that cannot be recorded. */
  function onError(error: unknown): void {
    onEvent({ type: 'engine-failed', detail: error instanceof Error ? error.message : String(error) });
    void stop();
  }

  async function start(): Promise<void> {
    stopped = null;
    const isLost = await ledger.folders.historyLost();
    await registerCredentials();
    await rememberLines();
    await registerFolders();
    const spool = await openSpool(parts.spoolDir, parts.spoolRules, clock.now);
    if (isLost) {
      await spool.keepAside(clock.now());
      await ledger.folders.allRegistered();
    }
    await recoverInterrupted({ ledger, clock, onEvent, credential: credentialById, backoffMs: rest.nextBackoffMs });
    await ledger.batches.wakeWaiting(['network', 'interrupted'], clock.now());
    // No backoff is longer: the clock was set back while the program was closed.
    await ledger.batches.wakeWaiting(ownWaits, clock.now(), clock.now() + config.retry.ceilingMs);
    await spool.sweep(await ledger.batches.spooledZips());
    await sending.pauses.tell();
    const threads = createThreads(parts.sealWorker);
    const keepers: Running['keepers'] = new Map();
    const presence = createFolderPresence(ledger.folders);
    const common = { ledger, presence, clock, onEvent, onIdle, onError };
    const afterUpload = startAfterUpload({ ...common, spool, trash: parts.trash, folder: folderById });
    const meteredWatch = sending.start({
      ...{ onIdle, onError },
      onChange: () => {
        dispatcher.wake();
      },
    });
    const attempts = createAttempts({
      ...parts,
      spool,
      rest,
      bandwidth: sending.bandwidth,
      uplink: learnedUplink,
      beginHash: threads.beginHash,
      mayBegin: () => sending.gate.closed(clock.now()) === null,
      credential: credentialById,
      onAccepted: () => {
        afterUpload.wake();
      },
      onSplitting: () => {
        splitter.wake();
      },
    });
    const dispatcher = startDispatcher({ ...common, rest, sending, attempt: attempts.attempt });
    const splitter = startSplitter({
      ...common,
      spool,
      thread: threads.seal,
      uplink,
      onSplit: () => {
        dispatcher.wake();
      },
    });
    const sealer = startSealer({
      ...common,
      spool,
      thread: threads.seal,
      uplink,
      folders: () => config.folders.filter(({ paused }) => !paused),
      onSealed: () => {
        dispatcher.wake();
      },
      onStale: (id) => void keepers.get(id)?.keeper.scan(),
    });
    running = {
      presence,
      keepers,
      spool,
      sealer,
      splitter,
      dispatcher,
      afterUpload,
      attempts,
      threads,
      meteredWatch,
      stop: async () => {
        await Promise.all([...keepers.values()].map(({ keeper }) => keeper.stop()));
        // Together: a part that still waits for the thread has to know that its end is no failure.
        const others = [splitter.stop(), dispatcher.stop(), afterUpload.stop(), meteredWatch.stop()];
        await Promise.all([sealer.stop(), threads.seal.stop(), ...others]);
        await threads.stop();
      },
    };
    await startKeepers(running);
    // Stopped while it started: whatever was started since then must not go on.
    if (wasStopped()) await stopRunning();
  }

  // Behind a function, because the compiler takes the variable for unchanged across the awaits.
  function wasStopped(): boolean {
    return stopped !== null;
  }

  async function registerCredentials(): Promise<void> {
    for (const { id, name } of config.credentials) await ledger.credentials.register({ id, name });
  }

  async function rememberLines(): Promise<void> {
    for (const { id } of config.credentials) {
      const speed = await ledger.batches.fastestRecentUpload(id);
      if (speed !== null) learnedUplink.remember(id, speed);
    }
  }

  /**
   * Before there is a spool, which a later start takes for the mark of an earlier one. A ledger that lost its history
   * tells every folder of it here, before it is scanned.
   */
  async function registerFolders(): Promise<void> {
    for (const { id, path } of config.folders) await ledger.folders.register({ id, path, addedAt: clock.now() });
  }

  function credentialById(id: CredentialId): Credential | null {
    return config.credentials.find((credential) => credential.id === id) ?? null;
  }

  function uplink(id: CredentialId): Uplink {
    const assumed = assumedUplink(credentialById(id)?.baseUrl ?? '');
    return { bytesPerSecond: learnedUplink.bytesPerSecond(id, assumed.bytesPerSecond) };
  }

  function folderById(id: FolderId): WatchedFolder | null {
    return config.folders.find((folder) => folder.id === id) ?? null;
  }

  async function startKeepers({ keepers, sealer, presence, threads }: Running): Promise<void> {
    // It is there to deliver what the folders hold, and a thread takes as long to start as a thousand files to be scanned.
    if (parts.scansOnly === true) threads.seal.prepare();
    for (const folder of config.folders) {
      if (keepers.has(folder.id)) continue;
      if (folder.paused) {
        await ledger.folders.register({ id: folder.id, path: folder.path, addedAt: clock.now() });
        await ledger.folders.setState(folder.id, 'paused', null);
        onEvent({ type: 'folder-state', folderId: folder.id, state: 'paused', detail: null });
        continue;
      }
      const { settleMs, incompleteMs, rescanMs } = config;
      const listen: EventListener = (event) => {
        onEvent(event);
        if (event.type === 'document-ready') {
          threads.seal.prepare();
          sealer.documentReady(folder.id, { ...event, id: event.documentId });
        }
        if (event.type === 'scan-finished') sealer.folderScanned(folder.id);
      };
      const keeper = startFolderKeeper({
        ...{ folder, ledger, presence, clock, settleMs, incompleteMs, rescanMs, onIdle, onError },
        inspect: threads.inspect,
        scansOnly: parts.scansOnly === true,
        onEvent: listen,
      });
      keepers.set(folder.id, { folder, keeper });
    }
  }

  async function configure(next: EngineConfig): Promise<void> {
    const before = config;
    config = next;
    if (running === null) return;
    await registerCredentials();
    for (const { id } of before.credentials) running.attempts.forgetTokens(id);
    for (const [id, { folder, keeper }] of running.keepers) {
      if (isDeepStrictEqual(folderById(id), folder)) continue;
      await keeper.stop();
      running.keepers.delete(id);
    }
    for (const { id } of before.folders) {
      if (folderById(id) === null) await ledger.documents.withdrawUnsealed(id, removedByPerson, clock.now());
    }
    await startKeepers(running);
    running.sealer.wake();
    sending.bandwidth.changed();
    running.meteredWatch.wake();
    running.dispatcher.wake();
  }

  async function settled({ patienceMs, signal }: { patienceMs: number; signal: AbortSignal }): Promise<void> {
    const deadline = clock.now() + patienceMs;
    while (!signal.aborted && running !== null) {
      const changed = nextIdle(signal);
      if (isSettled(running)) {
        const next = running.dispatcher.nextAttemptAt;
        if (next === null || next > deadline) return;
      }
      await changed;
    }
  }

  function isSettled({ keepers, sealer, splitter, dispatcher, afterUpload, meteredWatch }: Running): boolean {
    const idle = [...keepers.values()].every(({ keeper }) => keeper.idle);
    return idle && sealer.idle && splitter.idle && dispatcher.idle && afterUpload.idle && meteredWatch.idle;
  }

  /** Documents settle again; in a folder that is watched no more nobody would look at them. */
  async function settleAnew(id: FolderId): Promise<void> {
    if (folderById(id) === null) await ledger.documents.withdrawUnsealed(id, removedByPerson, clock.now());
    else void running?.keepers.get(id)?.keeper.scan();
  }

  /** Resolves when a part goes to sleep, or when the signal fires. */
  function nextIdle(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        idleListeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      idleListeners.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }

  function stop(): Promise<void> {
    stopped ??= stopRunning();
    return stopped;
  }

  async function stopRunning(): Promise<void> {
    const parts = running;
    running = null;
    await parts?.stop();
    onIdle();
  }

  const wake = (): void => {
    running?.dispatcher.wake();
    running?.afterUpload.wake();
  };

  function scanAll(): void {
    for (const { keeper } of running?.keepers.values() ?? []) void keeper.scan();
  }

  const decisions = personDecisions({
    ...{ ledger, clock, onEvent, onMoved: wake, onLost: settleAnew, onAnswered: rest.answered },
    spool: async () => running?.spool ?? openSpool(parts.spoolDir),
    onSettling: scanAll,
  });

  return {
    ...decisions,
    start,
    configure,
    settled,
    stop,
    scan: async (folderId) => {
      await running?.keepers.get(folderId)?.keeper.scan();
    },
    networkReturned: async () => {
      try {
        await ledger.batches.wakeWaiting(['network', 'interrupted'], clock.now());
      } catch (error) {
        onError(error);
      }
      rest.wakeAll();
      wake();
    },
    lookAgain: () => {
      rest.wakeAll();
      scanAll();
      running?.sealer.wake();
      wake();
    },
    resumeCredential: async (id: CredentialId) => {
      rest.answered(id);
      running?.attempts.forgetTokens(id);
      // Saving a credential resumes it too: that is no news while it was not paused.
      if (await resumeCredential(ledger, id)) onEvent({ type: 'credential-resumed', credentialId: id });
      wake();
    },
    pauseSending: async (scope, until) => {
      await sending.pauses.set(scope, until);
      wake();
    },
    resumeSending: async (scope) => {
      await sending.pauses.end(scope);
      wake();
    },
    prioritize: async (batchId, prioritized) => {
      if (!(await ledger.batches.prioritize(batchId, prioritized))) return 'wrong-state';
      onEvent({ type: 'batch-prioritized', batchId, prioritized });
      wake();
      return 'done';
    },
    rests: () => ({ all: sending.gate.closed(clock.now()), credentials: rest.list() }),
    setReferenceNumber: async (id, referenceNumber) => {
      const result = await setReferenceNumber(ledger, id, referenceNumber);
      wake();
      return result;
    },
    renameSet: async (id, name) => ((await ledger.sets.rename(id, name)) ? 'done' : 'wrong-state'),
  };
}
