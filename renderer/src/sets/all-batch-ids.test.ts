// Checks that "copy all" means all.
import { describe, expect, it } from 'vitest';
import type { PageRequest } from '../../../preload/contract';
import { allBatchIds } from './all-batch-ids';

describe('allBatchIds', () => {
  it('reads every page, in order', async () => {
    const batches = Array.from({ length: 1201 }, (_, id) => ({ id, serverBatchId: `id-${id}` }));
    const asked: PageRequest[] = [];
    const result = await allBatchIds((page) => {
      asked.push(page);
      const items = batches.slice(page.offset, page.offset + page.limit);
      return Promise.resolve({ ok: true, value: { items, total: batches.length } });
    });
    expect(asked.map(({ offset }) => offset)).toEqual([0, 500, 1000]);
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && result.ids).toEqual(batches.map(({ serverBatchId }) => serverBatchId));
  });

  it('gives the problem instead of half a list', async () => {
    const problem = { code: 'failed' } as const;
    expect(await allBatchIds(() => Promise.resolve({ ok: false, problem }))).toEqual({ ok: false, problem });
  });

  it('ends when a page comes back empty before the total is reached', async () => {
    const result = await allBatchIds(() => Promise.resolve({ ok: true, value: { items: [], total: 9 } }));
    expect(result).toEqual({ ok: true, ids: [] });
  });
});
