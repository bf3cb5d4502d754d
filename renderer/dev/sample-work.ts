// Sample batches, sets and documents.
import type { BatchSummary, DocumentView, QueueItem, SetSummary } from '../../preload/contract';

const now = Date.now();
const hour = 3_600_000;

export const queue: readonly QueueItem[] = [
  aBatch(412, {
    state: 'sending',
    documents: 24,
    zipSizeBytes: 18_400_000,
    ...{ bytesSent: 11_250_000, contentLength: 18_402_133, bytesPerSecond: 1_420_000, secondsLeft: 6 },
    attempts: 1,
  }),
  aBatch(413, {
    state: 'sending',
    documents: 8,
    setName: null,
    folderPath: '/srv/scans/Travel receipts',
    zipSizeBytes: 2_100_000,
    ...{ bytesSent: 2_101_000, contentLength: 2_101_000, bytesPerSecond: 310_000, secondsLeft: 0 },
    attempts: 1,
  }),
  aBatch(414, { state: 'sealed', documents: 13, zipSizeBytes: 9_800_000, prioritized: true }),
  aBatch(409, {
    state: 'waiting',
    documents: 31,
    zipSizeBytes: 22_300_000,
    attempts: 3,
    retryAt: now + 154_000,
    reason: 'server-busy',
    serverWords: 'Service Unavailable: please retry later',
  }),
  aBatch(398, {
    state: 'held',
    documents: 5,
    zipSizeBytes: 4_100_000,
    attempts: 1,
    reason: 'refused',
    serverWords: 'document_type Invoices is not enabled for account 42',
  }),
  aBatch(402, { state: 'held', documents: 9, zipSizeBytes: 6_300_000, attempts: 0, reason: 'spool-damaged' }),
  aBatch(401, {
    state: 'in-doubt',
    documents: 17,
    zipSizeBytes: 12_700_000,
    attempts: 1,
    createdAt: now - 2 * hour - 60_000,
    serverWords: 'upstream request timeout',
    lastAttempt: {
      ...{ startedAt: now - 2 * hour, endedAt: now - 2 * hour + 34_000, status: 504 },
      ...{ bytesSent: 12_702_133, contentLength: 12_702_133 },
    },
  }),
  aBatch(403, {
    state: 'in-doubt',
    documents: 3,
    createdAt: now - 3 * hour - 60_000,
    zipSizeBytes: 1_700_000,
    attempts: 1,
    lastAttempt: {
      ...{ startedAt: now - 3 * hour, endedAt: now - hour, status: null },
      ...{ bytesSent: null, contentLength: 1_702_133 },
    },
  }),
  aBatch(415, { state: 'splitting', documents: 40, zipSizeBytes: 61_000_000, attempts: 1, reason: 'too-large' }),
  aBatch(416, {
    state: 'waiting',
    documents: 6,
    zipSizeBytes: 3_100_000,
    attempts: 1,
    retryAt: now + 9_000,
    reason: 'no-clear-answer',
  }),
];

export const sets: readonly SetSummary[] = [
  aSet(9, { name: 'incoming 2026-11-22', referenceNumber: '20418', batches: 3, documents: 81 }),
  aSet(8, {
    name: 'incoming 2026-11-21',
    referenceNumber: '20411',
    batches: 12,
    documents: 640,
    lastDeliveryAt: now - 25 * hour,
  }),
  aSet(7, {
    name: 'incoming 2026-11-20',
    state: 'needs-attention',
    reason: 'no-number',
    batches: 2,
    documents: 44,
    lastDeliveryAt: now - 49 * hour,
  }),
  aSet(5, {
    name: null,
    referenceNumber: '20391',
    folderPath: '/srv/scans/Travel receipts',
    batches: 40,
    documents: 311,
  }),
  aSet(10, {
    name: 'incoming 2026-11-23',
    state: 'planned',
    batches: 1,
    documents: 13,
    lastDeliveryAt: null,
    firstDeliveryAt: null,
  }),
  aSet(null, {
    name: null,
    folderPath: '',
    credentialName: '',
    state: 'none',
    batches: 4,
    documents: 22,
    lastDeliveryAt: now - 240 * hour,
  }),
  ...Array.from({ length: 300 }, (_, day) =>
    aSet(100 + day, {
      name: `archive day ${300 - day}`,
      referenceNumber: String(19000 - day),
      lastDeliveryAt: now - (30 + day) * 24 * hour,
    }),
  ),
];

export const batches: readonly BatchSummary[] = Array.from({ length: 6 }, (_, index): BatchSummary => {
  const isHeld = index === 1;
  return {
    ...{ id: 400 + index, serverBatchId: isHeld ? null : `6742f1b8e4b0c93a5d1f${(0x2a10 + index * 77).toString(16)}` },
    ...{ state: isHeld ? 'held' : 'accepted', reason: isHeld ? 'refused' : null },
    ...{
      serverWords: isHeld ? 'Unknown set_reference_number.' : null,
      documents: 12 + index * 7,
      zipSizeBytes: 3_100_000 * (index + 1),
    },
    ...{ createdAt: now - index * hour, acceptedAt: isHeld ? null : now - index * hour, releaseVersion: '4.12.0' },
  };
});

export const documents: readonly DocumentView[] = Array.from({ length: 240 }, (_, index): DocumentView => ({
  ...{
    id: index,
    relativePath:
      index === 2
        ? 'Müller & Söhne/Rechnung mit einem ziemlich langen Namen 2026-1183 (Kopie).pdf'
        : `invoice-${String(index + 1).padStart(4, '0')}.pdf`,
  },
  ...{
    entryName: null,
    sizeBytes: 48_000 + index * 9_133,
    sha256: null,
    state: 'delivered',
    original: index % 9 === 0 ? 'changed' : 'moved',
  },
}));

function aBatch(id: number, over: Partial<QueueItem>): QueueItem {
  return {
    ...{ id, state: 'sealed', folderPath: '/srv/scans/Accounts payable/incoming', credentialName: 'Acme production' },
    ...{ setName: 'incoming 2026-11-22', documents: 1, zipSizeBytes: null, attempts: 0, createdAt: now - 600_000 },
    ...{ bytesSent: null, contentLength: null, retryAt: null, reason: null, serverWords: null },
    ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
    ...{ prioritized: false, restsBecause: null, lastAttempt: null },
    ...over,
  };
}

function aSet(id: number | null, over: Partial<SetSummary>): SetSummary {
  return {
    ...{ id, name: null, referenceNumber: null, state: 'open', reason: null, credentialName: 'Acme production' },
    ...{ folderPath: '/srv/scans/Accounts payable/incoming', batches: 5, documents: 120 },
    ...{ firstDeliveryAt: now - 3 * hour, lastDeliveryAt: now - 240_000 },
    ...over,
  };
}
