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
  /** Takes away at most this many too old rows and as many too many ones at once; true when there may be more. */
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
      let hasMore = false;
      for (const ids of [expiredQuery({ before, atOnce }), surplusQuery({ keep, atOnce })]) {
        const { numAffectedRows } = await sql`delete from activity where id in (${ids})`.execute(db);
        hasMore ||= numAffectedRows === BigInt(atOnce);
      }
      return hasMore;
    },
  };
}

/** By time, not by id: a clock that was ahead for a while leaves rows that must not keep the ones after them. */
export function expiredQuery({ before, atOnce }: { readonly before: number; readonly atOnce: number }) {
  return sql`select id from activity where at < ${before} order by at limit ${atOnce}`;
}

export function surplusQuery({ keep, atOnce }: { readonly keep: number; readonly atOnce: number }) {
  return sql`select id from activity where id <= (select max(id) - ${keep} from activity) order by id limit ${atOnce}`;
}

/** Folder, credential and set of what is about a batch or a document. */
function complete(after: number) {
  return sql`update activity set
    folder_id = coalesce(folder_id,
      (select folder_id from document where id = document_id), (select folder_id from batch where id = batch_id)),
    credential_id = coalesce(credential_id, (select credential_id from batch where id = batch_id)),
    name = coalesce(name,
      (select relative_path from document where id = document_id),
      (select coalesce(document_set.name, reference_number) from batch join document_set on document_set.id = set_id
        where batch.id = batch_id))
    where id > ${after} and (batch_id is not null or document_id is not null)`;
}
