// What became of each document of a rehearsal, by the ledger, and which items on screen speak of it.
import type {
  BatchId,
  BatchRecord,
  DocumentRecord,
  FolderId,
  HeldReason,
  SetAsideReason,
  WaitCause,
} from '../engine/model';
import type { Ledger } from '../engine/ports';
import type { LedgerViews } from '../ledger/views/views';

export type Fate =
  | 'delivered'
  | 'in-doubt'
  | `held/${HeldReason}`
  | `set-aside/${SetAsideReason}`
  | `waiting/${WaitCause}`
  /** In a batch that was sealed and goes out as soon as it may. */
  | 'queued'
  /** In a batch that waits for its set, which asks for a person or whose first batch does. */
  | 'behind-set'
  | 'behind-credential'
  | 'duplicate'
  /** Found, but in no sealed batch yet; or in one that is being sent or cut right now. */
  | 'under-way'
  | 'unrecorded';

export interface DocumentFate {
  readonly relativePath: string;
  readonly fate: Fate;
  /** Names of the items on screen that may speak of it. */
  readonly about: readonly string[];
  /** Those of them that tell the reason: one has to be there, unless it is delivered. */
  readonly because: readonly string[];
}

/** One thing that the window shows: in "needs attention" or in the queue. */
export interface ShownItem {
  /** As in `DocumentFate`. */
  readonly name: string;
  readonly kind: string;
  readonly reason: string;
}

const everything = 1_000;

/** Follows every document through the ledger. */
export async function fatesOf(
  ledger: Ledger,
  { folderId, paths }: { folderId: FolderId; paths: readonly string[] },
): Promise<DocumentFate[]> {
  const known = await ledger.documents.newest(folderId, paths);
  const fates = await Promise.all(
    paths.map(async (relativePath) => {
      const document = known.get(relativePath);
      const found = document === undefined ? unrecorded : await fateOf(ledger, document);
      return { relativePath, ...found };
    }),
  );
  return fates.map((one) => ({ ...one, because: [...one.because, ...reasonsAhead(one, fates)] }));
}

/** A document in the queue has the reason of those that stopped ahead of it, in its set or with its credential. */
function reasonsAhead({ fate, about }: FoundFate, fates: readonly FoundFate[]): string[] {
  if (fate !== 'queued' && fate !== 'behind-set') return [];
  const ahead = fates.filter((other) => !isInQueue(other) && other.about.some((name) => about.includes(name)));
  return ahead.flatMap(({ because }) => because);
}

function isInQueue({ fate }: FoundFate): boolean {
  return fate === 'queued' || fate === 'behind-set' || fate === 'behind-credential';
}

type FoundFate = Omit<DocumentFate, 'relativePath'>;

const unrecorded: FoundFate = { fate: 'unrecorded', about: [], because: [] };

async function fateOf(ledger: Ledger, { id, status }: DocumentRecord): Promise<FoundFate> {
  const itself = { about: [`document ${id}`], because: [`document ${id}`] };
  switch (status.state) {
    case 'settling':
    case 'ready':
      return { fate: 'under-way', about: [], because: [] };
    case 'delivered':
      return { fate: 'delivered', about: [], because: [] };
    case 'set-aside':
      return { fate: `set-aside/${status.reason}`, ...itself };
    case 'duplicate':
      return { fate: 'duplicate', ...itself };
    case 'sealed': {
      const batch = await ledger.batches.get(status.batchId);
      return batch === null ? unrecorded : fateInBatch(ledger, batch);
    }
  }
}

async function fateInBatch(ledger: Ledger, batch: BatchRecord): Promise<FoundFate> {
  const [itself, set, credential] = [
    nameOf(batch.id),
    `set ${batch.setId ?? 'none'}`,
    `credential ${batch.credentialId}`,
  ];
  const about = [itself, set, credential];
  switch (batch.status.state) {
    case 'in-doubt':
      return { fate: 'in-doubt', about, because: [itself] };
    case 'held':
      return { fate: `held/${batch.status.reason}`, about, because: [itself] };
    case 'waiting':
      return { fate: `waiting/${batch.status.cause}`, about, because: [itself] };
    case 'sealed':
      if ((await ledger.credentials.state(batch.credentialId)).state === 'paused') {
        return { fate: 'behind-credential', about, because: [credential] };
      }
      return (await isSetOpen(ledger, batch))
        ? { fate: 'queued', about, because: [] }
        : { fate: 'behind-set', about: [itself, set], because: [set] };
    case 'open':
    case 'sending':
    case 'splitting':
      return { fate: 'under-way', about, because: [itself] };
    case 'accepted':
    case 'split':
    case 'cancelled':
      // The document would have moved on with its batch.
      return unrecorded;
  }
}

/** Batches outside any set have none to wait for. */
async function isSetOpen(ledger: Ledger, { setId }: BatchRecord): Promise<boolean> {
  const set = setId === null ? null : await ledger.sets.get(setId);
  return set === null || set.status.state === 'open';
}

/** What the window would show that is not delivered: whatever waits for a person, and the queue. */
export async function shownItems(views: LedgerViews): Promise<ShownItem[]> {
  const attention = (await views.attention(everything)).map((item): ShownItem => {
    switch (item.kind) {
      case 'document':
        return { name: `document ${item.documentId}`, kind: item.kind, reason: item.reason };
      case 'duplicate':
      case 'after-upload':
        return { name: `document ${item.documentId}`, kind: item.kind, reason: '' };
      case 'alarm':
        return { name: `folder ${item.folderId}`, kind: item.kind, reason: '' };
      case 'batch-held':
      case 'batch-in-doubt':
        return { name: nameOf(item.batch.id as BatchId), kind: item.kind, reason: item.batch.reason ?? '' };
      case 'credential-paused':
        return { name: `credential ${item.credentialId}`, kind: item.kind, reason: item.reason };
      case 'set':
        return { name: `set ${item.setId}`, kind: item.kind, reason: item.reason };
    }
  });
  const { items: queue } = await views.queue({ offset: 0, limit: everything });
  const waiting = queue
    .filter(({ state }) => state !== 'held' && state !== 'in-doubt')
    .map(({ id, state, reason }) => ({ name: nameOf(id as BatchId), kind: `batch-${state}`, reason: reason ?? '' }));
  return [...attention, ...waiting];
}

function nameOf(id: BatchId): string {
  return `batch ${id}`;
}
