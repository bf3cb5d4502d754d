// Checks what is kept and what is forgotten.
import { expect, it } from 'vitest';
import { recentMap } from './recent-map';

it('forgets what was not used for longest', () => {
  const map = recentMap<number, string>(2);
  map.set(1, 'a');
  map.set(2, 'b');
  expect(map.get(1)).toBe('a');
  map.set(3, 'c');
  expect([map.get(1), map.get(2), map.get(3)]).toEqual(['a', undefined, 'c']);
});

it('keeps null, and a value that is set again takes no second place', () => {
  const map = recentMap<number, string | null>(2);
  map.set(1, null);
  map.set(2, 'b');
  map.set(2, 'c');
  expect([map.get(1), map.get(2)]).toEqual([null, 'c']);
});
