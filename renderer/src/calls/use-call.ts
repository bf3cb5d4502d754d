// Hooks that read from the program: one answer, or a long list page by page.
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { CallName, Calls, Page, PageRequest, Problem, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';

/** A call that the program could not do, in the form that the cache understands. */
class CallFailed extends Error {
  constructor(readonly problem: Problem) {
    super(`The call failed: ${problem.code}`);
  }
}

/** The answer to a call, kept fresh. */
export function useCall<Name extends CallName>(
  name: Name,
  request: Calls[Name]['request'],
): UseQueryResult<Calls[Name]['value']> {
  return useQuery({ queryKey: [name, request], queryFn: async () => unwrap(await bridge.call(name, request)) });
}

/** A long list that grows as the reader scrolls. `key` starts with the call's name. */
export function usePages<Item>(
  key: readonly [CallName, ...unknown[]],
  load: (page: PageRequest) => Promise<Reply<Page<Item>>>,
  pageSize = 100,
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam }) => unwrap(await load({ offset: pageParam, limit: pageSize })),
    initialPageParam: 0,
    getNextPageParam: ({ items, total }, _pages, offset) =>
      items.length > 0 && offset + items.length < total ? offset + pageSize : undefined,
  });
  const pages = query.data?.pages;
  return {
    query,
    items: pages?.flatMap(({ items }) => items) ?? [],
    total: pages?.at(-1)?.total ?? 0,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  };
}

/** The value of a reply that is ok; throws `CallFailed` otherwise. */
function unwrap<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value;
  throw new CallFailed(reply.problem);
}

/** What went wrong in a query, as a problem that has words. */
export function problemOf(error: Error): Problem {
  return error instanceof CallFailed ? error.problem : { code: 'failed', detail: error.message };
}
