// The settling gate: lets a document through when it is quiet and complete, for scans and live events alike.
import { lstat } from 'node:fs/promises';
import { isMissing } from '../error-code';
import type { EventListener } from '../events';
import type { DocumentId, DocumentRecord, Fingerprint, SetAsideReason, WatchedFolder } from '../model';
import type { Clock, DocumentChange, DocumentLedger, DocumentVerdict } from '../ports';
import { pathIn } from '../path-in';
import type { Inspection } from './content/inspect';
import type { FolderPresence } from './folder-presence';
import { inspectDocuments } from './inspect-documents';
import type { InspectAll } from './inspect-job';

export interface SettlingGateParts {
  readonly folder: WatchedFolder;
  readonly documents: DocumentLedger;
  readonly presence: FolderPresence;
  readonly clock: Clock;
  readonly settleMs: number;
  readonly incompleteMs: number;
  readonly onEvent: EventListener;
  /** Where documents are looked at; without it in the background of this thread. */
  readonly inspect?: InspectAll | undefined;
}

export interface SettlingGate {
  /** Takes documents in; one that is in already starts anew when its fingerprint changed. */
  add(records: readonly DocumentRecord[]): void;
  /** Whether it is in. */
  has(id: DocumentId): boolean;
  /** Looks at the documents that are due and returns the time of the next look; null when none is left. */
  step(options: { signal: AbortSignal }): Promise<number | null>;
}

interface Candidate {
  record: DocumentRecord;
  unchangedSince: number;
  lookAt: number;
}

type Look =
  | { readonly kind: 'again'; readonly at: number }
  | { readonly kind: 'changed'; readonly change: DocumentChange }
  | { readonly kind: 'judged'; readonly verdict: DocumentVerdict }
  | { readonly kind: 'vanished' }
  | { readonly kind: 'folder-unreachable' };

// Bounds the size of one transaction, which holds this thread up.
const looksAtOnce = 500;

/** Makes the gate of one watched folder. */
export function createSettlingGate(parts: SettlingGateParts): SettlingGate {
  const { folder, documents, clock, settleMs, onEvent } = parts;
  const candidates = new Map<DocumentId, Candidate>();

  function add(records: readonly DocumentRecord[]): void {
    const now = clock.now();
    for (const record of records) {
      const known = candidates.get(record.id);
      const same = known?.record.sizeBytes === record.sizeBytes && known.record.mtimeMs === record.mtimeMs;
      if (!same) candidates.set(record.id, { record, unchangedSince: now, lookAt: now + settleMs });
    }
  }

  async function step({ signal }: { signal: AbortSignal }): Promise<number | null> {
    const now = clock.now();
    for (const candidate of candidates.values()) {
      // The clock was set back: the quiet time begins anew, else it would last as long as the jump.
      if (candidate.unchangedSince > now) Object.assign(candidate, { unchangedSince: now, lookAt: now + settleMs });
    }
    const due = [...candidates.values()].filter(({ lookAt }) => lookAt <= now);
    const lookAt = async (start: number): Promise<[readonly Candidate[], readonly Look[]]> => {
      const some = due.slice(start, start + looksAtOnce);
      return [some, await lookAtAll(some, parts, { signal })];
    };
    let looking = lookAt(0);
    for (let start = 0; start < due.length; start += looksAtOnce) {
      const [some, looks] = await looking;
      if (signal.aborted) return null;
      // The thread goes on with the next while the ledger hears of these.
      looking = lookAt(start + looksAtOnce);
      looking.catch(() => undefined);
      await settle(some, looks);
    }
    let next: number | null = null;
    for (const { lookAt } of candidates.values()) next = next === null ? lookAt : Math.min(next, lookAt);
    return next;
  }

  async function settle(due: readonly Candidate[], looks: readonly Look[]): Promise<void> {
    const now = clock.now();
    const verdicts: DocumentVerdict[] = [];
    const changes: DocumentChange[] = [];
    const vanished: DocumentRecord[] = [];
    due.forEach((candidate, index) => {
      const result = looks[index];
      // One that changed meanwhile has a new place, and nothing about it is known yet.
      if (result === undefined || candidates.get(candidate.record.id) !== candidate) return;
      if (result.kind === 'again') candidate.lookAt = result.at;
      else if (result.kind === 'folder-unreachable') candidate.lookAt = now + Math.max(settleMs, unreachableLookMs);
      else if (result.kind === 'changed') changes.push(result.change);
      else {
        candidates.delete(candidate.record.id);
        if (result.kind === 'judged') verdicts.push(withLostHistory(result.verdict, candidate.record));
        else vanished.push(candidate.record);
      }
    });
    if (changes.length > 0) add(await documents.record(folder.id, changes, now));
    const forgotten: DocumentId[] = [];
    for (const record of vanished) {
      // An empty file never was a document, and a renamed one goes on under its new name.
      if (record.sizeBytes === 0 || (await documents.wasRenamed(record.id))) forgotten.push(record.id);
      else verdicts.push({ id: record.id, verdict: 'set-aside', reason: 'vanished', detail: '' });
    }
    if (forgotten.length > 0) await documents.forget(forgotten);
    if (verdicts.length > 0) await documents.judge(verdicts, now);
    announce(verdicts, new Map(due.map(({ record }) => [record.id, record])));
  }

  function announce(verdicts: readonly DocumentVerdict[], records: ReadonlyMap<DocumentId, DocumentRecord>): void {
    for (const verdict of verdicts) {
      const { relativePath, sizeBytes } = records.get(verdict.id) ?? { relativePath: '', sizeBytes: 0 };
      const about = { folderId: folder.id, documentId: verdict.id, relativePath };
      if (verdict.verdict === 'ready')
        onEvent({ type: 'document-ready', ...about, sizeBytes, readyAt: verdict.readyAt });
      else if (verdict.verdict === 'set-aside')
        onEvent({ type: 'document-set-aside', ...about, reason: verdict.reason, detail: verdict.detail });
    }
  }

  return { add, has: (id) => candidates.has(id), step };
}

const unreachableLookMs = 5_000;

async function lookAtAll(
  due: readonly Candidate[],
  parts: SettlingGateParts,
  options: { signal: AbortSignal },
): Promise<readonly Look[]> {
  const { folder, clock, settleMs, inspect = inspectDocuments } = parts;
  const now = clock.now();
  const quiet = due.filter(({ unchangedSince }) => now - unchangedSince >= settleMs);
  const paths = quiet.map(({ record }) => pathIn(folder.path, record.relativePath));
  const job = { paths, within: folder.path, otherImages: folder.otherImages };
  // Nothing to look at: no reason to start the thread.
  const inspections = paths.length === 0 ? [] : await inspect(job, options);
  const byId = new Map(quiet.map(({ record }, index) => [record.id, inspections[index]]));
  return Promise.all(
    due.map(async (candidate): Promise<Look> => {
      const inspection = byId.get(candidate.record.id);
      if (inspection === undefined) return { kind: 'again', at: candidate.unchangedSince + settleMs } as const;
      if (inspection.kind === 'complete') return ofComplete(candidate.record, inspection, clock.now());
      return consequence(candidate, inspection, parts);
    }),
  );
}

function ofComplete(record: DocumentRecord, seen: Extract<Inspection, { kind: 'complete' }>, now: number): Look {
  const { id } = record;
  const { sizeBytes, mtimeMs } = seen;
  if (sizeBytes !== record.sizeBytes || mtimeMs !== record.mtimeMs) {
    return { kind: 'changed', change: { kind: 'changed', id, sizeBytes, mtimeMs } };
  }
  const about = { kind: seen.documentKind, readyAt: now, lookedAt: { sizeBytes, mtimeMs } };
  return { kind: 'judged', verdict: { id, verdict: 'ready', ...about } };
}

async function consequence(candidate: Candidate, inspection: NotComplete, parts: SettlingGateParts): Promise<Look> {
  const { folder, clock, settleMs, incompleteMs } = parts;
  const { record, unchangedSince } = candidate;
  const now = clock.now();
  // What the inspection itself has not seen is compared with what is there now.
  const found = await fingerprintOf(pathIn(folder.path, record.relativePath));
  if (found === 'missing')
    return (await parts.presence.isReachable(folder)) ? { kind: 'vanished' } : { kind: 'folder-unreachable' };
  if (found !== 'unreadable') {
    const { sizeBytes, mtimeMs } = found;
    if (sizeBytes !== record.sizeBytes || mtimeMs !== record.mtimeMs) {
      return { kind: 'changed', change: { kind: 'changed', id: record.id, sizeBytes, mtimeMs } };
    }
  }
  const judged = judge(found === 'unreadable' ? { kind: 'unreadable', code: 'EACCES' } : inspection);
  if (judged === 'look-again') return { kind: 'again', at: now };
  if (judged === 'vanished')
    return (await parts.presence.isReachable(folder)) ? { kind: 'vanished' } : { kind: 'folder-unreachable' };
  const patientUntil = judged.mayPass ? unchangedSince + incompleteMs : now;
  if (now < patientUntil) return { kind: 'again', at: Math.min(patientUntil, now + Math.max(settleMs, 250)) };
  return {
    kind: 'judged',
    verdict: { id: record.id, verdict: 'set-aside', reason: judged.reason, detail: judged.detail },
  };
}

async function fingerprintOf(path: string): Promise<Fingerprint | 'missing' | 'unreadable'> {
  return lstat(path).then(
    ({ size: sizeBytes, mtimeMs }) => ({ sizeBytes, mtimeMs }),
    (error: unknown) => (isMissing(error) ? 'missing' : 'unreadable'),
  );
}

/** A document that may have been delivered before the ledger was lost waits for a person, as good as it may be. */
function withLostHistory(verdict: DocumentVerdict, { maybeDelivered }: DocumentRecord): DocumentVerdict {
  if (verdict.verdict !== 'ready' || !maybeDelivered) return verdict;
  return { id: verdict.id, verdict: 'set-aside', reason: 'maybe-delivered', detail: '' };
}

type NotComplete = Exclude<Inspection, { kind: 'complete' }>;

/** `mayPass`: a writer may still be at work, so patience comes before the verdict. */
type Judgement =
  { readonly reason: SetAsideReason; readonly detail: string; readonly mayPass: boolean } | 'vanished' | 'look-again';

function judge(inspection: NotComplete): Judgement {
  switch (inspection.kind) {
    case 'empty':
      return { reason: 'empty', detail: '', mayPass: true };
    case 'incomplete':
      return { reason: 'incomplete', detail: inspection.detail, mayPass: true };
    case 'unreadable':
      return { reason: 'unreadable', detail: inspection.code, mayPass: true };
    case 'wrong-type':
      return { reason: 'wrong-type', detail: inspection.detail, mayPass: false };
    case 'encrypted':
      return { reason: 'encrypted', detail: '', mayPass: false };
    case 'vanished':
      return 'vanished';
    case 'changed':
      return 'look-again';
  }
}
