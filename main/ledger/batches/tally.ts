// Counts over the whole ledger: what still keeps a run going, and what waits for a person.
import type { QueueTally } from '../../engine/ports';
import type { LedgerDatabase } from '../schema';

/** One consistent count. Withdrawn documents are not in it: a person has already decided about them. */
export async function tally(db: LedgerDatabase): Promise<QueueTally> {
  return db.transaction().execute(async (trx) => {
    const documents = await trx
      .selectFrom('document')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where('state', 'in', ['settling', 'ready', 'set-aside', 'duplicate'])
      .where((eb) => eb.or([eb('reason', 'is', null), eb('reason', '<>', 'withdrawn')]))
      .where((eb) => eb.or([eb('asks', 'is', null), eb('asks', '=', 1)]))
      .groupBy('state')
      .execute();
    const batches = await trx
      .selectFrom('batch')
      .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
      .where('state', 'in', ['sealed', 'sending', 'splitting', 'waiting', 'held', 'in-doubt'])
      .groupBy('state')
      .execute();
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
    const documentsIn = counter(documents);
    const batchesIn = counter(batches);
    return {
      settling: documentsIn('settling'),
      ready: documentsIn('ready'),
      sealed: batchesIn('sealed'),
      sending: batchesIn('sending'),
      splitting: batchesIn('splitting'),
      waiting: batchesIn('waiting'),
      held: batchesIn('held'),
      inDoubt: batchesIn('in-doubt'),
      setAside: documentsIn('set-aside'),
      duplicatesAsking: documentsIn('duplicate'),
      alarms: folders ?? 0,
      setsNeedingAttention: sets ?? 0,
      pausedCredentials: credentials ?? 0,
    };
  });
}

function counter<State extends string>(rows: readonly { state: State; count: number }[]) {
  return (state: State): number => rows.find((row) => row.state === state)?.count ?? 0;
}
