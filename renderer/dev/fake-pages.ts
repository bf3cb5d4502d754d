// The development bridge's part about pages: sums by period, one set, one batch, what happened, the search.
import {
  activityKinds,
  attentionKinds,
  type ActivityItem,
  type ActivityKind,
  type AttentionFilter,
  type AttentionItem,
  type AttentionKind,
  type AttemptView,
  type BatchDetails,
  type BatchSummary,
  type BulkAnswer,
  type Calls,
  type Counts,
  type DayFigures,
  type DocumentView,
  type FolderView,
  type FolderWatch,
  type Overview,
  type Page,
  type PageRequest,
  type Period,
  type SearchAnswer,
  type SetDetails,
  type SetSummary,
} from '../../preload/contract';

const reasonFor: Partial<Record<ActivityKind, string>> = {
  ...{ 'batch-waiting': 'server-busy', 'batch-held': 'refused', 'batch-splitting': 'too-large' },
  ...{ 'batch-decided': 'retry', 'document-set-aside': 'incomplete', 'document-decided': 'dismiss' },
  ...{ 'original-kept': 'failed', 'set-needs-attention': 'no-number', 'credential-paused': 'credential-refused' },
  ...{ 'folder-offline': 'ENOENT', 'folder-error': 'EACCES', 'watch-problem': 'limit-reached' },
  ...{ 'sending-resumed': 'time', 'sending-rests': 'timetable', 'spool-problem': 'ENOSPC' },
};

const dayMs = 86_400_000;
const hour = 3_600_000;

/** Days up to today, with weekends off. */
export function fakeDays(isEmpty: boolean, days = 30): DayFigures[] {
  const today = new Date().setHours(0, 0, 0, 0);
  return Array.from({ length: days }, (_, index) => {
    const startsAt = new Date(today - (days - 1 - index) * dayMs + 2 * hour).setHours(0, 0, 0, 0);
    const isQuiet = isEmpty || new Date(startsAt).getDay() % 6 === 0;
    return {
      startsAt,
      delivered: isQuiet ? 0 : 40 + ((index * 37) % 90),
      batchesAccepted: isQuiet ? 0 : 3 + (index % 5),
      setAside: isQuiet || index % 7 !== 0 ? 0 : 2,
      duplicates: isQuiet || index % 4 !== 0 ? 0 : 3,
    };
  });
}

const shares: Record<Period, number> = { today: 0.05, '7-days': 0.25, '30-days': 0.6, all: 1 };

/** What of these counts is of the period. */
export function fakeCounts(counts: Counts, period: Period): Counts {
  const part = (count: number) => Math.round(count * shares[period]);
  const [delivered, onTheWay, setAside] = [part(counts.delivered), part(counts.onTheWay), part(counts.setAside)];
  const [duplicates, ignored] = [part(counts.duplicates), period === 'all' ? counts.ignored : 0];
  const seen = delivered + onTheWay + setAside + duplicates + ignored;
  return { seen, delivered, onTheWay, setAside, duplicates, ignored };
}

/** The folders as the overview shows them; the second one is watched with trouble. */
export function fakeFolders(folders: readonly FolderView[], period: Period): Overview['folders'] {
  const watches: readonly FolderWatch[] = [
    { mode: 'events', problem: null },
    {
      mode: 'events',
      problem: {
        ...{ kind: 'limit-reached', detail: 'ENOSPC' },
        limit: {
          ...{ setting: 'fs.inotify.max_user_watches', current: 8_192, needed: 524_288 },
          command:
            'echo fs.inotify.max_user_watches=524288 | sudo tee /etc/sysctl.d/60-batchdrop-max-user-watches.conf && sudo sysctl --load /etc/sysctl.d/60-batchdrop-max-user-watches.conf',
        },
      },
    },
  ];
  return folders.map(({ id, path, health, healthDetail, counts, lastScanAt, looking }, index) => ({
    ...{ id, path, health, healthDetail, counts: fakeCounts(counts, period), lastScanAt, looking },
    lastEventAt: index === 0 ? Date.now() - 90_000 : null,
    watch:
      looking !== null
        ? { mode: 'polling', problem: null }
        : health === 'watching' || health === 'scanning'
          ? (watches[index % 2] ?? { mode: 'none', problem: null })
          : { mode: 'none', problem: null },
  }));
}

export function fakeAttentionPage(
  items: readonly AttentionItem[],
  { kinds = attentionKinds, offset, limit, ...filter }: PageRequest & AttentionFilter,
): Page<AttentionItem> {
  const inFolder = fakeAttentionIn(items, filter);
  const found = attentionKinds.flatMap((kind) =>
    kinds.includes(kind) ? inFolder.filter((item) => item.kind === kind) : [],
  );
  return { items: found.slice(offset, offset + limit), total: found.length };
}

export function fakeAttentionCounts(
  items: readonly AttentionItem[],
  filter: Pick<AttentionFilter, 'folderId'>,
): Record<AttentionKind, number> {
  const counts = Object.fromEntries(attentionKinds.map((kind) => [kind, 0])) as Record<AttentionKind, number>;
  for (const { kind } of fakeAttentionIn(items, filter)) counts[kind] += 1;
  return counts;
}

/** The samples are in the folders of `f1` and `f2`. */
function fakeAttentionIn(items: readonly AttentionItem[], { folderId }: Pick<AttentionFilter, 'folderId'>) {
  if (folderId === undefined) return items;
  return items.filter((item) => {
    if ('batch' in item) return item.batch.folderId === folderId;
    return 'folderPath' in item && (item.folderPath.includes('Travel') ? 'f2' : 'f1') === folderId;
  });
}

/** One in ten moved on meanwhile. */
export function fakeBulk(ids: readonly number[]): BulkAnswer {
  const movedOn = Math.floor(ids.length / 10);
  return { done: ids.length - movedOn, movedOn };
}

interface Samples {
  readonly sets: readonly SetSummary[];
  readonly batches: readonly BatchSummary[];
  readonly documents: readonly DocumentView[];
  readonly isEmpty: boolean;
}

type PageCall =
  | 'activity.list'
  | 'batches.attempts'
  | 'batches.evidence'
  | 'batches.get'
  | 'search.find'
  | 'sets.batchIds'
  | 'sets.export'
  | 'sets.get';
type Handlers = { readonly [Name in PageCall]: (request: Calls[Name]['request']) => Calls[Name]['value'] };

export function fakePages({ sets, batches, documents, isEmpty }: Samples): Handlers {
  const activity = isEmpty ? [] : sampleActivity;
  return {
    'sets.get': ({ setId }) => setDetails(sets.find(({ id }) => id === setId) ?? sets[0]),
    'sets.batchIds': ({ offset, limit }) => {
      const ids = batches.flatMap(({ id, serverBatchId }) => (serverBatchId === null ? [] : [{ id, serverBatchId }]));
      return { items: ids.slice(offset, offset + limit), total: ids.length };
    },
    'sets.export': () => ({ path: '/home/ap/Documents/batchdrop-set.csv', documents: 81 }),
    'batches.get': ({ batchId }) => batchDetails(batches.find(({ id }) => id === batchId) ?? batches[0], batchId),
    'batches.attempts': ({ offset, limit }) => ({
      items: attempts.slice(offset, offset + limit),
      total: attempts.length,
    }),
    'batches.evidence': ({ attempt }) => ({
      headers: [
        ['content-type', 'application/json'],
        ['server', 'nginx'],
      ],
      body:
        attempt === 23
          ? { kind: 'binary', hex: '1f 8b 08 00 ??', isCutOff: true }
          : { kind: 'text', text: '{"error": "Something went wrong. Please try again later."}', isCutOff: false },
    }),
    'activity.list': ({ before, limit, kinds, folderId, credentialId, text = '' }) => {
      // One more every few seconds.
      const since = Math.floor((Date.now() - startedAt) / 3_000);
      const found = activity
        .slice(Math.max(0, newActivity - since))
        .filter(
          ({ id, kind, name, folderId: folder, credentialId: credential }) =>
            (before === null || id < before) &&
            (kinds?.includes(kind) ?? true) &&
            (folderId === undefined || folder === folderId) &&
            (credentialId === undefined || credential === credentialId) &&
            (name ?? '').toLowerCase().includes(text.toLowerCase()),
        );
      const items = found.slice(0, limit);
      return { items, before: found.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    'search.find': ({ text }) => (isEmpty ? nothing : found(text.trim().toLowerCase(), { sets, batches, documents })),
  };
}

const nothing: SearchAnswer = { sets: [], batches: [], documents: [], hasMore: false };

function found(text: string, { sets, batches, documents }: Omit<Samples, 'isEmpty'>): SearchAnswer {
  if (text === '') return nothing;
  const folderPath = '/srv/scans/Accounts payable/incoming';
  const hits = documents.filter(({ relativePath }) => relativePath.toLowerCase().includes(text));
  return {
    sets: sets
      .flatMap((set) => (set.id === null ? [] : [{ ...set, setId: set.id }]))
      .filter(({ name, referenceNumber }) => `${name ?? ''} ${referenceNumber ?? ''}`.toLowerCase().includes(text))
      .slice(0, 10)
      .map(({ setId, name, referenceNumber, state, credentialName, folderPath: path }) => ({
        ...{ setId, name, referenceNumber, state, credentialName, folderPath: path },
        foundBy: (name ?? '').toLowerCase().includes(text) ? 'name' : 'number',
      })),
    batches: batches
      .filter(({ id, serverBatchId }) => String(id) === text || serverBatchId?.startsWith(text) === true)
      .map((batch) => ({
        ...{ batchId: batch.id, serverBatchId: batch.serverBatchId, state: batch.state, documents: batch.documents },
        ...{ folderPath, setId: 9, setName: 'incoming 2026-11-22', createdAt: batch.createdAt },
        foundBy: String(batch.id) === text ? 'number' : 'server-id',
      })),
    documents: hits.slice(0, 30).map(({ id, relativePath, state }) => ({
      ...{ documentId: id, relativePath, folderId: 'f1', folderPath, state },
      ...{ seenAt: Date.now() - id * hour, batchId: 400, foundBy: 'name' },
    })),
    hasMore: hits.length > 30,
  };
}

function setDetails(set: SetSummary | undefined): SetDetails {
  const summary: SetSummary = set ?? {
    ...{ id: null, name: null, referenceNumber: null, state: 'none', reason: null, credentialName: '', folderPath: '' },
    ...{ batches: 0, documents: 0, firstDeliveryAt: null, lastDeliveryAt: null },
  };
  const isNone = summary.id === null;
  return {
    ...summary,
    ...{ credentialId: isNone ? '' : 'c1', folderId: isNone ? '' : 'f1' },
    createdAt: isNone ? null : (summary.firstDeliveryAt ?? Date.now()) - 600_000,
    ...{ unfinished: summary.state === 'open' ? 0 : 1, waitingForPerson: summary.state === 'needs-attention' ? 1 : 0 },
    delivered: summary.lastDeliveryAt === null ? 0 : summary.documents,
    nameLock: lockOf(summary),
  };
}

function lockOf({ state, name }: SetSummary): SetDetails['nameLock'] {
  if (state === 'none') return 'no-set';
  if (state === 'planned') return null;
  if (state === 'open') return name === null ? 'existed-before' : 'exists';
  return 'sent';
}

function batchDetails(batch: BatchSummary | undefined, id: number): BatchDetails {
  const now = Date.now();
  const summary: BatchSummary = batch ?? {
    ...{ id, serverBatchId: null, state: 'sealed', reason: null, serverWords: null, documents: 1 },
    ...{ zipSizeBytes: 1_000, createdAt: now, acceptedAt: null, releaseVersion: null },
  };
  const isAccepted = summary.acceptedAt !== null;
  return {
    ...summary,
    ...{ folderId: 'f1', folderPath: '/srv/scans/Accounts payable/incoming' },
    ...{ credentialId: 'c1', credentialName: 'Acme production' },
    set: { id: 9, name: 'incoming 2026-11-22', referenceNumber: '20418' },
    ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Accuracy' },
    ...{ sealedAt: summary.createdAt + 12_000, zipName: `batch-${id}.zip`, zipSha256: 'f09a'.repeat(16) },
    ...{ attempts: attempts.length, retryAt: null, prioritized: false },
    confirmedBy: isAccepted ? 'server' : null,
    decisions: [{ at: summary.createdAt + 400_000, by: 'person', kind: 'retry' }],
    whole: null,
    halves:
      summary.state === 'held'
        ? [{ id: id + 1_000, state: 'accepted', serverBatchId: '6742f1b8e4b0c93a5d1f2a10', documents: 3 }]
        : [],
  };
}

const fates: readonly (readonly [outcome: string, status: number | null, bytesSent: number | null])[] = [
  ['accepted', 200, 3_102_133],
  ['server-error', 500, 3_102_133],
  ['interrupted', null, null],
  ['not-delivered', null, 1_204_000],
];

const attempts: readonly AttemptView[] = Array.from({ length: 24 }, (_, index): AttemptView => {
  const startedAt = Date.now() - index * hour - 240_000;
  const [outcome, status, bytesSent] = fates[index] ?? ['retry', 503, 3_102_133];
  return {
    ...{ number: 24 - index, startedAt, endedAt: startedAt + 14_000, outcome, status, bytesSent },
    ...{ contentLength: 3_102_133, retryAt: null, hasEvidence: status !== null },
    serverWords: index === 1 ? 'Something went wrong. Please try again later.' : null,
  };
});

const startedAt = Date.now();
const activityCount = 100_000;
/** These happen while the page is open. */
const newActivity = 500;

const sampleActivity: readonly ActivityItem[] = Array.from({ length: activityCount }, (_, index): ActivityItem => {
  const kind: ActivityKind = activityKinds[(index * 5) % activityKinds.length] ?? 'batch-accepted';
  const isBatch = kind.startsWith('batch-') || kind === 'set-needs-attention';
  const isDocument = kind.startsWith('document-') || kind === 'original-kept';
  const isOfAll = kind.startsWith('sending-');
  const isFolder = !isOfAll && !kind.startsWith('credential-');
  const isCredential = isBatch || kind.startsWith('credential-');
  return {
    ...{
      id: activityCount - index,
      at: startedAt + (newActivity - index) * (index < newActivity ? 3_000 : 90_000),
      kind,
    },
    ...{ folderId: isFolder ? 'f1' : null, folderPath: isFolder ? '/srv/scans/Accounts payable/incoming' : null },
    ...{ credentialId: isCredential ? 'c1' : null, credentialName: isCredential ? 'Acme production' : null },
    batchId: isBatch || kind === 'document-duplicate' ? 400 + (index % 6) : null,
    serverBatchId: kind === 'batch-accepted' ? '6742f1b8e4b0c93a5d1f2a10' : null,
    documentId: isDocument ? index : null,
    name: isDocument ? `invoice-${String(index).padStart(4, '0')}.pdf` : isBatch ? 'incoming 2026-11-22' : null,
    reason: reasonFor[kind] ?? null,
    amount: kind === 'batch-sending' || kind === 'batch-decided' ? 1 : kind === 'alarm' || isBatch ? 12 : null,
  };
});
