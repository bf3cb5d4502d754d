// Hook that holds what the list shows: the newest page is asked for again at each change, older pages once.
import { useCallback, useState } from 'react';
import type { ActivityFilter } from '../../../preload/contract';
import { bridge } from '../bridge';
import { newerThan, withNewer, withOlder, type ActivityAnswer, type ShownActivity } from './merge';

const pageSize = 200;

/** The call for a page, the newest for `before: null`. */
export function activityRequest(filter: ActivityFilter, before: number | null) {
  return { ...filter, before, limit: pageSize };
}

export interface Activity extends ShownActivity {
  /** How many came since and are not shown; `isMore` when the newest page does not hold them all. */
  readonly newer: { readonly count: number; readonly isMore: boolean };
  readonly older: 'idle' | 'loading' | 'failed';
  readonly loadOlder: () => void;
  readonly showNewer: () => void;
}

/** `isAtTop`: the reader sees the first row, so that what is new may appear above it. */
export function useActivity(filter: ActivityFilter, head: ActivityAnswer, isAtTop: boolean): Activity {
  const [shown, setShown] = useState<ShownActivity>(head);
  const [older, setOlder] = useState<Activity['older']>('idle');
  const newer = newerThan(shown, head);
  // Adjusted while rendering, as React advises for state that follows from what is handed in.
  if (isAtTop && newer.length > 0) setShown(withNewer(shown, head));

  const { before } = shown;
  const loadOlder = useCallback(() => {
    if (before === null || older === 'loading') return;
    setOlder('loading');
    void bridge.call('activity.list', activityRequest(filter, before)).then((reply) => {
      setOlder(reply.ok ? 'idle' : 'failed');
      if (reply.ok) setShown((current) => (current.before === before ? withOlder(current, reply.value) : current));
    });
  }, [before, filter, older]);
  const showNewer = useCallback(() => {
    setShown((current) => withNewer(current, head));
  }, [head]);
  const isMore = newer.length === head.items.length && head.before !== null;
  return { ...shown, newer: { count: newer.length, isMore }, older, loadOlder, showNewer };
}
