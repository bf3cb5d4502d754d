// How often a burst of documents is committed on its way from first seen to delivered, and how long the ledger takes for it.
import { join } from 'node:path';
import type { CredentialId, DocumentId, DocumentRecord, FolderId } from '../../../main/engine/model';
import type { Ledger } from '../../../main/engine/ports';
import { ledgerOver } from '../../../main/ledger/ledger';
import { connect, applySettings, type LedgerConnection } from '../../../main/ledger/connection';
import { openedOver, openLedger } from '../../../main/ledger/open-ledger';
import { ledgerDialect } from '../../../main/ledger/dialect';
import type { Schema } from '../../../main/ledger/schema';
import { Kysely } from 'kysely';
import { notingConnection } from '../../integration/noting-connection';
import { timed, type Row } from './rows';

// As the folder keeper, the settling gate and the sealer ask.
const [foundAtOnce, judgedAtOnce, inBatch] = [1_000, 500, 100];
const folderId = 'folder-1' as FolderId;
const credentialId = 'credential-1' as CredentialId;

/** Takes so many documents all the way. */
export async function burst(folder: string, documents: number): Promise<Row[]> {
  const file = join(folder, 'burst.sqlite');
  const fresh = await openLedger(file, { now: () => 1 });
  if (fresh.kind !== 'opened') throw new Error(`the ledger of the burst is ${fresh.kind}`);
  await fresh.close();
  const connection = connect(file);
  applySettings(connection);
  const counted = countingCommits(connection);
  const db = new Kysely<Schema>({ dialect: ledgerDialect(counted.connection) });
  const ledger = ledgerOver(db);
  const opened = openedOver(db, counted.connection, () => 1);
  await ledger.folders.register({ id: folderId, path: '/in' as never, addedAt: 1 });
  await ledger.credentials.register({ id: credentialId, name: 'Acme' });
  const rows: Row[] = [];
  const measure = async <Value>(what: string, work: () => Promise<Value>): Promise<Value> => {
    const before = counted.commits();
    const startedAt = performance.now();
    const value = await work();
    rows.push(timed(`burst of ${documents}: ${what}`, [performance.now() - startedAt]));
    rows.push({ what: `burst of ${documents}: ${what}`, median: counted.commits() - before, unit: 'commits' });
    return value;
  };
  try {
    const seen = await measure('recorded', () => record(ledger, documents));
    await measure('ready', () => judge(ledger, seen));
    const batches = await measure('sealed', () => seal(ledger, seen));
    await measure('delivered', () => deliver(ledger, batches));
    await measure('originals', () => tidy(ledger));
    const total = rows.filter(({ unit }) => unit === 'commits').reduce((sum, row) => sum + row.median, 0);
    rows.push({ what: 'burst: commits for each document', median: total / documents, unit: 'commits', limit: 0.1 });
  } finally {
    await opened.close();
  }
  return rows;
}

async function record({ documents }: Ledger, count: number): Promise<DocumentRecord[]> {
  const seen: DocumentRecord[] = [];
  for (let first = 0; first < count; first += foundAtOnce) {
    const paths = Array.from({ length: Math.min(foundAtOnce, count - first) }, (_, index) => `${first + index}.pdf`);
    await documents.newest(folderId, paths);
    const changes = paths.map((relativePath, index) => ({
      ...{ kind: 'new' as const, relativePath, sizeBytes: 1_000 + first + index, mtimeMs: 5 },
    }));
    seen.push(...(await documents.record(folderId, changes, 10)));
  }
  return seen;
}

async function judge({ documents }: Ledger, seen: readonly DocumentRecord[]): Promise<void> {
  for (let first = 0; first < seen.length; first += judgedAtOnce) {
    const some = seen.slice(first, first + judgedAtOnce);
    await documents.judge(
      some.map(({ id }) => ({ id, verdict: 'ready', kind: 'pdf', readyAt: 20 })),
      20,
    );
  }
}

async function seal(ledger: Ledger, seen: readonly DocumentRecord[]): Promise<number[]> {
  const batches: number[] = [];
  const scope = { credentialId, documentType: 'Invoices' } as const;
  for (let first = 0; first < seen.length; first += inBatch) {
    const documents = seen.slice(first, first + inBatch);
    const ids: DocumentId[] = documents.map(({ id }) => id);
    await ledger.documents.sameSize(scope, ids);
    const { id } = await ledger.batches.open({
      ...{ folderId, credentialId, setId: null, createdAt: 30 },
      profile: { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
    });
    await ledger.batches.fill({ id, documents, sendAnyway: false });
    const entries = ids.map((documentId) => ({
      ...{ documentId, entryName: `${documentId}.pdf`, sha256: String(documentId).padStart(64, '0') },
    }));
    const zip = { zipName: `batch-${id}.zip`, zipSha256: String(id).padStart(64, '0'), zipSizeBytes: 5 };
    await ledger.batches.seal(id, { ...zip, entries, sealedAt: 40 });
    batches.push(id);
  }
  return batches;
}

async function deliver({ batches }: Ledger, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    await batches.due(50, 4, []);
    await batches.beginAttempt(id as never, 50);
    const evidence = { endedAt: 60, outcome: 'accepted', bytesSent: 5, contentLength: 5, status: 200 };
    const receipt = { serverBatchId: `id-${id}`, releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
    await batches.accept(id as never, { ...evidence, headers: null, reply: null }, receipt, null);
  }
}

async function tidy({ batches }: Ledger): Promise<void> {
  for (;;) {
    const some = await batches.awaitingAfterUpload(20);
    if (some.length === 0) return;
    for (const { id } of some) {
      const pending = await batches.pendingAfterUpload(id);
      await batches.recordAfterUpload(pending.map(({ id: documentId }) => ({ documentId, result: 'left' })));
    }
  }
}

/** Counts what SQLite writes through to the disk: commits, and single statements that write. */
function countingCommits(connection: LedgerConnection) {
  let commits = 0;
  const counting = notingConnection(connection, (sql) => {
    const isWrite = /^\s*(insert|update|delete|with .* (insert|update|delete))/i.test(sql);
    if (/^commit/i.test(sql) || (isWrite && !connection.inTransaction)) commits += 1;
  });
  return { connection: counting, commits: () => commits };
}
