// Every question of the window on a large ledger: none answers with more than a reply may hold.
// LEDGER_TIMES=1 asks them of 2,000 sets, 20,000 batches and 200,000 documents, prints how long each takes, and judges it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startOfPeriod, startsOfChart } from '../../main/ipc/periods';
import { openLedger, type OpenedLedger } from '../../main/ledger/open-ledger';
import type { LedgerViews } from '../../main/ledger/views/views';
import { bigLedger, hashOf, pathOf, seedLedger, serverIdOf } from '../e2e/testing/seed-ledger';

const now = Date.UTC(2026, 10, 23, 12);
const isBig = process.env['LEDGER_TIMES'] !== undefined;
const size = isBig ? bigLedger : { sets: 200, batches: 2_000, documents: 20_000, activity: 10_000 };
const largestReply = 1_000_000;
// Generous for a loaded machine; on an idle one the slowest takes a fifth of it.
const longestMs = 250;
const [batch, document, set] = [size.batches - 500, size.documents / 2 - 6, size.sets / 2];
const { signal } = new AbortController();
const page = { offset: 0, limit: 100 };
const activity = { before: null, limit: 100 };
const questions: Record<string, (views: LedgerViews) => Promise<unknown>> = {
  'overview: counts of all': (views) => views.folders(),
  'overview: counts today': (views) => views.periodCounts(startOfPeriod('today', now) ?? 0),
  'overview: counts 7 days': (views) => views.periodCounts(startOfPeriod('7-days', now) ?? 0),
  'overview: counts 30 days': (views) => views.periodCounts(startOfPeriod('30-days', now) ?? 0),
  'overview: counts of everything by sight': (views) => views.periodCounts(0),
  'overview: 30 days': (views) => views.dailyFigures(startsOfChart('30-days', now)),
  'overview: 90 days': (views) => views.dailyFigures(startsOfChart('all', now)),
  'overview: deliveries': (views) => views.deliveries(startOfPeriod('today', now) ?? 0),
  'overview: folder states': (views) => views.folderStates(),
  'attention: first 20': (views) => views.attentionPage({ offset: 0, limit: 20 }),
  'attention: page at 400': (views) => views.attentionPage({ offset: 40, limit: 500 }),
  'attention: of one folder': (views) => views.attentionPage({ ...page, folderId: 'folder-1' }),
  'attention: counts': (views) => views.attentionCounts(null),
  'queue: waiting': (views) => views.queue({ ...page, group: 'waiting' }),
  'sets: first page': (views) => views.sets({ ...page, search: '' }),
  'sets: page at 1500': (views) => views.sets({ offset: size.sets - 150, limit: 100, search: '' }),
  'sets: search': (views) => views.sets({ ...page, search: 'gang 01' }),
  'sets: search for an id': (views) => views.sets({ ...page, search: serverIdOf(777) }),
  'sets: state': (views) => views.sets({ ...page, search: '', states: ['needs-attention'] }),
  'set: details': (views) => views.setDetails(set),
  'set: batches outside any': (views) => views.batchesOfSet({ ...page, setId: null }),
  'set: ids': (views) => views.batchIdsOfSet({ offset: 0, limit: 500, setId: null }),
  'batch: details': (views) => views.batchDetails(batch),
  'batch: attempts': (views) => views.attemptsOfBatch({ ...page, batchId: batch }),
  'batch: evidence': (views) => views.attemptEvidence({ batchId: batch, attempt: 1 }),
  'batch: documents': (views) => views.documentsOfBatch({ ...page, batchId: batch }),
  'activity: first page': (views) => views.activity(activity),
  'activity: deep page': (views) => views.activity({ ...activity, before: 1_000 }),
  'activity: three kinds': (views) =>
    views.activity({ ...activity, kinds: ['document-set-aside', 'alarm', 'batch-held'] }),
  'activity: folder and kind that is not there': (views) =>
    views.activity({ ...activity, folderId: 'folder-1', kinds: ['alarm'] }),
  'activity: credential': (views) => views.activity({ ...activity, credentialId: 'credential-2' }),
  'activity: text that is not there': (views) => views.activity({ ...activity, text: 'no such name' }),
  'search: common name': (views) => views.search('rechnung', { signal }),
  'search: one name': (views) => views.search('invoice 1201', { signal }),
  'search: capitals and umlaut': (views) => views.search('MÜLLER 1', { signal }),
  'search: nothing': (views) => views.search('no such name', { signal }),
  'search: server id': (views) => views.search(serverIdOf(777), { signal }),
  'search: number': (views) => views.search('777', { signal }),
  'search: set': (views) => views.search('Eingang 0077', { signal }),
  'search: hash': (views) => views.search(hashOf(pathOf(document)).slice(0, 12), { signal }),
};

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
