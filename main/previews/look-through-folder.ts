// Goes through a folder as a scan does and says of each file what would become of it. Writes nothing.
import pMap from 'p-map';
import type { AbsolutePath, DocumentRecord } from '../engine/model';
import { lookAtFile } from '../engine/watch/look-at-file';
import type { TakingRules } from '../engine/watch/may-have-passed';
import type { FoundFile } from '../engine/watch/reconcile';
import { walkFolder, type WalkResult } from '../engine/watch/walk';
import type { Finds } from './collect-preview';

export interface LookingRules {
  readonly otherImages: boolean;
  readonly maxBytes: number;
}

export interface LookThrough {
  readonly root: string;
  readonly rules: LookingRules;
  /** Stands before the paths that are collected; empty, or ends with `/`. */
  readonly prefix: string;
  /** The ledger's newest version of each of these paths. */
  readonly newest: (relativePaths: readonly string[]) => Promise<ReadonlyMap<string, DocumentRecord>>;
  /** Whether a file is the program's own, by its path inside the root. */
  readonly isOwn?: (relativePath: string) => boolean;
  /** Told of each file that would be taken. */
  readonly onTaken?: (found: FoundFile) => void;
  readonly into: Finds;
}

// So many at a time bound the files open at once; what is collected grows in small steps, and a time limit loses little.
const looksAtOnce = 8;
const filesPerStep = 32;

/** Collects until the folder is through or the signal fires; answers how the walk ended. Rejects only when `newest` does. */
export async function lookThroughFolder(
  { root, rules, prefix, newest, isOwn = () => false, onTaken, into }: LookThrough,
  { signal }: { signal: AbortSignal },
): Promise<WalkResult> {
  const taking: TakingRules = {
    path: root as AbsolutePath,
    otherImages: rules.otherImages,
    batch: { maxBytes: rules.maxBytes },
  };

  async function lookAt(files: readonly FoundFile[]): Promise<void> {
    const known = await newest(files.map(({ relativePath }) => relativePath));
    const looks = await pMap(files, (file) => lookAtFile(file, known.get(file.relativePath), taking, { signal }), {
      concurrency: looksAtOnce,
    });
    // What was cut short says nothing about the files.
    if (signal.aborted) return;
    for (const [index, file] of files.entries()) {
      const look = looks[index];
      if (look === undefined || look.verdict === 'vanished') continue;
      if (look.verdict === 'taken') onTaken?.(file);
      into.add({ relativePath: prefix + file.relativePath, sizeBytes: file.sizeBytes, ...look });
    }
  }

  const result = await walkFolder(root, {
    signal,
    onIgnored: (path, reason) => {
      into.add({ relativePath: prefix + path, sizeBytes: null, verdict: 'ignored', reason });
    },
    onFiles: async (found) => {
      const own = found.filter(({ relativePath }) => isOwn(relativePath));
      for (const { relativePath } of own) {
        into.add({ relativePath: prefix + relativePath, sizeBytes: null, verdict: 'ignored', reason: 'own-files' });
      }
      const others = own.length === 0 ? found : found.filter(({ relativePath }) => !isOwn(relativePath));
      for (let at = 0; at < others.length && !signal.aborted; at += filesPerStep) {
        await lookAt(others.slice(at, at + filesPerStep));
      }
    },
  });
  if (result.kind === 'done') {
    for (const relativePath of result.unreadableFiles) {
      const about = { verdict: 'refused', reason: 'unreadable', detail: 'EILSEQ' } as const;
      into.add({ relativePath: prefix + relativePath, sizeBytes: null, ...about });
    }
    into.addUnreadableFolders(result.unreadableFolders.map((path) => prefix + path));
  }
  return result;
}
