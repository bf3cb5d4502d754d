// What a set is, for documents that a person wants to add to it.
import { toSetRecord } from '../rows/set-row';
import type { CredentialId, SetId } from '../../engine/model';
import type { LedgerDatabase, SetRow } from '../schema';
import type { SetIdentity } from './source-views';

/** null when there is no such set. */
export async function setById(db: LedgerDatabase, id: number): Promise<SetIdentity | null> {
  const row = await db
    .selectFrom('document_set')
    .selectAll()
    .where('id', '=', id as SetId)
    .executeTakeFirst();
  return row === undefined ? null : toIdentity(row);
}

/** The oldest set of this credential that has this number; null when the ledger knows none. */
export async function setByNumber(
  db: LedgerDatabase,
  credentialId: string,
  referenceNumber: string,
): Promise<SetIdentity | null> {
  const row = await db
    .selectFrom('document_set')
    .selectAll()
    .where('credential_id', '=', credentialId as CredentialId)
    .where('state', '=', 'open')
    .where('reference_number', '=', referenceNumber)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toIdentity(row);
}

function toIdentity(row: SetRow): SetIdentity {
  const { id, credentialId, key, name, status } = toSetRecord(row);
  const referenceNumber = status.state === 'open' ? status.referenceNumber : null;
  return { id, credentialId, key, name, state: status.state, referenceNumber };
}
