// What the computer's policy locks, as the window's views ask it.
import { useMemo } from 'react';
import { useCall } from '../calls/use-call';
import { locksOf, type Locks } from './locks';

/** Kept fresh: the program notices a changed policy by itself. */
export function usePolicy(): Locks {
  const { data } = useCall('policy.get', null);
  return useMemo(() => locksOf(data), [data]);
}
