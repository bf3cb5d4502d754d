// Every credential the ledger has seen, with its state.
import { toCredentialState } from '../rows/credential-row';
import type { LedgerDatabase } from '../schema';
import type { CredentialFigure } from './views';

/** In order of name. */
export async function credentials(db: LedgerDatabase): Promise<readonly CredentialFigure[]> {
  const rows = await db.selectFrom('credential').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map((row) => ({ id: row.id, name: row.name, status: toCredentialState(row) }));
}
