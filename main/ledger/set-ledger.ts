// Document sets in the ledger: one row per thing that a folder's policy names.
import type { BatchId, SetId, SetState } from '../engine/model';
import type { SetLedger } from '../engine/ports';
import { setStateColumns, toSetRecord } from './rows/set-row';
import type { LedgerDatabase, LedgerTransaction, SetRow } from './schema';

/** The engine's set questions, answered by this database. */
export function setLedger(db: LedgerDatabase): SetLedger {
  return {
    ensure: ({ credentialId, folderId, key, name, referenceNumber, createdAt }) =>
      db.transaction().execute(async (trx) => {
        const status: SetState = referenceNumber === null ? { state: 'planned' } : { state: 'open', referenceNumber };
        await trx
          .insertInto('document_set')
          .values({
            credential_id: credentialId,
            folder_id: folderId,
            key,
            name,
            created_at: createdAt,
            ...setStateColumns(status, null),
          })
          .onConflict((conflict) => conflict.columns(['credential_id', 'key']).doNothing())
          .execute();
        const row = await trx
          .selectFrom('document_set')
          .selectAll()
          .where('credential_id', '=', credentialId)
          .where('key', '=', key)
          .executeTakeFirstOrThrow();
        return toSetRecord(row);
      }),
    countOf: async (folderId) => {
      const { count } = await db
        .selectFrom('document_set')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('folder_id', '=', folderId)
        .executeTakeFirstOrThrow();
      return count;
    },
    get: async (id) => {
      const row = await findSet(db, id);
      return row === null ? null : toSetRecord(row);
    },
    setStatus: (id, status) => db.transaction().execute((trx) => writeSetStatus(trx, id, status, null)),
    rename: async (id, name) => {
      const { numUpdatedRows } = await db
        .updateTable('document_set')
        .set({ name })
        .where('id', '=', id)
        .where('state', '=', 'planned')
        // Planned again after an answer that refused it is one thing; bytes that may have arrived are another.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('batch')
                .select('batch.id')
                .where('batch.set_id', '=', id)
                .where('batch.state', 'in', ['sending', 'in-doubt', 'accepted']),
            ),
          ),
        )
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/** The set's row; null when there is none. */
export async function findSet(db: LedgerDatabase, id: SetId): Promise<SetRow | null> {
  const row = await db.selectFrom('document_set').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/**
 * Moves a set on. When its creation becomes in doubt, the batch that was creating it stays known: the one in the row,
 * else `creator`.
 */
export async function writeSetStatus(
  trx: LedgerTransaction,
  id: SetId,
  status: SetState,
  creator: BatchId | null,
): Promise<void> {
  const row = await findSet(trx, id);
  if (row === null) throw new Error(`ledger: set ${id} does not exist`);
  await trx
    .updateTable('document_set')
    .set(setStateColumns(status, row.creating_batch_id ?? creator))
    .where('id', '=', id)
    .execute();
}
