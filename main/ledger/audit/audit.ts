// Checks the whole ledger against what always holds (docs/architecture.md), and the spool against the ledger.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import type { AuditDifference, AuditReport } from './audit-report';
import { batchDifferences } from './batch-differences';
import { documentDifferences } from './document-differences';
import { folderDifferences } from './folder-differences';
import { spoolDifferences } from './spool-differences';

/** Lists what does not fit together; changes nothing. The ledger may be in use by another program meanwhile. */
export async function audit(db: LedgerDatabase, spoolFolder: string, at: number): Promise<AuditReport> {
  const inLedger = await readAtOnce(db, async (snapshot) => ({
    at,
    ...(await countsOf(snapshot)),
    differences: [
      ...(await brokenReferences(snapshot)),
      ...(await folderDifferences(snapshot)),
      ...(await documentDifferences(snapshot)),
      ...(await batchDifferences(snapshot)),
    ],
  }));
  return { ...inLedger, differences: [...inLedger.differences, ...(await spoolDifferences(db, spoolFolder))] };
}

/**
 * One read transaction: all answers are of the same moment. Kysely's own transactions take the write lock, and the
 * program that delivers would wait for this one.
 */
async function readAtOnce<Answer>(
  db: LedgerDatabase,
  read: (snapshot: LedgerDatabase) => Promise<Answer>,
): Promise<Answer> {
  return db.connection().execute(async (connection) => {
    await sql`BEGIN`.execute(connection);
    try {
      return await read(connection);
    } finally {
      await sql`ROLLBACK`.execute(connection);
    }
  });
}

async function countsOf(db: LedgerDatabase) {
  const count = (table: 'folder' | 'document' | 'batch' | 'receipt') =>
    db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
  return {
    folders: (await count('folder')).count,
    documents: (await count('document')).count,
    batches: (await count('batch')).count,
    receipts: (await count('receipt')).count,
  };
}

async function brokenReferences(db: LedgerDatabase): Promise<AuditDifference[]> {
  const { rows } = await sql<{ table: string; row: number | null; parent: string }>`
    SELECT "table", rowid AS row, parent FROM pragma_foreign_key_check ORDER BY "table", rowid`.execute(db);
  return rows.map(({ table, row, parent }) => ({ kind: 'broken-reference', table, row: row ?? 0, parent }));
}
