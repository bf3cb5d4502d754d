// The window's cache: what the program answered, asked again when the program says that it may have changed.
import { QueryClient } from '@tanstack/react-query';
import type { Bridge } from '../../../preload/contract';
import { affectedCalls } from './topics';

/** Makes the cache and keeps it fresh for as long as the window lives. */
export function createCalls(bridge: Bridge): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      // The program is on this machine: it answers without a network, and a second try would answer the same.
      queries: { networkMode: 'always', retry: false, staleTime: Infinity, refetchOnWindowFocus: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  bridge.onChange((topics) => {
    const affected = affectedCalls(topics);
    void client.invalidateQueries({ predicate: ({ queryKey: [name] }) => affected.has(String(name)) });
  });
  return client;
}
