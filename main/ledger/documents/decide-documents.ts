// A person's word on set-aside documents and duplicates, about many at once: kept in the transaction of what it changes.
import { sql, type UpdateObject } from 'kysely';
import type { DocumentId } from '../../engine/model';
import { recordDecisions } from '../batches/decide-batch';
import { chunks } from '../chunks';
import { settlingColumns } from '../rows/document-row';
import type { LedgerDatabase, LedgerTransaction, Schema } from '../schema';

/**
 * A person wants duplicates sent, or set-aside documents tried again. Only the newest version of a path is there to be
 * sent. Answers those that it was done for; the others had moved on.
 */
export async function sendAnywayMany(
  db: LedgerDatabase,
  ids: readonly DocumentId[],
  at: number,
): Promise<ReadonlySet<DocumentId>> {
  return decideAll(db, ids, async (trx, some) => {
    const rows = await waitingNewestQuery(trx, some).execute();
    const decision = { by: 'person', at } as const;
    await recordDecisions(
      trx,
      rows.map(({ id, state }) => ({
        ...{ ...decision, kind: state === 'duplicate' ? 'send-anyway' : 'retry', document_id: id },
      })),
    );
    // Whoever wanted it sent as a duplicate once still does when it is tried again.
    const stays = sql<0 | 1>`case when state = 'duplicate' then 1 else send_anyway end`;
    await changeAll(trx, rows, { ...settlingColumns, send_anyway: stays });
    return rows;
  });
}

/** Exported for the test that looks at its query plan. */
export function waitingNewestQuery(db: LedgerDatabase, ids: readonly DocumentId[]) {
  return (
    db
      .selectFrom('document')
      .select(['document.id', 'document.state'])
      .where('document.id', 'in', ids)
      // The plus keeps SQLite from going through all documents in these states.
      .where(sql<boolean>`+document.state in ('duplicate', 'set-aside')`)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('document as later')
              .select('later.id')
              .whereRef('later.folder_id', '=', 'document.folder_id')
              .whereRef('later.relative_path', '=', 'document.relative_path')
              .whereRef('later.id', '>', 'document.id'),
          ),
        ),
      )
  );
}

/**
 * Set-aside documents are withdrawn, duplicates ask no more. Answers those that it was done for; the others are neither, or
 * were dismissed before.
 */
export async function dismissMany(
  db: LedgerDatabase,
  ids: readonly DocumentId[],
  at: number,
): Promise<ReadonlySet<DocumentId>> {
  return decideAll(db, ids, async (trx, some) => {
    const rows = await trx
      .selectFrom('document')
      .select(['id', 'state', 'reason', 'asks'])
      .where('id', 'in', some)
      .execute();
    const duplicates = rows.filter(({ state, asks }) => state === 'duplicate' && asks !== 0);
    const setAside = rows.filter(({ state, reason }) => state === 'set-aside' && reason !== 'withdrawn');
    await changeAll(trx, duplicates, { asks: 0 });
    await changeAll(trx, setAside, { reason: 'withdrawn', detail: '', set_aside_at: at });
    const dismissed = [...duplicates, ...setAside];
    await recordDecisions(
      trx,
      dismissed.map(({ id }) => ({ kind: 'dismiss', by: 'person', at, document_id: id })),
    );
    return dismissed;
  });
}

/** All in one transaction; answers the ids of what `decideSome` answered with. */
function decideAll(
  db: LedgerDatabase,
  ids: readonly DocumentId[],
  decideSome: (trx: LedgerTransaction, some: readonly DocumentId[]) => Promise<readonly { readonly id: DocumentId }[]>,
): Promise<ReadonlySet<DocumentId>> {
  return db.transaction().execute(async (trx) => {
    const done = new Set<DocumentId>();
    for (const some of chunks(ids)) for (const { id } of await decideSome(trx, some)) done.add(id);
    return done;
  });
}

async function changeAll(
  trx: LedgerTransaction,
  rows: readonly { readonly id: DocumentId }[],
  columns: UpdateObject<Schema, 'document'>,
): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await trx.updateTable('document').set(columns).where('id', 'in', ids).execute();
}
