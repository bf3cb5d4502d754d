// Turns ready documents into sealed batches: plans them by the folder's rule, has them zipped, records the result.
import { isDue } from '../due';
import type { EventListener } from '../events';
import { spoolFull } from '../limits';
import { startLoop, type Loop } from '../loop';
import type { BatchRecord, CredentialId, DeliveryProfile, DocumentRecord, FolderId, WatchedFolder } from '../model';
import type { Clock, DocumentVerdict, Ledger } from '../ports';
import { pathIn } from '../path-in';
import { zipLimitBytes } from '../queue/size-memory';
import type { FolderPresence } from '../watch/folder-presence';
import { planBatches, type BatchPlan, type ReadyDocument } from './batching';
import type { Uplink } from './compression';
import { createDuplicateSearch } from './duplicates';
import { entryNames } from './entry-names';
import { outlookAfter, type Outlook } from './outlook';
import type { SealDocument, SealFailure } from './seal-job';
import type { SealThread } from './seal-thread';
import { readyAtOf, setFor } from './set-choice';
import type { Spool } from './spool';

export interface SealerParts {
  /** The folders in use now; a folder whose settings changed is a new object. */
  readonly folders: () => readonly WatchedFolder[];
  readonly ledger: Ledger;
  readonly presence: FolderPresence;
  readonly spool: Spool;
  readonly thread: Pick<SealThread, 'seal' | 'hash'>;
  /** The line to a credential's server. */
  readonly uplink: (id: CredentialId) => Uplink;
  readonly clock: Clock;
  readonly onEvent: EventListener;
  /** A batch is in the queue. */
  readonly onSealed: () => void;
  /** Documents turned out to differ from what was found: look at the folder again. */
  readonly onStale: (folderId: FolderId) => void;
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface Sealer {
  /** Looks at all folders anew. */
  wake(): void;
  /** A document became ready. */
  documentReady(id: FolderId, document: ReadyDocument): void;
  /** The folder was scanned: what was blocked because it was away is tried at once. */
  folderScanned(id: FolderId): void;
  /** Nothing to seal, nothing waits for its quiet time; what a full disk or an absent folder blocks does not count. */
  readonly idle: boolean;
  stop(): Promise<void>;
}

const blockedRetryMs = 30_000;

/** Starts sealing. */
export function startSealer(parts: SealerParts): Sealer {
  const { ledger, clock, onEvent } = parts;
  const blockedUntil = new Map<FolderId, number>();
  const outlooks = new Map<FolderId, { readonly folder: WatchedFolder; readonly outlook: Outlook }>();
  const arriving = new Map<FolderId, ReadyDocument[]>();
  let blockedOnly = false;
  const duplicates = createDuplicateSearch({ documents: ledger.documents, thread: parts.thread, clock, onEvent });

  const loop: Loop = startLoop(step, parts);

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    let next: number | null = null;
    blockedOnly = true;
    for (const folder of parts.folders()) {
      if (signal.aborted) return null;
      const blocked = blockedUntil.get(folder.id);
      if (blocked !== undefined && !isDue(blocked, clock.now(), blockedRetryMs)) {
        next = earlier(next, blocked);
        continue;
      }
      blockedUntil.delete(folder.id);
      const due = notBefore(folder) ?? (await sealFolder(folder, { signal }));
      if (due !== null && due !== 'never' && !blockedUntil.has(folder.id)) blockedOnly = false;
      next = earlier(next, due === 'never' ? null : due);
    }
    return next;
  }

  /** Until when nothing can be due as far as is known; null when the ledger has to be asked. */
  function notBefore(folder: WatchedFolder): number | 'never' | null {
    const known = outlooks.get(folder.id);
    if (known?.folder !== folder) return null;
    const now = clock.now();
    const dueAt = known.outlook.dueAt(now);
    if (dueAt === null) return 'never';
    return dueAt > now ? dueAt : null;
  }

  /** Seals what is due in one folder; answers when to look again. */
  async function sealFolder(folder: WatchedFolder, { signal }: { signal: AbortSignal }): Promise<number | null> {
    outlooks.delete(folder.id);
    // Those that become ready from here on may or may not be among the ledger's; counted twice they do no harm.
    const arrived: ReadyDocument[] = [];
    arriving.set(folder.id, arrived);
    const ready = await ledger.documents.ready(folder.id);
    duplicates.keepOnly(folder.id, ready);
    const now = clock.now();
    const limit = zipLimitBytes(await ledger.credentials.sizes(folder.credentialId));
    const plan = await planWithoutCopies(folder, ready, { now, limit, signal });
    if (plan === 'blocked') return block(folder);
    if (plan === 'replan') return clock.now();
    const byId = new Map(ready.map((record) => [record.id, record]));
    if (plan.tooLarge.length > 0) {
      const verdicts = plan.tooLarge.map(({ id }) => tooLarge(id, folder));
      await judge(folder, verdicts, byId);
    }
    for (const planned of plan.batches) {
      if (signal.aborted) return null;
      if (!(await parts.spool.hasRoom())) {
        onEvent({ type: 'spool-problem', folderId: folder.id, detail: spoolFull });
        return block(folder);
      }
      const records = planned.flatMap(({ id }) => byId.get(id) ?? []);
      const sealed = await sealBatch(folder, records, now, { signal });
      if (sealed === 'blocked') return block(folder);
      if (sealed === 'replan') return clock.now();
    }
    if (plan.nextCheckAt !== null && plan.nextCheckAt <= now) return plan.nextCheckAt;
    const outlook = outlookAfter(plan, folder, limit);
    for (const document of arrived) outlook.add(document, clock.now());
    arriving.delete(folder.id);
    outlooks.set(folder.id, { folder, outlook });
    return outlook.dueAt(clock.now());
  }

  function block({ id }: WatchedFolder): number {
    const until = clock.now() + blockedRetryMs;
    blockedUntil.set(id, until);
    return until;
  }

  /** No batch is planned with a document whose content was sent before, nor with two of the same content. */
  async function planWithoutCopies(
    folder: WatchedFolder,
    ready: readonly DocumentRecord[],
    { now, limit, signal }: { now: number; limit: number | null; signal: AbortSignal },
  ): Promise<BatchPlan | 'replan' | 'blocked'> {
    let left = ready;
    for (;;) {
      const plan = planBatches(left.map(toReady), folder.batch, folder.set, now, limit);
      const due = new Set(plan.batches.flat().map(({ id }) => id));
      const searched = await duplicates.search(
        folder,
        left.filter(({ id }) => due.has(id)),
      );
      switch (searched.kind) {
        case 'none':
          // What was left out is a duplicate as soon as the first of its content is sealed. Without it a batch may not be
          // full any more: then nothing is to be done before the quiet time is over.
          return left === ready || due.size === 0 ? plan : { ...plan, nextCheckAt: now };
        case 'copies':
          // The room they leave may be filled by documents that were not looked at yet.
          left = left.filter(({ id }) => !searched.later.has(id));
          continue;
        case 'judged':
          return 'replan';
        case 'documents-failed':
          return setAsideFailed(folder, searched.failures, new Map(ready.map((record) => [record.id, record])));
        case 'spool-failed':
          if (!signal.aborted) onEvent({ type: 'spool-problem', folderId: folder.id, detail: searched.detail });
          return 'blocked';
      }
    }
  }

  async function sealBatch(
    folder: WatchedFolder,
    records: readonly DocumentRecord[],
    plannedAt: number,
    { signal }: { signal: AbortSignal },
  ): Promise<'sealed' | 'replan' | 'blocked'> {
    // As of the plan: midnight may have passed since, and the plan has told the sets apart.
    const set = await setFor(folder, records, ledger.sets, plannedAt);
    const batch = await ledger.batches.open({
      folderId: folder.id,
      credentialId: folder.credentialId,
      setId: set?.id ?? null,
      profile: profileOf(folder),
      createdAt: clock.now(),
    });
    const zipName = parts.spool.nameFor(batch.id);
    const sealing = parts.thread.seal({
      zipPath: parts.spool.pathOf(zipName),
      documents: toSeal(folder, records),
      uplink: parts.uplink(folder.credentialId),
    });
    // While the zip is written. What is not the batch's by then is found out by its seal.
    await ledger.batches.fill({ id: batch.id, documents: records, sendAnyway: folder.duplicates === 'send' });
    const result = await sealing;
    if (result.kind === 'sealed') {
      const { zipSha256, zipSizeBytes, entries, stamp } = result;
      switch (await duplicates.verdictOn(folder, records, entries)) {
        case 'send':
          break;
        case 'copies':
          return await giveUp(batch, zipName);
        case 'changed':
          return await giveUpStale(batch, folder, zipName);
      }
      const sealed = await ledger.batches.seal(batch.id, {
        zipName,
        zipSha256,
        zipSizeBytes,
        entries,
        sealedAt: clock.now(),
      });
      if (sealed === null) return await giveUpStale(batch, folder, zipName);
      if (stamp !== null) parts.spool.proven(zipName, stamp);
      onEvent({
        type: 'batch-sealed',
        batchId: batch.id,
        folderId: folder.id,
        documents: entries.length,
        zipSizeBytes,
        zipSha256,
      });
      parts.onSealed();
      return 'sealed';
    }
    await ledger.batches.abandon(batch.id);
    if (result.kind === 'spool-failed') {
      if (signal.aborted) return 'blocked';
      onEvent({ type: 'spool-problem', folderId: folder.id, detail: result.detail });
      return 'blocked';
    }
    return await setAsideFailed(folder, result.failures, new Map(records.map((record) => [record.id, record])));
  }

  /** The zip must not count: its documents are ready once more. */
  async function giveUp(batch: BatchRecord, zipName: string): Promise<'replan'> {
    await ledger.batches.abandon(batch.id);
    await parts.spool.remove(zipName);
    return 'replan';
  }

  /** A document changed while it was being sealed: the zip holds its old content. */
  async function giveUpStale(batch: BatchRecord, folder: WatchedFolder, zipName: string): Promise<'replan'> {
    await giveUp(batch, zipName);
    parts.onStale(folder.id);
    return 'replan';
  }

  async function setAsideFailed(
    folder: WatchedFolder,
    failures: readonly SealFailure[],
    byId: ReadonlyMap<DocumentRecord['id'], DocumentRecord>,
  ): Promise<'replan' | 'blocked'> {
    const reachable = await parts.presence.isReachable(folder);
    // An unreachable folder is offline, never empty: its documents stay ready until it is back.
    if (!reachable) return 'blocked';
    const verdicts: DocumentVerdict[] = [];
    for (const { documentId, reason, detail } of failures) {
      if (reason === 'changed') await ledger.documents.reconsider([documentId]);
      else if (reason === 'vanished' && (await ledger.documents.wasRenamed(documentId))) {
        await ledger.documents.forget([documentId]);
      } else verdicts.push({ id: documentId, verdict: 'set-aside', reason, detail });
    }
    if (verdicts.length > 0) await judge(folder, verdicts, byId);
    parts.onStale(folder.id);
    return 'replan';
  }

  async function judge(
    folder: WatchedFolder,
    verdicts: readonly DocumentVerdict[],
    byId: ReadonlyMap<DocumentRecord['id'], DocumentRecord>,
  ): Promise<void> {
    await ledger.documents.judge(verdicts, clock.now());
    for (const verdict of verdicts) {
      if (verdict.verdict !== 'set-aside') continue;
      const relativePath = byId.get(verdict.id)?.relativePath ?? '';
      const { id: documentId, reason, detail } = verdict;
      onEvent({ type: 'document-set-aside', folderId: folder.id, documentId, relativePath, reason, detail });
    }
  }

  return {
    wake: () => {
      outlooks.clear();
      loop.wake();
    },
    documentReady: (id, document) => {
      arriving.get(id)?.push(document);
      outlooks.get(id)?.outlook.add(document, clock.now());
      loop.wake();
    },
    folderScanned: (id) => {
      blockedUntil.delete(id);
      // One that knows of documents has them looked at in time.
      if (outlooks.get(id)?.outlook.dueAt(clock.now()) === null) outlooks.delete(id);
      loop.wake();
    },
    get idle() {
      return loop.nextAt === null || (loop.nextAt !== 'now' && blockedOnly);
    },
    stop: () => loop.stop(),
  };
}

function toReady(record: DocumentRecord): Parameters<typeof planBatches>[0][number] {
  const { id, relativePath, sizeBytes } = record;
  return { id, relativePath, sizeBytes, readyAt: readyAtOf(record) };
}

function tooLarge(id: DocumentRecord['id'], folder: WatchedFolder): DocumentVerdict {
  return { id, verdict: 'set-aside', reason: 'too-large', detail: String(folder.batch.maxBytes) };
}

function toSeal(folder: WatchedFolder, records: readonly DocumentRecord[]): SealDocument[] {
  const named = records.map((record) => ({ record, kind: record.kind ?? 'pdf' }));
  const names = entryNames(named.map(({ record, kind }) => ({ relativePath: record.relativePath, kind })));
  return named
    .map(({ record }, index) => ({
      documentId: record.id,
      path: pathIn(folder.path, record.relativePath),
      within: folder.path,
      entryName: names[index] ?? record.relativePath,
      sizeBytes: record.sizeBytes,
      mtimeMs: record.mtimeMs,
    }))
    .sort((a, b) => (a.entryName < b.entryName ? -1 : 1));
}

function profileOf({
  documentType,
  invoiceType,
  processingPref,
  sourceName,
  priority,
  accountId,
}: WatchedFolder): DeliveryProfile {
  return { documentType, invoiceType, processingPref, sourceName, priority, accountId };
}

function earlier(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}
