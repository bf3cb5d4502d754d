// Credentials in the ledger: a name to show and whether deliveries are paused. Never a secret.
import type { CredentialId, CredentialState } from '../engine/model';
import type { CredentialLedger } from '../engine/ports';
import { credentialStateColumns, toCredentialState } from './rows/credential-row';
import type { LedgerDatabase } from './schema';

/** The engine's credential questions, answered by this database. */
export function credentialLedger(db: LedgerDatabase): CredentialLedger {
  return {
    register: async ({ id, name }) => {
      await db
        .insertInto('credential')
        .values({ id, name, ...credentialStateColumns({ state: 'ok' }) })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name }))
        .execute();
    },
    state: (id) => credentialState(db, id),
    setState: async (id, state) => {
      const result = await db
        .updateTable('credential')
        .set(credentialStateColumns(state))
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      if (result.numUpdatedRows === 0n) throw new Error(`ledger: credential ${id} was never registered`);
    },
    sizes: async (id) => {
      const row = await db
        .selectFrom('credential')
        .select(['largest_accepted_bytes', 'smallest_refused_bytes'])
        .where('id', '=', id)
        .executeTakeFirst();
      return {
        largestAcceptedBytes: row?.largest_accepted_bytes ?? null,
        smallestRefusedBytes: row?.smallest_refused_bytes ?? null,
      };
    },
    recordSizes: async (id, { largestAcceptedBytes, smallestRefusedBytes }) => {
      await db
        .updateTable('credential')
        .set({ largest_accepted_bytes: largestAcceptedBytes, smallest_refused_bytes: smallestRefusedBytes })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** Whether a credential's batches may go; one that was never registered is not paused. */
export async function credentialState(db: LedgerDatabase, id: CredentialId): Promise<CredentialState> {
  const row = await db
    .selectFrom('credential')
    .select(['state', 'reason', 'server_words', 'since'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? { state: 'ok' } : toCredentialState(row);
}
