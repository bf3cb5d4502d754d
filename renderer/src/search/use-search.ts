// Hook that searches while somebody types. Nothing is kept: an older search that a newer one ended has no whole answer.
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { Calls, Reply } from '../../../preload/contract';
import { bridge } from '../bridge';

type SearchReply = Reply<Calls['search.find']['value']>;

export interface Search {
  /** The last answer and what was asked; it stays while the next one is looked for. null before the first. */
  readonly last: { readonly text: string; readonly reply: SearchReply } | null;
  readonly isSearching: boolean;
}

const typingPauseMs = 180;

/** Searches for the text once it stays the same for a moment; nothing for an empty one. */
export function useSearch(typed: string): Search {
  const wanted = typed.trim();
  const [settled] = useDebouncedValue(wanted, typingPauseMs);
  const [last, setLast] = useState<Search['last']>(null);
  useEffect(() => {
    if (settled === '') return undefined;
    let isNewest = true;
    void bridge.call('search.find', { text: settled }).then((reply) => {
      if (isNewest) setLast({ text: settled, reply });
    });
    return () => {
      isNewest = false;
    };
  }, [settled]);
  if (wanted === '') return { last: null, isSearching: false };
  return { last, isSearching: last?.text !== wanted };
}
