// The window's cache: what the program answered, asked again when the program says that it may have changed.
import { QueryClient } from '@tanstack/react-query';
import type { Bridge } from '../../../preload/contract';
import { affectedCalls } from './topics';

const local = { networkMode: 'always', retry: false } as const;

/** Makes the cache and keeps it fresh for as long as the window lives. */
export function createCalls(bridge: Bridge): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The program is on this machine: it answers without a network, and a second try would answer the same.
      // What no page shows is forgotten after a minute: a window that is open for a month sees thousands of batches.
      queries: { ...local, staleTime: Infinity, gcTime: 60_000, refetchOnWindowFocus: false },
      mutations: local,
    },
  });
  bridge.onChange((topics) => {
    const affected = affectedCalls(topics);
    void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => affected.has(String(name)) });
  });
  return client;
}
