// Updates of many documents in one statement, each with values of its own.
import { sql, type RawBuilder } from 'kysely';
import type { DocumentId } from '../../engine/model';
import { chunks } from '../chunks';
import type { LedgerTransaction } from '../schema';

interface DocumentUpdate {
  /** As JSON; a value of theirs is `given.value ->> 'its name'` in `set` and `when`. */
  readonly rows: readonly { readonly id: DocumentId }[];
  /** The assignments. */
  readonly set: RawBuilder<unknown>;
  /** A document that is not like this stays as it is. */
  readonly when: RawBuilder<boolean>;
}

/**
 * `not indexed`: each document is found by its id alone. SQLite takes the documents of one state, folder or size for a few, and
 * would go through all of them for each row.
 */
export async function updateDocuments(trx: LedgerTransaction, { rows, set, when }: DocumentUpdate): Promise<void> {
  for (const some of chunks(rows)) {
    await sql`update document not indexed set ${set} from json_each(${JSON.stringify(some)}) as given
      where document.id = given.value ->> 'id' and ${when}`.execute(trx);
  }
}

/** Is the document still what it was when it was looked at? What a row does not say is not compared. */
export const hasGivenFingerprint = sql<boolean>`document.size_bytes = ifnull(given.value ->> 'sizeBytes', document.size_bytes)
  -- SQLite reads the seventeenth digit of a number in a text differently than it was written.
  and abs(document.mtime_ms - ifnull(given.value ->> 'mtimeMs', document.mtime_ms)) < 0.001`;
