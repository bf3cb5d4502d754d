// Which rows of a list are open. Kept outside of the rows: those that scroll out of sight do not exist.
import { useState } from 'react';

export interface OpenRows {
  readonly has: (key: string) => boolean;
  readonly toggle: (key: string) => void;
}

/** Several rows may be open at once. */
export function useOpenRows(): OpenRows {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (key) => keys.has(key),
    toggle: (key) => {
      setKeys((current) => new Set(current.has(key) ? [...current].filter((open) => open !== key) : [...current, key]));
    },
  };
}
