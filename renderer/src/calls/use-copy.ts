// Puts text on the clipboard through the program, which may; the page may not.
import { useCallback } from 'react';
import { bridge } from '../bridge';

/** Answers whether the text was copied. */
export function useCopy(): (text: string) => Promise<boolean> {
  return useCallback(async (text) => (await bridge.call('app.copyText', { text })).ok, []);
}
