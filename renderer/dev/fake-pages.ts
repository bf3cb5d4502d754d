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
  type DayFigures,
  type DocumentView,
  type FolderView,
  type FolderWatch,
  type Overview,
  type Page,
  type PageRequest,
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

/** Thirty days with weekends off. */
export function fakeDays(isEmpty: boolean): DayFigures[] {
  const today = new Date().setHours(0, 0, 0, 0);
  return Array.from({ length: 30 }, (_, index) => {
    const startsAt = new Date(today - (29 - index) * dayMs + 2 * hour).setHours(0, 0, 0, 0);
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

/** The folders as the overview shows them; the second one is watched with trouble, the third one looked at. */
export function fakeFolders(folders: readonly FolderView[]): Overview['folders'] {
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
    { mode: 'polling', problem: null },
  ];
  return folders.map(({ id, path, health, healthDetail, counts, lastScanAt }, index) => ({
    ...{ id, path, health, healthDetail, counts, lastScanAt },
    lastEventAt: index === 0 ? Date.now() - 90_000 : null,
    watch:
      health === 'watching' ? (watches[index % 3] ?? { mode: 'none', problem: null }) : { mode: 'none', problem: null },
  }));
}

export function fakeAttentionPage(
  items: readonly AttentionItem[],
  { kinds, folderId, offset, limit }: PageRequest & AttentionFilter,
): Page<AttentionItem> {
  const found = items.filter(
    (item) =>
      (kinds?.includes(item.kind) ?? true) &&
      (folderId === undefined || ('batch' in item && item.batch.folderId === folderId)),
  );
  return { items: found.slice(offset, offset + limit), total: found.length };
}

export function fakeAttentionCounts(items: readonly AttentionItem[]): Record<AttentionKind, number> {
  const counts = Object.fromEntries(attentionKinds.map((kind) => [kind, 0])) as Record<AttentionKind, number>;
  for (const { kind } of items) counts[kind] += 1;
  return counts;
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
        attempt === 1
          ? { kind: 'binary', hex: '1f 8b 08 00 ??', isCutOff: true }
          : { kind: 'text', text: '{"error": "Something went wrong. Please try again later."}', isCutOff: false },
    }),
    'activity.list': ({ before, limit, kinds, text = '' }) => {
      const found = activity.filter(
        ({ id, kind, name }) =>
          (before === null || id < before) &&
          (kinds?.includes(kind) ?? true) &&
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

const attempts: readonly AttemptView[] = [3, 2, 1].map((number): AttemptView => {
  const startedAt = Date.now() - (4 - number) * hour;
  const isLast = number === 3;
  return {
    ...{ number, startedAt, endedAt: startedAt + 14_000, outcome: isLast ? 'accepted' : 'server-error' },
    ...{ status: isLast ? 200 : 500, bytesSent: 3_102_133, contentLength: 3_102_133 },
    ...{ serverWords: null, retryAt: null, hasEvidence: true },
  };
});

const sampleActivity: readonly ActivityItem[] = Array.from({ length: 3_000 }, (_, index): ActivityItem => {
  const kind: ActivityKind = activityKinds[(index * 7) % activityKinds.length] ?? 'batch-accepted';
  const isBatch = kind.startsWith('batch-') || kind === 'set-needs-attention';
  const isDocument = kind.startsWith('document-') || kind === 'original-kept';
  return {
    ...{ id: 3_000 - index, at: Date.now() - index * 90_000, kind },
    ...{ folderId: 'f1', folderPath: '/srv/scans/Accounts payable/incoming' },
    ...{ credentialId: 'c1', credentialName: 'Acme production' },
    batchId: isBatch ? 400 + (index % 6) : null,
    serverBatchId: kind === 'batch-accepted' ? '6742f1b8e4b0c93a5d1f2a10' : null,
    documentId: isDocument ? index : null,
    name: isDocument ? `invoice-${String(index).padStart(4, '0')}.pdf` : isBatch ? 'incoming 2026-11-22' : null,
    reason: reasonFor[kind] ?? null,
    amount: kind === 'batch-sending' ? 1 : isBatch ? 12 : null,
  };
});
