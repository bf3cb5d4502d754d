// The batch ids of a whole set, those that are not on the page included.
import type { BatchIds, Page, PageRequest, Problem, Reply } from '../../../preload/contract';

const pageSize = 500;

export type AllBatchIds =
  { readonly ok: true; readonly ids: readonly string[] } | { readonly ok: false; readonly problem: Problem };

/** Reads page by page, in order of acceptance. */
export async function allBatchIds(load: (page: PageRequest) => Promise<Reply<Page<BatchIds>>>): Promise<AllBatchIds> {
  const ids: string[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const reply = await load({ offset, limit: pageSize });
    if (!reply.ok) return reply;
    const { items, total } = reply.value;
    for (const { serverBatchId } of items) ids.push(serverBatchId);
    if (items.length === 0 || offset + items.length >= total) return { ok: true, ids };
  }
}
