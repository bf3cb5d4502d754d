// Counts over the whole ledger: what still keeps a run going, and what waits for a person.
import { sql, type RawBuilder } from 'kysely';
import type { QueueTally } from '../../engine/ports';
import type { LedgerDatabase } from '../schema';

/** One consistent count. Withdrawn documents are not in it: a person has already decided about them. */
export async function tally(db: LedgerDatabase): Promise<QueueTally> {
  return db.transaction().execute(async (trx) => {
    const documents = await documentsQuery(trx).executeTakeFirstOrThrow();
    const batches = await batchesQuery(trx).execute();
    const { sets, credentials, folders } = await trx
      .selectNoFrom((eb) => [
        eb
          .selectFrom('document_set')
          .select(eb.fn.countAll<number>().as('count'))
          .where('state', '=', 'needs-attention')
          .as('sets'),
        eb
          .selectFrom('credential')
          .select(eb.fn.countAll<number>().as('count'))
          .where('state', '=', 'paused')
          .as('credentials'),
        eb
          .selectFrom('folder')
          .select(eb.fn.countAll<number>().as('count'))
          .where('differences', '<>', '[]')
          .as('folders'),
      ])
      .executeTakeFirstOrThrow();
    const batchesIn = counter(batches);
    return {
      settling: documents.settling,
      ready: documents.ready,
      sealed: batchesIn('sealed'),
      sending: batchesIn('sending'),
      splitting: batchesIn('splitting'),
      waiting: batchesIn('waiting'),
      held: batchesIn('held'),
      inDoubt: batchesIn('in-doubt'),
      setAside: documents.set_aside,
      duplicatesAsking: documents.asking,
      alarms: folders ?? 0,
      setsNeedingAttention: sets ?? 0,
      pausedCredentials: credentials ?? 0,
    };
  });
}

/** Each count goes down the index that holds nothing else. */
function documentsQuery(db: LedgerDatabase) {
  const count = (condition: RawBuilder<unknown>) => sql<number>`(select count(*) from document where ${condition})`;
  return db.selectNoFrom([
    count(sql`state = 'settling'`).as('settling'),
    count(sql`state = 'ready'`).as('ready'),
    count(sql`state = 'set-aside' and reason <> 'withdrawn'`).as('set_aside'),
    count(sql`state = 'duplicate' and asks = 1`).as('asking'),
  ]);
}

function batchesQuery(db: LedgerDatabase) {
  return db
    .selectFrom('batch')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('state', 'in', ['sealed', 'sending', 'splitting', 'waiting', 'held', 'in-doubt'])
    .groupBy('state');
}

function counter<State extends string>(rows: readonly { state: State; count: number }[]) {
  return (state: State): number => rows.find((row) => row.state === state)?.count ?? 0;
}
