// The door for what is dropped on the window: the preload script names the paths of real files, the page gets a token.
import { z } from 'zod';
import type { HandedOver, Reply } from '../../preload/contract';
import { isTrusted, ok, problem, type Caller } from './answer-call';

// Windows has the longest paths; more files than this are better dropped as their folder.
const paths = z.array(z.string().max(32_767)).max(10_000);

export type HandOver = (caller: Caller, paths: unknown) => Reply<HandedOver | null>;

/** `take` keeps the paths. Only the window's own page may hand over. */
export function createHandOver(take: (paths: readonly string[]) => HandedOver | null, trustedOrigin: string): HandOver {
  return (caller, given) => {
    const parsed = paths.safeParse(given);
    if (!isTrusted(caller, trustedOrigin) || !parsed.success) return problem('invalid-request');
    return ok(take(parsed.data));
  };
}
