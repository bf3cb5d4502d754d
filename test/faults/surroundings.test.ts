// Disasters around the program: folders that go away, sources that change while they are sealed, a clock that jumps, a
// second program on the same data folder.
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { originalsMovedTooEarly } from './audit';
import { disasterBench } from './disaster-bench';
import type { Paper } from './papers';
import { settle, settleThrough } from './settle';

const bench = disasterBench();

describe('a clock that jumps', () => {
  it.each([
    ['back two days', -48 * 3_600_000],
    ['ahead a year', 365 * 24 * 3_600_000],
  ])('%s keeps no batch waiting and delivers nothing twice', async (_name, byMs) => {
    await bench.aWorld({ set: 'new-per-day' });
    // A connection that is dropped may have taken a small body first: the batch would be in doubt.
    bench.world.sandbox.setFaults([{ times: 1, fault: { kind: 'answer', when: 'before-storing', status: 503 } }]);
    const papers = await bench.put('a.pdf', 'b.pdf');
    await bench.world.start();
    await bench.world.program?.event(({ type }) => type === 'batch-waiting');
    bench.world.clockOffsetMs = byMs;
    await bench.world.ask({ do: 'clock', offsetMs: byMs });
    await bench.world.program?.event(({ type }) => type === 'batch-accepted');
    papers.push(...(await bench.put('later.pdf')));
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 1, 1]);
    await bench.world.stop();
    bench.world.clockOffsetMs = 0;
    await bench.keptPromises();
  });
});

describe('a watched folder that goes away', () => {
  it('in the middle of a scan is offline, never empty', async () => {
    await bench.aWorld({ maxDocuments: 100 });
    const papers = await bench.put(...Array.from({ length: 60 }, (_unused, index) => `sub ${index % 6}/${index}.pdf`));
    const elsewhere = join(dirname(bench.inbox()), 'unplugged');
    // The first sub-folder was read, the others were not.
    const hold = await bench.world.holdAt('ledger.documents.record:before');
    const settled = settle(bench.world, 0);
    await hold.held();
    await rename(bench.inbox(), elsewhere);
    await hold.letGo();
    await settled;
    expect(bench.events('folder-state').at(-1)).toMatchObject({ state: 'offline' });
    expect(await bench.onScreen()).toEqual([]);
    expect(await bench.storedCounts(papers)).toEqual(papers.map(() => 0));
    await rename(elsewhere, bench.inbox());
    // A fresh start looks at once; a running program looks again within seconds.
    await bench.world.stop();
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual(papers.map(() => 1));
    await bench.keptPromises();
  });

  it('whose disk is taken out is offline; put in again, the rest is delivered', async (test) => {
    await bench.aWorld();
    const disk = join(bench.world.base, 'disk');
    if (!(await bench.smallDisk(disk, '8m'))) return test.skip();
    await bench.plugIn(disk, bench.inbox());
    const papers = [bench.world.papers.make(3_000), bench.world.papers.make(3_000)];
    const [first, second] = papers as [Paper, Paper];
    await bench.world.papers.put(join(bench.inbox(), 'a.pdf'), first, 'in-place');
    await settleThrough(bench.world);
    const hold = await bench.world.holdAt('seal.begun');
    await bench.world.papers.put(join(bench.inbox(), 'b.pdf'), second, 'in-place');
    const settled = settle(bench.world, 0);
    await hold.held();
    await bench.unplug(bench.inbox());
    await hold.letGo();
    await settled;
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 0]);
    await bench.plugIn(disk, bench.inbox());
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 1]);
    await bench.keptPromises();
  });
});

describe('a source', () => {
  it('that is deleted while it is sealed is on screen; the others of its batch are delivered', async () => {
    await bench.aWorld();
    const hold = await bench.world.holdAt('seal.begun');
    const [gone, ...others] = await bench.put('a.pdf', 'b.pdf', 'c.pdf');
    const settled = settle(bench.world, 0);
    await hold.held();
    await bench.world.papers.remove(join(bench.inbox(), 'a.pdf'));
    await hold.letGo();
    await settled;
    await settleThrough(bench.world);
    expect(await bench.storedCounts([gone as Paper, ...others])).toEqual([0, 1, 1]);
    expect(await bench.onScreen()).toEqual(['a.pdf']);
    expect(await bench.documents()).toMatchObject({ 'a.pdf': 'vanished' });
    await bench.keptPromises();
  });

  it.each(['seal.begun', 'seal.synced', 'seal.durable'] as const)(
    'that is rewritten while it is sealed (%s) is delivered as it is now; what was sent before has its receipt',
    async (moment) => {
      await bench.aWorld({ afterUpload: 'move' });
      const hold = await bench.world.holdAt(moment);
      const [before] = await bench.put('a.pdf');
      const settled = settle(bench.world, 0);
      await hold.held();
      const [now] = await bench.put('a.pdf');
      await hold.letGo();
      await settled;
      await settleThrough(bench.world);
      const [first, second] = await bench.storedCounts([before as Paper, now as Paper]);
      expect(second).toBe(1);
      // Found out in time, the old content is not sent; else it was sealed and is delivered as a document of its own.
      expect(first).toBeLessThanOrEqual(moment === 'seal.begun' ? 0 : 1);
      expect(await originalsMovedTooEarly(bench.world)).toEqual([]);
      await bench.keptPromises();
    },
  );
});

describe('a second program on the same data folder', () => {
  it('says so and ends, and the first one goes on', async () => {
    await bench.aWorld();
    const papers = await bench.put('a.pdf');
    await settleThrough(bench.world);
    const second = bench.world.startAnother();
    expect(await second.started).toEqual({ type: 'refused', why: 'in-use' });
    expect((await second.ended).exitCode).toBe(1);
    papers.push(...(await bench.put('b.pdf')));
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 1]);
    await bench.keptPromises();
  });
});
