// Disasters of the program's own files: ledger and spool damaged, missing, or on a full disk.
import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { noFaults } from '../../main/sandbox/faults';
import { disasterBench } from './disaster-bench';
import { sha256Of, type Paper } from './papers';
import { answerAll } from './person';
import { settle, settleThrough } from './settle';

const bench = disasterBench();

describe('a damaged ledger', () => {
  const damages: Record<string, (file: string) => Promise<void>> = {
    'with garbage in its middle': async (file) => {
      const bytes = await readFile(file);
      bytes.fill(0xa5, 4_096, bytes.length - 4_096);
      await writeFile(file, bytes);
    },
    'cut in half': async (file) => truncate(file, Math.floor((await stat(file)).size / 2)),
    'that is no database any more': (file) => writeFile(file, 'Restored by the backup program. '.repeat(100)),
  };

  it.each(Object.keys(damages))('%s is kept, and nothing is delivered twice in silence', async (name) => {
    await bench.aWorld();
    const delivered = await bench.put('a.pdf', 'b.pdf', 'c.pdf');
    await settleThrough(bench.world);
    expect(await bench.storedCounts(delivered)).toEqual([1, 1, 1]);
    await bench.world.kill();
    // What a kill leaves in the log would bring the damaged pages back.
    await bench.world.start();
    await bench.world.stop();
    await damages[name]?.(bench.ledgerFile());
    const damagedHash = sha256Of(await readFile(bench.ledgerFile()));

    const started = await bench.world.start();
    const setAside = started.type === 'started' ? started.ledgerSetAside : null;
    expect(basename(setAside ?? '')).toMatch(/^ledger\.damaged-\d{4}-\d\d-\d\dT/);
    expect(sha256Of(await readFile(setAside ?? ''))).toBe(damagedHash);
    await settleThrough(bench.world);
    expect(await bench.storedCounts(delivered)).toEqual([1, 1, 1]);
    expect(await bench.onScreen()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);

    const fresh = await bench.put('d.pdf');
    await settleThrough(bench.world);
    expect(await bench.storedCounts(fresh)).toEqual([1]);
    expect(await bench.onScreen()).toEqual(['a.pdf', 'b.pdf', 'c.pdf']);
  });

  it('leaves the zips that waited where a person finds them', async () => {
    await bench.aWorld();
    bench.world.sandbox.setFaults([{ fault: { kind: 'drop', when: 'before-body' } }]);
    const [paper] = await bench.put('waits.pdf');
    await settle(bench.world, 0);
    const zip = await readFile(bench.spooled('batch-1.zip'));
    await bench.world.stop();
    await truncate(bench.ledgerFile(), 20_000);
    bench.world.sandbox.setFaults(noFaults);
    await rm(join(bench.inbox(), 'waits.pdf'));
    await settleThrough(bench.world);
    expect(await bench.storedCounts([paper as Paper])).toEqual([0]);
    const kept = (await readdir(join(bench.world.dataDir, 'spool'))).find((name) => name.startsWith('kept-'));
    expect(await readFile(bench.spooled(`${kept ?? ''}/batch-1.zip`))).toEqual(zip);
  });
});

describe('a full disk', () => {
  it('under the ledger stops everything before a byte leaves; with room again all is delivered once', async (test) => {
    await bench.aWorld();
    if (!(await bench.smallDisk(bench.world.dataDir, '2m'))) return test.skip();
    const first = await bench.put('a.pdf');
    await settleThrough(bench.world);
    const filler = await bench.fill(bench.world.dataDir);
    const papers = await bench.put('b.pdf', 'c.pdf');
    await bench.world.program?.event(({ type }) => type === 'engine-failed');
    expect(await bench.storedCounts(papers)).toEqual([0, 0]);
    await bench.world.stop();
    const refused = await bench.world.start();
    expect(refused).toMatchObject({ type: 'refused', why: expect.stringContaining('unwritable') as string });
    await bench.world.program?.ended;
    await rm(filler);
    await settleThrough(bench.world);
    expect(await bench.storedCounts([...first, ...papers])).toEqual([1, 1, 1]);
    expect(await readdir(bench.world.dataDir)).not.toContain(expect.stringContaining('damaged'));
  });

  it('under the spool holds up sealing, says so, and loses nothing', async (test) => {
    await bench.aWorld();
    if (!(await bench.smallDisk(join(bench.world.dataDir, 'spool'), '256k'))) return test.skip();
    await settleThrough(bench.world);
    const filler = await bench.fill(join(bench.world.dataDir, 'spool'));
    const papers = await bench.put('a.pdf', 'b.pdf');
    const problem = await bench.world.program?.event(({ type }) => type === 'spool-problem');
    expect(problem).toMatchObject({ detail: 'ENOSPC' });
    await settleThrough(bench.world);
    expect(await bench.documents()).toEqual({ 'a.pdf': 'ready', 'b.pdf': 'ready' });
    await rm(filler);
    await bench.world.stop();
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 1]);
    await bench.keptPromises();
  });
});

describe('a sealed zip', () => {
  const damages: Record<string, (zip: string) => Promise<void>> = {
    missing: (zip) => rm(zip),
    altered: async (zip) => {
      const bytes = await readFile(zip);
      bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
      await writeFile(zip, bytes);
    },
  };

  it.each(Object.keys(damages))('that is %s is never sent; sealed again, it is delivered once', async (name) => {
    await bench.aWorld();
    bench.world.sandbox.setFaults([{ times: 1, fault: { kind: 'answer', when: 'before-storing', status: 400 } }]);
    const papers = await bench.put('a.pdf', 'b.pdf');
    await settle(bench.world, 0);
    await damages[name]?.(bench.spooled('batch-1.zip'));
    bench.world.damagedZips += 1;
    await answerAll(bench.world);
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([0, 0]);
    expect(bench.events('batch-held').at(-1)).toMatchObject({ reason: 'spool-damaged' });
    await answerAll(bench.world);
    await settleThrough(bench.world);
    expect(await bench.storedCounts(papers)).toEqual([1, 1]);
    await bench.keptPromises();
  });
});
