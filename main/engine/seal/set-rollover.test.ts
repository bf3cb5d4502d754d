// Sets of a day, week or month change at local midnight, also where the clocks change; the time a document became ready decides.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { DocumentId, SetPolicy } from '../model';
import { planBatches, type ReadyDocument } from './batching';
import { setKey } from './set-name';
import { aSealerBench, type SealerBench } from './testing/sealer-bench';

const name = '{folder} {date}';
const perDay: SetPolicy = { policy: 'new-per-day', name };
const hourMs = 3_600_000;

// The time zone belongs to the process: this file has a process of its own for as long as it runs.
const zoneBefore = process.env['TZ'];
process.env['TZ'] = 'Europe/Berlin';
beforeEach(() => {
  process.env['TZ'] = 'Europe/Berlin';
});
afterAll(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

function keyAt(iso: string, policy: 'new-per-day' | 'new-per-week' | 'new-per-month' = 'new-per-day'): string | null {
  const occasion = { relativePath: 'a.pdf', readyAt: Date.parse(iso), number: 1 };
  return setKey({ id: 'f' as never, set: { policy, name } }, occasion);
}

describe('the set of a day', () => {
  it.each([
    // Winter time, an hour before Greenwich.
    ['Europe/Berlin', '2026-11-22T22:59:59.999Z', 'day:f:2026-11-22'],
    ['Europe/Berlin', '2026-11-22T23:00:00.000Z', 'day:f:2026-11-23'],
    // The night in which the clocks go forward has 23 hours to its day, the one in which they go back 25.
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', 'day:f:2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', 'day:f:2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', 'day:f:2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z', 'day:f:2026-03-30'],
    ['Europe/Berlin', '2026-10-24T22:00:00.000Z', 'day:f:2026-10-25'],
    ['Europe/Berlin', '2026-10-25T22:59:59.999Z', 'day:f:2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00.000Z', 'day:f:2026-10-26'],
    // Here midnight itself is left out when the clocks go forward: the day begins at one.
    ['America/Sao_Paulo', '2018-11-04T02:59:59.999Z', 'day:f:2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 'day:f:2018-11-04'],
    // And here the hour before midnight comes twice when they go back.
    ['America/Sao_Paulo', '2018-02-18T02:30:00.000Z', 'day:f:2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T03:00:00.000Z', 'day:f:2018-02-18'],
    ['Asia/Kolkata', '2026-11-22T18:29:59.999Z', 'day:f:2026-11-22'],
    ['Asia/Kolkata', '2026-11-22T18:30:00.000Z', 'day:f:2026-11-23'],
  ])('in %s at %s is %s', (zone, iso, key) => {
    process.env['TZ'] = zone;
    expect(keyAt(iso)).toBe(key);
  });
});

it.each([
  // Sunday to Monday, and a week that begins in the year before.
  ['2026-11-22T22:59:59.999Z', 'week:f:2026-11-16', 'month:f:2026-11'],
  ['2026-11-22T23:00:00.000Z', 'week:f:2026-11-23', 'month:f:2026-11'],
  ['2026-12-31T22:59:59.999Z', 'week:f:2026-12-28', 'month:f:2026-12'],
  ['2026-12-31T23:00:00.000Z', 'week:f:2026-12-28', 'month:f:2027-01'],
  // The Mondays after the Sundays on which the clocks change.
  ['2026-03-29T21:59:59.999Z', 'week:f:2026-03-23', 'month:f:2026-03'],
  ['2026-03-29T22:00:00.000Z', 'week:f:2026-03-30', 'month:f:2026-03'],
  ['2026-10-25T22:59:59.999Z', 'week:f:2026-10-19', 'month:f:2026-10'],
  ['2026-10-25T23:00:00.000Z', 'week:f:2026-10-26', 'month:f:2026-10'],
])('the sets of week and month at %s are %s and %s', (iso, week, month) => {
  expect(keyAt(iso, 'new-per-week')).toBe(week);
  expect(keyAt(iso, 'new-per-month')).toBe(month);
});

describe('a plan around midnight', () => {
  const midnight = new Date(2026, 10, 23).getTime();
  const rule = { quietMs: 60_000, maxDocuments: 10, maxBytes: 1_000 };
  let lastId = 0;
  const ready = (relativePath: string, readyAt: number): ReadyDocument => {
    lastId += 1;
    return { id: lastId as DocumentId, relativePath, sizeBytes: 10, readyAt };
  };
  const plan = (documents: readonly ReadyDocument[], now: number, set: SetPolicy = perDay) => {
    const { batches, nextCheckAt } = planBatches(documents, rule, set, now);
    return { batches: batches.map((batch) => batch.map(({ relativePath }) => relativePath)), nextCheckAt };
  };

  it('puts no two days into one batch, and lets each have its own quiet time', () => {
    const documents = [ready('b', midnight - 30_000), ready('a', midnight), ready('c', midnight - 1)];
    expect(plan(documents, midnight + 10_000)).toEqual({ batches: [], nextCheckAt: midnight - 1 + rule.quietMs });
    expect(plan(documents, midnight + 59_999)).toEqual({
      batches: [['b', 'c']],
      nextCheckAt: midnight + rule.quietMs,
    });
    expect(plan(documents, midnight + 60_000).batches).toEqual([['a'], ['b', 'c']]);
    const together = { policy: 'new-per-folder', name } as const;
    expect(plan(documents, midnight + 60_000, together).batches).toEqual([['a', 'b', 'c']]);
  });

  it('fills no batch with the documents of two days', () => {
    const documents = Array.from({ length: 12 }, (_, index) => ready(`${10 + index}`, midnight - 6 + index));
    expect(plan(documents, midnight + 10).batches).toEqual([]);
    const batches = planBatches(documents, { ...rule, maxDocuments: 6 }, perDay, midnight + 10).batches;
    expect(batches.map((batch) => batch.map(({ readyAt }) => readyAt < midnight))).toEqual([
      Array.from({ length: 6 }, () => true),
      Array.from({ length: 6 }, () => false),
    ]);
  });

  it('takes a document from the future for one of now: the clock was set back', () => {
    const documents = [ready('a', midnight + 26 * hourMs), ready('b', midnight - 2 * rule.quietMs)];
    expect(plan(documents, midnight - 1).batches).toEqual([['a', 'b']]);
    expect(plan(documents, midnight).batches).toEqual([['a'], ['b']]);
  });
});

describe('documents around midnight', () => {
  const midnight = new Date(2026, 10, 23).getTime();
  const quiet = { quietMs: 60_000, maxDocuments: 10, maxBytes: 1_000 };

  function setsOf({ rows }: SealerBench): unknown[] {
    return rows(`SELECT document_set.key, document_set.name, count(*) AS batches, sum(document_count) AS documents
      FROM document_set JOIN batch ON batch.set_id = document_set.id GROUP BY document_set.id ORDER BY document_set.id`);
  }
  const day = (date: string, batches: number, documents: number): unknown => ({
    ...{ key: `day:folder-1:${date}`, name: `folder-1 ${date}`, batches, documents },
  });

  it('go to the sets of their days, each made once, although both are sealed after it', async () => {
    const bench = await aSealerBench({ set: perDay, batch: quiet }, midnight - 30_000);
    await bench.put('late.pdf', 'late');
    bench.clock.move(30_000);
    await bench.put('early.pdf', 'early!');
    await bench.work();
    expect(await bench.batches()).toEqual([]);
    bench.clock.move(60_000);
    await bench.work();
    expect((await bench.batches()).sort()).toEqual([['early.pdf'], ['late.pdf']]);
    expect((setsOf(bench) as { key: string }[]).sort((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      day('2026-11-22', 1, 1),
      day('2026-11-23', 1, 1),
    ]);
    await bench.put('later.pdf', 'even later');
    bench.clock.move(60_000);
    await bench.work();
    expect(setsOf(bench)).toContainEqual(day('2026-11-23', 2, 2));
    expect(setsOf(bench)).toHaveLength(2);
    expect(bench.failures).toEqual([]);
  });

  it('keep the day they became ready in when the disk was full until the day after', async () => {
    const bench = await aSealerBench({ set: perDay, batch: { ...quiet, quietMs: 0 } }, midnight - 30_000);
    await bench.put('a.pdf', 'a');
    const full = { seal: () => Promise.resolve({ kind: 'spool-failed', detail: 'ENOSPC' } as const) };
    await bench.work([bench.folder], { thread: full });
    expect(await bench.batches()).toEqual([]);
    bench.clock.move(9 * hourMs);
    await bench.work();
    expect(setsOf(bench)).toEqual([day('2026-11-22', 1, 1)]);
  });

  it('belong to today when they became ready in a future that the clock was set back from', async () => {
    const bench = await aSealerBench({ set: perDay, batch: quiet }, midnight + 12 * hourMs);
    await bench.put('a.pdf', 'a');
    bench.clock.move(-24 * hourMs);
    await bench.work();
    expect(setsOf(bench)).toEqual([day('2026-11-22', 1, 1)]);
  });

  it('are planned for one set even when midnight passes while they are sealed', async () => {
    const bench = await aSealerBench({ set: perDay, batch: { ...quiet, quietMs: 0 } }, midnight - 1);
    await bench.put('a.pdf', 'a');
    const { ready } = bench.ledger.documents;
    await bench.work([bench.folder], {
      documents: {
        // From a clock that was ahead: its time is that of the plan.
        ready: async (id) => {
          const found = await ready(id);
          return found.map((document) => ({ ...document, status: { state: 'ready', readyAt: midnight + hourMs } }));
        },
        sameSize: (scope, ids) => {
          bench.clock.move(hourMs / 2);
          return bench.ledger.documents.sameSize(scope, ids);
        },
      },
    });
    expect(setsOf(bench)).toEqual([day('2026-11-22', 1, 1)]);
  });
});
