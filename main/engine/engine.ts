// The uploader: folder keepers find documents, the sealer zips them, the dispatcher delivers, after-upload tidies up.
import { isDeepStrictEqual } from 'node:util';
import type { Engine } from './engine-facade';
import type { EventListener } from './events';
import type { CredentialId, EngineConfig, FolderId, WatchedFolder } from './model';
import type { Clock, Ledger, Random, Secrets, Trash } from './ports';
import { createAttempts, type Attempts } from './queue/attempt';
import { startAfterUpload, type AfterUploadKeeper } from './queue/after-upload';
import { createCredentialRest } from './queue/credential-rest';
import { decide, resumeCredential, setReferenceNumber } from './queue/decisions';
import { startDispatcher, type Dispatcher } from './queue/dispatcher';
import { recoverInterrupted } from './queue/recovery';
import { startSealer, type Sealer } from './seal/sealer';
import { createSealThread } from './seal/seal-thread';
import { openSpool } from './seal/spool';
import { removedByPerson } from './watch/reconcile';
import { startFolderKeeper, type FolderKeeper } from './watch/folder-keeper';

export interface EngineParts {
  readonly ledger: Ledger;
  readonly config: EngineConfig;
  readonly secrets: Secrets;
  readonly trash: Trash;
  readonly clock: Clock;
  readonly random: Random;
  /** Absolute path of the folder of sealed zips; made when missing. */
  readonly spoolDir: string;
  /** The built seal-worker.ts. */
  readonly sealWorker: URL;
  readonly onEvent: EventListener;
}

interface Running {
  readonly keepers: Map<FolderId, { folder: WatchedFolder; keeper: FolderKeeper }>;
  readonly sealer: Sealer;
  readonly dispatcher: Dispatcher;
  readonly afterUpload: AfterUploadKeeper;
  readonly attempts: Attempts;
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

  /** A part that fails for want of the ledger stops everything: nothing may be sent that cannot be recorded. */
  function onError(error: unknown): void {
    onEvent({ type: 'engine-failed', detail: error instanceof Error ? error.message : String(error) });
    void stop();
  }

  async function start(): Promise<void> {
    const spool = await openSpool(parts.spoolDir);
    await registerCredentials();
    await recoverInterrupted(ledger, clock, onEvent);
    await ledger.batches.wakeWaiting(['network', 'interrupted'], clock.now());
    await spool.sweep(await ledger.batches.spooledZips());
    const thread = createSealThread(parts.sealWorker);
    const keepers: Running['keepers'] = new Map();
    const common = { ledger, clock, onEvent, onIdle, onError };
    const afterUpload = startAfterUpload({ ...common, spool, trash: parts.trash, folder: folderById });
    const attempts = createAttempts({
      ...parts,
      spool,
      rest,
      credential: (id) => config.credentials.find((credential) => credential.id === id) ?? null,
      onAccepted: () => {
        afterUpload.wake();
      },
    });
    const dispatcher = startDispatcher({ ...common, rest, attempt: attempts.attempt });
    const sealer = startSealer({
      ...common,
      spool,
      thread,
      folders: () => config.folders.filter(({ paused }) => !paused),
      onSealed: () => {
        dispatcher.wake();
      },
      onStale: (id) => void keepers.get(id)?.keeper.scan(),
    });
    running = {
      keepers,
      sealer,
      dispatcher,
      afterUpload,
      attempts,
      stop: async () => {
        await Promise.all([...keepers.values()].map(({ keeper }) => keeper.stop()));
        await thread.stop();
        await Promise.all([sealer.stop(), dispatcher.stop(), afterUpload.stop()]);
      },
    };
    await startKeepers(running);
  }

  async function registerCredentials(): Promise<void> {
    for (const { id, name } of config.credentials) await ledger.credentials.register({ id, name });
  }

  function folderById(id: FolderId): WatchedFolder | null {
    return config.folders.find((folder) => folder.id === id) ?? null;
  }

  async function startKeepers({ keepers, sealer }: Running): Promise<void> {
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
        if (event.type === 'document-ready') sealer.wake();
      };
      const keeper = startFolderKeeper({
        ...{ folder, ledger, clock, settleMs, incompleteMs, rescanMs, onError },
        onEvent: listen,
        onIdle: () => {
          sealer.wake();
          onIdle();
        },
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

  function isSettled({ keepers, sealer, dispatcher, afterUpload }: Running): boolean {
    return (
      [...keepers.values()].every(({ keeper }) => keeper.idle) && sealer.idle && dispatcher.idle && afterUpload.idle
    );
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
    stopped ??= (async () => {
      const parts = running;
      running = null;
      await parts?.stop();
      onIdle();
    })();
    return stopped;
  }

  const wake = (): void => {
    running?.dispatcher.wake();
    running?.afterUpload.wake();
  };

  return {
    start,
    configure,
    settled,
    stop,
    scan: async (folderId) => {
      await running?.keepers.get(folderId)?.keeper.scan();
    },
    decide: async (batchId, decision) => {
      const result = await decide(ledger, clock, batchId, decision);
      if (result === 'done') {
        // A person who says "now" does not wait for the rest of the backoff.
        const batch = await ledger.batches.get(batchId);
        if (batch !== null) rest.answered(batch.credentialId);
        onEvent({ type: 'batch-decided', batchId, decision: decision.kind });
      }
      wake();
      return result;
    },
    dismiss: (id) =>
      ledger.documents.judge([{ id, verdict: 'set-aside', reason: 'withdrawn', detail: '' }], clock.now()),
    resumeCredential: async (id: CredentialId) => {
      rest.answered(id);
      running?.attempts.forgetTokens(id);
      await resumeCredential(ledger, id);
      onEvent({ type: 'credential-resumed', credentialId: id });
      wake();
    },
    setReferenceNumber: async (id, referenceNumber) => {
      const result = await setReferenceNumber(ledger, id, referenceNumber);
      wake();
      return result;
    },
  };
}
