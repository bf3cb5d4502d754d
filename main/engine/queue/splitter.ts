// Cuts batches that the server refuses as a whole in two, until what it refuses stands alone and is set aside.
import { checkpoint } from '../checkpoints';
import { isDue } from '../due';
import type { EventListener } from '../events';
import { startLoop, type Loop } from '../loop';
import type { BatchRecord, CredentialId, DocumentRecord, SetAsideReason, SplitReason } from '../model';
import type { Clock, Ledger, SealedZip } from '../ports';
import type { Uplink } from '../seal/compression';
import type { SealThread } from '../seal/seal-thread';
import type { Spool } from '../seal/spool';
import type { SealedHalf, SplitDocument } from '../seal/split-job';

export interface SplitterParts {
  readonly ledger: Ledger;
  readonly spool: Spool;
  readonly thread: Pick<SealThread, 'split'>;
  /** The line to a credential's server. */
  readonly uplink: (id: CredentialId) => Uplink;
  readonly clock: Clock;
  readonly onEvent: EventListener;
  /** Halves are in the queue, or a batch that others waited for is out of it. */
  readonly onSplit: () => void;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Splitter {
  wake(): void;
  /** Nothing is being cut; what a full disk blocks does not count. */
  readonly idle: boolean;
  stop(): Promise<void>;
}

const blockedRetryMs = 30_000;

const setAsideReasonOf: Record<SplitReason, SetAsideReason> = {
  'too-large': 'too-large-for-server',
  'server-error': 'server-error',
};

/**
 * Starts cutting. The halves are durable before the ledger knows them, and the whole zip goes only after it does: whatever
 * a crash interrupts is done again, under the same names.
 */
export function startSplitter(parts: SplitterParts): Splitter {
  const { ledger, spool, clock, onEvent } = parts;
  let blockedUntil = 0;
  const loop: Loop = startLoop(step, parts);

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    for (const batch of await ledger.batches.splitting()) {
      if (signal.aborted) return null;
      if (batch.documentCount === 1) await setAsideAlone(batch);
      else if (!isBlocked()) await cut(batch, { signal });
    }
    return isBlocked() ? blockedUntil : null;
  }

  function isBlocked(): boolean {
    return !isDue(blockedUntil, clock.now(), blockedRetryMs);
  }

  async function cut(batch: BatchRecord, { signal }: { signal: AbortSignal }): Promise<void> {
    const { id, folderId, zipName } = batch;
    const documents = await ledger.documents.ofBatch(id);
    const names = spool.halfNamesFor(id);
    const result = await parts.thread.split({
      zipPath: spool.pathOf(zipName ?? ''),
      halfPaths: [spool.pathOf(names[0]), spool.pathOf(names[1])],
      documents: documents.map(toSplit),
      uplink: parts.uplink(batch.credentialId),
    });
    switch (result.kind) {
      case 'spool-failed':
        if (signal.aborted) return;
        blockedUntil = clock.now() + blockedRetryMs;
        onEvent({ type: 'spool-problem', folderId, detail: result.detail });
        return;
      case 'zip-damaged':
        await ledger.batches.move(id, { state: 'held', reason: 'spool-damaged', serverWords: null }, clock.now());
        onEvent({ type: 'batch-held', batchId: id, reason: 'spool-damaged', serverWords: null });
        return;
      case 'split': {
        const now = clock.now();
        const halves = [sealed(names[0], result.halves[0], now), sealed(names[1], result.halves[1], now)];
        const into = (await ledger.batches.split(id, halves, now)).map((half) => half.id);
        checkpoint('split.recorded');
        if (zipName !== null) await spool.remove(zipName);
        onEvent({ type: 'batch-split', batchId: id, into });
        parts.onSplit();
      }
    }
  }

  async function setAsideAlone({ id, folderId, status }: BatchRecord): Promise<void> {
    if (status.state !== 'splitting') return;
    const reason = setAsideReasonOf[status.reason];
    const detail = status.serverWords ?? '';
    const document = await ledger.batches.setAsideAlone(id, reason, detail, clock.now());
    const { id: documentId, relativePath } = document;
    onEvent({ type: 'document-set-aside', folderId, documentId, relativePath, reason, detail });
    parts.onSplit();
  }

  return {
    wake: () => {
      loop.wake();
    },
    get idle() {
      return loop.nextAt !== 'now';
    },
    stop: () => loop.stop(),
  };
}

function toSplit({ id, entryName, sizeBytes, sha256 }: DocumentRecord): SplitDocument {
  if (entryName === null || sha256 === null) throw new Error(`document ${id} was never sealed`);
  return { documentId: id, entryName, sizeBytes, sha256 };
}

function sealed(zipName: string, half: SealedHalf, sealedAt: number): SealedZip {
  return { ...half, zipName, sealedAt };
}
