// Plans which ready documents of one folder are sealed together, and when.
import type { BatchingRule, DocumentId, SetPolicy } from '../model';
import { setGroup } from './set-name';

export interface ReadyDocument {
  readonly id: DocumentId;
  readonly relativePath: string;
  readonly sizeBytes: number;
  readonly readyAt: number;
}

export interface BatchPlan {
  /** To be sealed now, each in order of relative path. */
  readonly batches: readonly (readonly ReadyDocument[])[];
  /** Bigger than a whole batch may be. */
  readonly tooLarge: readonly ReadyDocument[];
  /** What waits for its quiet time, by set group. */
  readonly waiting: readonly WaitingGroup[];
  /** When the next batch is due if no document comes; null when nothing waits. */
  readonly nextCheckAt: number | null;
}

/** Documents of one set that do not fill a batch yet. */
export interface WaitingGroup {
  readonly key: string;
  /** When they go if no document comes, in milliseconds since 1970. */
  readonly dueAt: number;
  readonly documents: number;
  readonly bytes: number;
  /** What they take up in a zip at most. */
  readonly zipBytes: number;
}

// What an entry adds to a zip beside its document: two headers, and its name in both.
const entryBytes = 150;

/**
 * Plans the batches of one folder. A full batch is due at once; the rest of a set's documents are due when none of them
 * became ready for `rule.quietMs`. Documents of different sets never share a batch: each set has its own quiet time. `zipLimitBytes` is what the server
 * takes, as far as is known: no batch of several documents is planned above it, but a single document goes all the same,
 * because the server alone can say that it is too large.
 */
export function planBatches(
  ready: readonly ReadyDocument[],
  rule: BatchingRule,
  set: SetPolicy,
  now: number,
  zipLimitBytes: number | null = null,
): BatchPlan {
  const batches: (readonly ReadyDocument[])[] = [];
  const waiting: WaitingGroup[] = [];
  const tooLarge = ready.filter(({ sizeBytes }) => sizeBytes > rule.maxBytes);
  for (const [key, group] of groupsOf(ready, rule, set, now)) {
    const { full, rest, bytes, zipBytes } = fill(group, rule, zipLimitBytes ?? Infinity);
    batches.push(...full);
    if (rest.length === 0) continue;
    const dueAt = quietAt(group, rule, now);
    if (dueAt <= now) batches.push(rest);
    else waiting.push({ key, dueAt, documents: rest.length, bytes, zipBytes });
  }
  const nextCheckAt = waiting.length === 0 ? null : Math.min(...waiting.map(({ dueAt }) => dueAt));
  return { batches, tooLarge, waiting, nextCheckAt };
}

/** The documents that fit in a batch at all, in order of relative path, kept apart by set. */
function groupsOf(
  ready: readonly ReadyDocument[],
  rule: BatchingRule,
  set: SetPolicy,
  now: number,
): ReadonlyMap<string, ReadyDocument[]> {
  const groups = new Map<string, ReadyDocument[]>();
  const fitting = ready.filter(({ sizeBytes }) => sizeBytes <= rule.maxBytes);
  for (const document of fitting.sort(byPath)) {
    const key = groupKey(document, set, now);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [document]);
    else group.push(document);
  }
  return groups;
}

/** Which of the folder's documents this one may share a batch with. */
export function groupKey({ relativePath, readyAt }: ReadyDocument, set: SetPolicy, now: number): string {
  // Ready in the future: the computer's clock was set back. Such a document counts as ready now.
  return setGroup(set.policy, { relativePath, readyAt: Math.min(readyAt, now) });
}

interface Filled {
  readonly full: ReadyDocument[][];
  readonly rest: ReadyDocument[];
  /** Of the rest. */
  readonly bytes: number;
  readonly zipBytes: number;
}

function fill(group: readonly ReadyDocument[], rule: BatchingRule, zipLimitBytes: number): Filled {
  const full: ReadyDocument[][] = [];
  let rest: ReadyDocument[] = [];
  let restBytes = 0;
  let zipBytes = 0;
  for (const document of group) {
    const inZip = zipBytesOf(document);
    const fits = restBytes + document.sizeBytes <= rule.maxBytes && zipBytes + inZip <= zipLimitBytes;
    if (rest.length > 0 && (rest.length >= rule.maxDocuments || !fits)) {
      full.push(rest);
      rest = [];
      restBytes = 0;
      zipBytes = 0;
    }
    rest.push(document);
    restBytes += document.sizeBytes;
    zipBytes += inZip;
  }
  const isFull = rest.length >= rule.maxDocuments || restBytes === rule.maxBytes || zipBytes >= zipLimitBytes;
  if (rest.length === 0 || !isFull) return { full, rest, bytes: restBytes, zipBytes };
  return { full: [...full, rest], rest: [], bytes: 0, zipBytes: 0 };
}

/** At most: what shrinks takes up less. */
export function zipBytesOf({ sizeBytes, relativePath }: ReadyDocument): number {
  return sizeBytes + entryBytes + 2 * Buffer.byteLength(relativePath);
}

/** When the group has been quiet for long enough. */
function quietAt(group: readonly ReadyDocument[], rule: BatchingRule, now: number): number {
  const latest = group.reduce((latest, { readyAt }) => Math.max(latest, readyAt), -Infinity);
  // Ready in the future: the computer's clock was set back. Waiting for that time could take years.
  return latest > now ? now : latest + rule.quietMs;
}

function byPath(a: ReadyDocument, b: ReadyDocument): number {
  if (a.relativePath !== b.relativePath) return a.relativePath < b.relativePath ? -1 : 1;
  return a.id - b.id;
}
