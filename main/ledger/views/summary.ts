// The ledger in figures, for a support bundle: counts and kinds, never a name, a path, a hash or a word of a server.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';

/** How many rows are in a state, and for which reason where a state has several. */
export interface StateCount {
  readonly state: string;
  readonly reason: string | null;
  readonly count: number;
}

export interface LedgerSummary {
  /** The migrations that made the schema, the newest last. */
  readonly migrations: readonly string[];
  readonly documents: readonly StateCount[];
  readonly batches: readonly StateCount[];
  readonly sets: readonly StateCount[];
  readonly credentials: readonly StateCount[];
  readonly folders: readonly StateCount[];
  readonly receipts: number;
  /** Attempts that ended, by outcome and HTTP status. */
  readonly attempts: readonly { readonly outcome: string; readonly status: number | null; readonly count: number }[];
  /** What happened last, the newest first. */
  readonly recent: readonly { readonly at: number; readonly kind: string }[];
}

const recentRows = 200;

/** One figure after the other; each is a whole look at a table and takes its time. */
export async function ledgerSummary(db: LedgerDatabase): Promise<LedgerSummary> {
  return {
    migrations: await migrationsIn(db),
    documents: await countsOf(db, 'document', 'reason'),
    batches: await countsOf(db, 'batch', 'held_reason'),
    sets: await countsOf(db, 'document_set', 'reason'),
    credentials: await countsOf(db, 'credential', 'reason'),
    folders: await countsOf(db, 'folder', null),
    receipts: await receiptsIn(db),
    attempts: await attemptsIn(db),
    recent: await recentIn(db),
  };
}

async function migrationsIn(db: LedgerDatabase): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}

async function countsOf(
  db: LedgerDatabase,
  table: 'document' | 'batch' | 'document_set' | 'credential' | 'folder',
  reason: 'reason' | 'held_reason' | null,
): Promise<readonly StateCount[]> {
  const why = reason === null ? sql<null>`NULL` : sql.ref(reason);
  const { rows } = await sql<StateCount>`
    SELECT state, ${why} AS reason, count(*) AS count FROM ${sql.table(table)} GROUP BY 1, 2 ORDER BY 1, 2
  `.execute(db);
  return rows;
}

async function receiptsIn(db: LedgerDatabase): Promise<number> {
  const { count } = await db
    .selectFrom('receipt')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

async function attemptsIn(db: LedgerDatabase): Promise<LedgerSummary['attempts']> {
  return db
    .selectFrom('attempt')
    .select(({ fn, ref }) => [
      ref('outcome').$castTo<string>().as('outcome'),
      'status',
      fn.countAll<number>().as('count'),
    ])
    .where('outcome', 'is not', null)
    .groupBy(['outcome', 'status'])
    .orderBy('outcome')
    .orderBy('status')
    .execute();
}

async function recentIn(db: LedgerDatabase): Promise<LedgerSummary['recent']> {
  const attempts = await db
    .selectFrom('attempt')
    .select(['started_at as at', 'outcome'])
    .orderBy('id', 'desc')
    .limit(recentRows)
    .execute();
  const decisions = await db
    .selectFrom('decision')
    .select(['at', 'kind', 'made_by'])
    .orderBy('id', 'desc')
    .limit(recentRows)
    .execute();
  return [
    ...attempts.map(({ at, outcome }) => ({ at, kind: `attempt ${outcome ?? 'without an end'}` })),
    ...decisions.map(({ at, kind, made_by: by }) => ({ at, kind: `${kind} by a ${by}` })),
  ]
    .sort((a, b) => b.at - a.at)
    .slice(0, recentRows);
}
