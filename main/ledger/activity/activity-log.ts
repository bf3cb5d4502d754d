// The list of what happened, in the ledger's file: rows come in bunches and go by age and number.
import { sql } from 'kysely';
import type { ActivityKind } from '../../../preload/contract';
import { chunks } from '../chunks';
import type { LedgerDatabase } from '../schema';

/** What an event says; ids that it leaves out are looked up when it is written. */
export interface ActivityEntry {
  readonly at: number;
  readonly kind: ActivityKind;
  readonly folderId?: string;
  readonly credentialId?: string;
  readonly batchId?: number;
  readonly documentId?: number;
  /** A path inside the folder; for batches the name of the set is looked up. */
  readonly name?: string;
  readonly reason?: string;
  readonly amount?: number;
}

export interface ActivityLog {
  /** One transaction. Throws when the ledger cannot be written. */
  write(entries: readonly ActivityEntry[]): Promise<void>;
  /** Takes away at most this many old rows at once; true when there are more. */
  forget(limits: { readonly keep: number; readonly before: number; readonly atOnce: number }): Promise<boolean>;
}

export function activityLog(db: LedgerDatabase): ActivityLog {
  return {
    write: async (entries) => {
      const rows = entries.map((entry) => ({
        ...{ at: entry.at, kind: entry.kind },
        ...{ folder_id: entry.folderId ?? null, credential_id: entry.credentialId ?? null },
        ...{ batch_id: entry.batchId ?? null, document_id: entry.documentId ?? null },
        ...{ name: entry.name ?? null, reason: entry.reason ?? null, amount: entry.amount ?? null },
      }));
      await db.transaction().execute(async (trx) => {
        const { last } = await trx
          .selectFrom('activity')
          .select(({ fn }) => fn.max<number | null>('id').as('last'))
          .executeTakeFirstOrThrow();
        for (const some of chunks(rows)) await trx.insertInto('activity').values(some).execute();
        await complete(last ?? 0).execute(trx);
      });
    },
    forget: async ({ keep, before, atOnce }) => {
      const { rows } = await oldQuery({ keep, before, atOnce }).execute(db);
      return rows.length === atOnce;
    },
  };
}

/** Rises through the ids from the oldest on, and stops: time rises with them. */
function oldQuery({ keep, before, atOnce }: { keep: number; before: number; atOnce: number }) {
  return sql<{ id: number }>`delete from activity where id in (
      select id from activity where id < (select min(id) + ${atOnce} from activity))
    and (at < ${before} or id <= (select max(id) - ${keep} from activity)) returning id`;
}

/** Folder, credential and set of what is about a batch or a document. */
function complete(after: number) {
  return sql`update activity set
    folder_id = coalesce(folder_id,
      case when kind like 'credential-%' then null else
        coalesce((select folder_id from document where id = document_id), (select folder_id from batch where id = batch_id))
      end),
    credential_id = coalesce(credential_id, (select credential_id from batch where id = batch_id)),
    name = coalesce(name,
      (select relative_path from document where id = document_id),
      (select coalesce(document_set.name, reference_number) from batch join document_set on document_set.id = set_id
        where batch.id = batch_id))
    where id > ${after} and (batch_id is not null or document_id is not null)`;
}
