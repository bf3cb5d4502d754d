// Sample things that wait for a person: one of each kind.
import type { AttentionItem, DuplicateOriginal } from '../../preload/contract';
import { queue } from './sample-work';

const now = Date.now();
const hour = 3_600_000;
const incoming = '/srv/scans/Accounts payable/incoming';
const receipts = '/srv/scans/Travel receipts';

export const attention: readonly AttentionItem[] = [
  {
    kind: 'credential-paused',
    credentialId: 'c2',
    name: 'Northwind',
    reason: 'credential-refused',
    serverWords: 'Invalid credentials for company Northwind',
    since: now - hour,
  },
  {
    kind: 'alarm',
    folderId: 'f2',
    folderPath: receipts,
    unaccountedFiles: ['Taxi 2026-11-02.pdf', 'Hotel/Müller & Söhne, Berlin, 2026-11-03 to 2026-11-05.pdf'],
    unaccountedCount: 2,
    sum: { recorded: 321, found: 319 },
  },
  ...queue.filter(({ state }) => state === 'held').map((batch) => ({ kind: 'batch-held', batch }) as const),
  ...queue.filter(({ state }) => state === 'in-doubt').map((batch) => ({ kind: 'batch-in-doubt', batch }) as const),
  { kind: 'set', setId: 7, name: 'incoming 2026-11-20', reason: 'no-number' },
  aDuplicate(20, 'Alder & Finch 2026-0417 (2).pdf', {
    ...{ documentId: 3, folderPath: incoming, relativePath: 'Alder & Finch 2026-0417.pdf' },
    ...{ batchId: 377, serverBatchId: '6742f1b8e4b0c93a5d1f2a10', acceptedAt: now - 50 * hour },
  }),
  aDuplicate(21, 'Karlsen 5521.pdf', {
    ...{ documentId: 4, folderPath: '/mnt/nas/a share with quite a long name/Northwind/2026/Q4/inbox' },
    ...{ relativePath: 'Freight/Karlsen 5521.pdf', batchId: 414, serverBatchId: null, acceptedAt: null },
  }),
  aDocument(1, 'Müller & Söhne/Rechnung 2026-1183.pdf', { reason: 'encrypted', since: now - 26 * hour }),
  aDocument(2, 'scan_0042.pdf', { reason: 'incomplete', detail: 'no %%EOF', since: now - 2 * hour }),
  aDocument(5, 'Plans for the new warehouse, all storeys.pdf', {
    reason: 'too-large-for-server',
    detail: 'Request Entity Too Large',
  }),
  aDocument(6, 'scan_0051.pdf', { reason: 'server-error', detail: 'Something went wrong. Please try again later.' }),
  aDocument(7, 'archive/2025-12-30.pdf', { reason: 'maybe-delivered' }),
  aDocument(8, 'Brightwater.pdf', { reason: 'vanished' }),
  {
    ...{ kind: 'after-upload', documentId: 31, folderPath: receipts, relativePath: 'Taxi 2026-11-02.pdf' },
    ...{ batchId: 412, detail: 'EACCES', since: now - 3 * hour },
  },
];

/** A folder that was copied into itself: more than can be decided about at once. */
export const manyDuplicates: readonly AttentionItem[] = Array.from({ length: 1_204 }, (_, index) =>
  aDuplicate(1_000 + index, `copies/Invoice ${2_000 + index}.pdf`, {
    ...{ documentId: 5_000 + index, folderPath: incoming, relativePath: `Invoice ${2_000 + index}.pdf` },
    ...{ batchId: 377, serverBatchId: '6742f1b8e4b0c93a5d1f2a10', acceptedAt: now - 50 * hour },
  }),
);

function aDocument(
  documentId: number,
  relativePath: string,
  over: { readonly reason: string; readonly detail?: string; readonly since?: number },
): AttentionItem {
  return { kind: 'document', documentId, folderPath: incoming, relativePath, detail: '', since: now - hour, ...over };
}

function aDuplicate(documentId: number, relativePath: string, original: DuplicateOriginal): AttentionItem {
  return { kind: 'duplicate', documentId, folderPath: incoming, relativePath, since: now - hour, original };
}
