// Keeps the values that were used last, and forgets the rest.

export interface RecentMap<Key, Value> {
  /** undefined when it is not kept; reading makes it the last used. */
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
}

/** Holds at most `limit` values. */
export function recentMap<Key, Value extends object | string | null>(limit: number): RecentMap<Key, Value> {
  // A Map keeps the order of insertion: the first key is the one that was not used for longest.
  const kept = new Map<Key, Value>();
  const put = (key: Key, value: Value) => {
    kept.delete(key);
    kept.set(key, value);
  };
  return {
    get: (key) => {
      const value = kept.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    set: (key, value) => {
      put(key, value);
      const [oldest] = kept.keys();
      if (kept.size > limit && oldest !== undefined) kept.delete(oldest);
    },
  };
}
