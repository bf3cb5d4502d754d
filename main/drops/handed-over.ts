// What a person handed over: paths stay here, the window gets a token for them.
import { basename, isAbsolute, resolve } from 'node:path';
import type { HandedOver } from '../../preload/contract';

export interface HandedOverPaths {
  /** Relative paths are left out; null when nothing is left. */
  take(paths: readonly string[]): HandedOver | null;
  /** null for a token that was never given, is used up, or gave way to many newer ones. */
  paths(token: string): readonly string[] | null;
  /** Uses a token up; `back` makes it good again. Who comes second gets null: a double click sends once. */
  claim(token: string): { readonly paths: readonly string[]; back(): void } | null;
}

// A window shows one drop at a time; older ones are only kept for a form that is still open.
const tokensKept = 50;
const namesShown = 20;

export function createHandedOver(newToken: () => string): HandedOverPaths {
  const known = new Map<string, readonly string[]>();

  function keep(token: string, paths: readonly string[]): void {
    known.set(token, paths);
    const [oldest] = known.keys();
    if (known.size > tokensKept && oldest !== undefined) known.delete(oldest);
  }

  return {
    take: (given) => {
      const paths = [...new Set(given.filter((path) => isAbsolute(path)).map((path) => resolve(path)))];
      if (paths.length === 0) return null;
      const token = newToken();
      keep(token, paths);
      return { token, names: rootNames(paths.slice(0, namesShown)), count: paths.length };
    },
    paths: (token) => known.get(token) ?? null,
    claim: (token) => {
      const paths = known.get(token);
      if (paths === undefined) return null;
      known.delete(token);
      return {
        paths,
        back: () => {
          keep(token, paths);
        },
      };
    },
  };
}

/** A name for each path that no other has, on file systems too that do not tell "a" from "A". */
export function rootNames(paths: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return paths.map((path) => {
    // The root of a drive has no name of its own.
    const name = basename(path) || path.replaceAll(/[:\\/]/g, '') || 'files';
    for (const candidate of numbered(name)) {
      const key = candidate.normalize('NFC').toLowerCase();
      if (taken.has(key)) continue;
      taken.add(key);
      return candidate;
    }
    throw new Error('numbered never ends');
  });
}

/** "a.pdf", "a (2).pdf", "a (3).pdf" … */
export function* numbered(name: string): Generator<string> {
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  yield name;
  for (let copy = 2; ; copy += 1) yield `${stem} (${copy})${extension}`;
}
