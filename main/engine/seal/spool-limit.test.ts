// Sealing rests while the spool is full, says so, and loses nothing by it.
import { expect, it } from 'vitest';
import { aSealerBench } from './testing/sealer-bench';

it('seals nothing while the spool is full, and goes on when there is room again', async () => {
  const { put, work, batches, document, events, failures, clock, folder } = await aSealerBench();
  await put('a.pdf', 'first');
  await work([folder], { spool: { hasRoom: () => Promise.resolve(false) } });
  expect(await batches()).toEqual([]);
  expect((await document('a.pdf')).status).toMatchObject({ state: 'ready' });
  expect(events).toEqual([{ type: 'spool-problem', folderId: folder.id, detail: 'spool-full' }]);
  clock.move(30_000);
  await work();
  expect(await batches()).toEqual([['a.pdf']]);
  expect(failures).toEqual([]);
});
