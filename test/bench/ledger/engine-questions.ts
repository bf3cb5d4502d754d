// What the engine asks of the ledger at each step, for each batch or each scan, and what it writes.
import type { BatchId, CredentialId, DocumentId, FolderId, SetAsideReason } from '../../../main/engine/model';
import { setAsideReasons } from '../../../main/engine/model';
import type { Ledger } from '../../../main/engine/ports';
import type { ActivityLog } from '../../../main/ledger/activity/activity-log';
import { hashOf, pathOf, type SeedOptions } from '../../e2e/testing/seed-ledger';

export type EngineQuestions = Readonly<Record<string, (ledger: Ledger, activity: ActivityLog) => Promise<unknown>>>;

/** About a ledger that was filled with these options. Each may be asked many times. */
export function engineQuestions(size: Pick<SeedOptions, 'batches' | 'documents' | 'now'>): EngineQuestions {
  const { now } = size;
  const folderId = 'folder-2' as FolderId;
  const credentialId = 'credential-2' as CredentialId;
  const batch = (size.batches / 2 + 37) as BatchId;
  const document = (size.documents / 2 + 3) as DocumentId;
  const scope = { credentialId, documentType: 'Invoices' } as const;
  const some = Array.from({ length: 500 }, (_, index) => 1 + Math.floor((index * (size.documents - 1)) / 500));
  const paths = some.map(pathOf);
  const hashes = paths.map(hashOf);
  const ids = some as readonly number[] as readonly DocumentId[];
  const scan = { seen: size.documents, ignored: 0, unreadableFolders: [], unreadableFiles: [] };
  const reasons: readonly SetAsideReason[] = setAsideReasons.filter((reason) => reason !== 'withdrawn');
  let written = 0;
  return {
    'tick: due': ({ batches }) => batches.due(now, 4, []),
    'tick: due, a credential barred': ({ batches }) => batches.due(now, 4, [credentialId]),
    'tick: next retry': ({ batches }) => batches.nextRetryAt(now),
    'tick: pauses': ({ pauses }) => pauses.list(),
    'tick: held back by a pause': ({ batches }) => batches.isHeldBack({ scope: 'folder', id: 'folder-9' as FolderId }),
    'tick: to be split': ({ batches }) => batches.splitting(),
    'tick: originals to move': ({ batches }) => batches.awaitingAfterUpload(20),
    'tray: tally': ({ batches }) => batches.tally(),
    'scan: newest versions of 500 paths': ({ documents }) => documents.newest(folderId, paths),
    'scan: settling': ({ documents }) => documents.settling(folderId),
    'scan: set aside': ({ documents }) => documents.setAside(folderId, reasons),
    'scan: duplicates that ask': ({ documents }) => documents.askingDuplicates(folderId),
    'scan: recorded': ({ folders }) => folders.recordScan(folderId, scan, [], now),
    'scan: 500 new documents': async ({ documents }) => {
      written += 1;
      const changes = paths.map((path, index) => ({
        ...{ kind: 'new' as const, relativePath: `new/${written}/${path}`, sizeBytes: 1_000_000 + index, mtimeMs: now },
      }));
      const recorded = await documents.record(folderId, changes, now);
      // Gone again, so that the next round finds the ledger as this one did.
      await documents.forget(recorded.map(({ id }) => id));
    },
    'seal: ready': ({ documents }) => documents.ready(folderId),
    'seal: 500 of a size that was sent': ({ documents }) => documents.sameSize(scope, ids),
    'seal: originals of 500 hashes': ({ documents }) => documents.originals(scope, hashes),
    'seal: was it touched only': ({ documents }) => documents.wasTouched(document, hashes[0] ?? ''),
    'seal: was it renamed': ({ documents }) => documents.wasRenamed(document),
    'batch: its row': ({ batches }) => batches.get(batch),
    'batch: its documents': ({ documents }) => documents.ofBatch(batch),
    'batch: outcomes': ({ batches }) => batches.countOutcomes(batch, 'server-error'),
    'batch: accepted since': ({ batches }) => batches.acceptedSince(credentialId, now - 60_000),
    'batch: sizes': ({ credentials }) => credentials.sizes(credentialId),
    'start: interrupted': ({ batches }) => batches.interrupted(),
    'start: zips that are needed': ({ batches }) => batches.spooledZips(),
    'start: last uploads': ({ batches }) => batches.fastestRecentUpload(credentialId),
    'start: wake what waits': ({ batches }) => batches.wakeWaiting(['network', 'interrupted'], now),
    'activity: 100 lines': (_ledger, activity) =>
      activity.write(some.slice(0, 100).map((id) => ({ at: now, kind: 'batch-accepted', batchId: 1 + (id % 999) }))),
    'activity: forget': (_ledger, activity) => activity.forget({ keep: 100_000, before: 0, atOnce: 100 }),
  };
}
