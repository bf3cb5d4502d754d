// The few batches of a long queue that can come next, found without going through it.
import { sql, type RawBuilder } from 'kysely';
import type { BatchId, CredentialId, FolderId, PauseScope } from '../../engine/model';
import type { LedgerDatabase } from '../schema';

/** Which part of the queue: that of credentials and folders that nothing holds back. */
interface Lanes {
  readonly excluding: readonly CredentialId[];
  readonly excludingFolders: readonly FolderId[];
  /** Only those of this scope; without it all. */
  readonly only?: PauseScope;
}

/**
 * Rows that are looked at in each lane for those that their set lets through. When so many in a row stand behind a set, the
 * whole queue is looked through instead.
 */
const windowRows = 250;

// The condition of the index, word for word: SQLite uses a partial index only then.
const isQueued = sql`state in ('sealed', 'waiting')`;

interface LaneRow {
  /** null: no set of the rows that were looked at lets any through. */
  readonly first: number | null;
  /** 0 where one was found. */
  readonly looked_at: number;
}

/**
 * The queue falls into lanes, one for each credential and folder that have a batch in it. Skips from one to the next, so
 * that neither a long lane nor one that is paused is gone through.
 */
function lanes({ excluding, excludingFolders, only }: Lanes) {
  const conditions = [
    sql`credential.state = 'ok'`,
    ...(excluding.length === 0 ? [] : [sql`here.credential_id not in (${sql.join(excluding)})`]),
    ...(excludingFolders.length === 0 ? [] : [sql`here.folder_id not in (${sql.join(excludingFolders)})`]),
    ...(only?.scope === 'credential' ? [sql`here.credential_id = ${only.id}`] : []),
    ...(only?.scope === 'folder' ? [sql`here.folder_id = ${only.id}`] : []),
  ];
  return sql`recursive place (one) as (
      select (select id from batch indexed by batch_queue where ${isQueued}
        order by credential_id, folder_id limit 1)
      union all
      select coalesce(
        (select id from batch indexed by batch_queue where ${isQueued}
          and credential_id = here.credential_id and folder_id > here.folder_id order by folder_id limit 1),
        (select id from batch indexed by batch_queue where ${isQueued}
          and credential_id > here.credential_id order by credential_id, folder_id limit 1))
      from place join batch as here on here.id = place.one
    ),
    lane (credential, folder) as (
      select here.credential_id, here.folder_id from place join batch as here on here.id = place.one
        join credential on credential.id = here.credential_id
      where ${sql.join(conditions, sql` and `)}
    )`;
}

/** A set that is open lets all of its batches through, a planned one its oldest alone. */
const passesItsSet = sql`(candidate.set_id is null or exists (select 1 from document_set
    where document_set.id = candidate.set_id and (document_set.state = 'open' or (document_set.state = 'planned'
      and not exists (select 1 from batch as earlier where earlier.set_id = candidate.set_id
        and earlier.id < candidate.id and earlier.state in
        ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting'))))))`;

/** The first rows of a lane in one state, in the order of the index. */
function windowOf(condition: RawBuilder<unknown>, order: RawBuilder<unknown>) {
  return sql`(select id, set_id, retry_at from batch indexed by batch_queue
    where ${isQueued} and credential_id = lane.credential and folder_id = lane.folder and ${condition}
    order by ${order} limit ${windowRows})`;
}

interface Candidates {
  readonly ids: readonly BatchId[];
  /** A lane may have more than was looked at, and what was looked at stands behind a set. */
  readonly isCutOff: boolean;
}

/**
 * Batches that are due, the first few of each lane: the sealed ones in their order; of those that wait the ones whose time
 * came first. And whatever a person put first, with the batch that has to create its set.
 */
export async function dueCandidates(
  db: LedgerDatabase,
  within: Lanes,
  { now, beyond, limit }: { readonly now: number; readonly beyond: number; readonly limit: number },
): Promise<Candidates> {
  const { rows } = await candidatesQuery(within, { now, beyond, limit }).execute(db);
  return {
    ids: rows.flatMap(({ ids }) => JSON.parse(ids) as BatchId[]),
    isCutOff: rows.some(({ looked_at }) => looked_at === windowRows),
  };
}

interface CandidateRow {
  /** A JSON list. */
  readonly ids: string;
  /** 0 where enough was found. */
  readonly looked_at: number;
}

function candidatesQuery(
  within: Lanes,
  { now, beyond, limit }: { readonly now: number; readonly beyond: number; readonly limit: number },
) {
  const byPlace = sql`coalesce(priority_flag, 0) desc, retry_at, id`;
  const byTime = sql`retry_at, id`;
  const ofPriority = (flag: 0 | 1, time: RawBuilder<unknown>) =>
    windowOf(sql`state = 'waiting' and coalesce(priority_flag, 0) = ${sql.lit(flag)} and ${time}`, byTime);
  const windows = [
    windowOf(sql`state = 'sealed'`, byPlace),
    ofPriority(1, sql`retry_at <= ${now}`),
    ofPriority(0, sql`retry_at <= ${now}`),
    // Further ahead than any wait: the clock was set back, and that time could be years away.
    ofPriority(1, sql`retry_at > ${beyond}`),
    ofPriority(0, sql`retry_at > ${beyond}`),
  ];
  const ofLanes = windows.map(
    (window) => sql`
    select ids, case when json_array_length(ids) = ${limit} then 0 else (select count(*) from ${window}) end as looked_at
    from (select credential, folder, (select json_group_array(id) from (select candidate.id from ${window} as candidate
        where ${passesItsSet} limit ${limit})) as ids from lane) as lane`,
  );
  return sql<CandidateRow>`
    with ${lanes(within)}
    ${sql.join(ofLanes, sql` union all `)}
    union all
    select json_group_array(id), 0 from (
      select id from batch indexed by batch_put_first where ${isPutFirst}
      union
      select (select min(oldest.id) from batch as oldest where oldest.set_id = batch.set_id
          and oldest.state in ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting'))
        from batch indexed by batch_put_first cross join document_set on document_set.id = batch.set_id
        where ${isPutFirst} and document_set.state = 'planned'
    ) where id is not null`;
}

// The condition of the index, word for word.
const isPutFirst = sql`batch.prioritized is not null and batch.state in ('open', 'sealed', 'waiting', 'splitting')`;

/** The earliest retry time in any lane that lies between now and `beyond`; `isCutOff` as above. */
export async function firstRetry(
  db: LedgerDatabase,
  within: Lanes,
  beyond: number,
): Promise<{ readonly at: number | null; readonly isCutOff: boolean }> {
  const { rows } = await firstRetryQuery(within, beyond).execute(db);
  const times = rows.flatMap(({ first }) => (first === null ? [] : [first]));
  return {
    at: times.length === 0 ? null : Math.min(...times),
    isCutOff: rows.some(({ first, looked_at }) => first === null && looked_at === windowRows),
  };
}

function firstRetryQuery(within: Lanes, beyond: number) {
  const ofPriority = (flag: 0 | 1) => {
    const waits = sql`state = 'waiting' and coalesce(priority_flag, 0) = ${sql.lit(flag)} and retry_at <= ${beyond}`;
    const window = windowOf(waits, sql`retry_at, id`);
    return sql`
      select first, case when first is null then (select count(*) from ${window}) else 0 end as looked_at
      from (select credential, folder, (select candidate.retry_at from ${window} as candidate
        where ${passesItsSet} limit 1) as first from lane) as lane`;
  };
  return sql<LaneRow>`with ${lanes(within)} ${ofPriority(1)} union all ${ofPriority(0)}`;
}
