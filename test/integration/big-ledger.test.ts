// Every question of the window on a large ledger: none answers with more than a reply may hold.
// LEDGER_TIMES=1 asks them of 2,000 sets, 20,000 batches and 200,000 documents, prints how long each takes, and judges it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLedger, type OpenedLedger } from '../../main/ledger/open-ledger';
import { screenQuestions } from '../bench/ledger/screen-questions';
import { bigLedger, seedLedger } from '../e2e/testing/seed-ledger';

const now = Date.UTC(2026, 10, 23, 12);
const isBig = process.env['LEDGER_TIMES'] !== undefined;
const size = isBig ? bigLedger : { sets: 200, batches: 2_000, documents: 20_000, activity: 10_000 };
const largestReply = 1_000_000;
// Generous for a loaded machine; on an idle one the slowest takes a fifth of it.
const longestMs = 250;
const questions = screenQuestions({ ...size, now });

let folder: string;
let opened: Extract<OpenedLedger, { kind: 'opened' }>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-big-'));
  const file = join(folder, 'ledger.sqlite');
  const startedAt = performance.now();
  await seedLedger(file, { ...size, now });
  if (isBig) console.log('seeded in', (performance.now() - startedAt).toFixed(0), 'ms');
  const ledger = await openLedger(file, { now: () => now });
  if (ledger.kind !== 'opened') throw new Error(`the seeded ledger is ${ledger.kind}`);
  opened = ledger;
}, 120_000);

afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a large ledger', () => {
  it.each(Object.keys(questions))('answers soon and briefly: %s', async (name) => {
    const ask = questions[name];
    if (ask === undefined) throw new Error(name);
    const times: number[] = [];
    let answer: unknown;
    for (let round = 0; round < 5; round += 1) {
      const startedAt = performance.now();
      answer = await ask(opened.views);
      times.push(performance.now() - startedAt);
    }
    const best = Math.min(...times);
    const bytes = JSON.stringify(answer instanceof Map ? [...answer] : answer).length;
    if (isBig)
      console.log(name.padEnd(46), best.toFixed(1), 'ms, most', Math.max(...times).toFixed(1), `${bytes} bytes`);
    expect(bytes).toBeLessThan(largestReply);
    expect(bytes).toBeGreaterThan(2);
    if (isBig) expect(best).toBeLessThan(longestMs);
  });

  it('adds up, and its chain of receipts holds', async () => {
    const { views } = opened;
    const counts = (await views.folders()).map((one) => one.counts);
    expect(counts.reduce((sum, { seen }) => sum + seen, 0)).toBe(size.documents + 3 * 17);
    for (const { seen, delivered, onTheWay, setAside, duplicates, ignored } of counts) {
      expect(delivered + onTheWay + setAside + duplicates + ignored).toBe(seen);
    }
    expect((await views.verifyReceipts(null)).problems).toEqual([]);
    const { differences } = await views.audit(join(folder, 'spool'));
    expect(differences.filter(({ kind }) => kind !== 'zip-missing')).toEqual([]);
  });

  it('is the same for the same options', async () => {
    const few = { sets: 5, batches: 50, documents: 400, activity: 100, now };
    const [first, second] = [join(folder, 'first.sqlite'), join(folder, 'second.sqlite')];
    await seedLedger(first, few);
    await seedLedger(second, few);
    const answers = await Promise.all(
      [first, second].map(async (file) => {
        const ledger = await openLedger(file, { now: () => now });
        if (ledger.kind !== 'opened') throw new Error(ledger.kind);
        const answer = [await ledger.views.folders(), await ledger.views.verifyReceipts(null)];
        await ledger.close();
        return answer;
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});
