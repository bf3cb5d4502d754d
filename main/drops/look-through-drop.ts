// Looks at what was handed over: every file in it with what would become of it. Follows no link, leaves our own files out.
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AbsolutePath } from '../engine/model';
import { errorCode } from '../engine/error-code';
import { ignoreReason } from '../engine/watch/ignore';
import { lookAtFile } from '../engine/watch/look-at-file';
import type { Finds } from '../previews/collect-preview';
import { lookThroughFolder, type LookingRules } from '../previews/look-through-folder';
import { isInside } from '../settings/check-folder';
import { rootNames } from './handed-over';

/** A file that would be taken. */
export interface TakenFile {
  readonly source: string;
  /** Where its copy goes, inside the drop's folder, with `/` between names. */
  readonly target: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

export interface OwnFolders {
  readonly dataFolder: string;
  /** Lies in the data folder; its documents may be dropped like any others. */
  readonly sandboxFolder: string;
}

export interface LookThroughDrop {
  readonly paths: readonly string[];
  readonly rules: LookingRules;
  readonly own: OwnFolders;
  readonly onTaken?: (file: TakenFile) => void;
  readonly into: Finds;
}

/** Collects until everything is looked at or the signal fires. Never rejects. */
export async function lookThroughDrop(drop: LookThroughDrop, { signal }: { signal: AbortSignal }): Promise<void> {
  const names = rootNames(drop.paths);
  for (const [index, path] of drop.paths.entries()) {
    if (signal.aborted) return;
    await lookAtRoot(path, names[index] ?? basename(path), drop, { signal });
  }
}

async function lookAtRoot(
  path: string,
  name: string,
  { rules, own, onTaken, into }: LookThroughDrop,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const look = await lstat(path).catch(errorCode);
  if (typeof look === 'string') {
    into.add({ relativePath: name, sizeBytes: null, verdict: 'refused', reason: 'unreadable', detail: look });
    return;
  }
  const isFolder = look.isDirectory();
  const shownAs = isFolder ? `${name}/` : name;
  const isOwn = await ownFilesIn(path, own);
  const ignored = isFolder || look.isFile() ? ignoreReason(name, isFolder) : 'no-file';
  const reason = ignored ?? (isOwn('') ? 'own-files' : null);
  if (reason !== null) {
    into.add({ relativePath: shownAs, sizeBytes: null, verdict: 'ignored', reason });
  } else if (isFolder) {
    const result = await lookThroughFolder(
      {
        ...{ root: path, rules, prefix: shownAs, isOwn, into },
        // What is handed over has no history: its copies are new documents.
        newest: () => Promise.resolve(new Map()),
        onTaken: ({ relativePath, sizeBytes, mtimeMs }) => {
          onTaken?.({ source: join(path, relativePath), target: shownAs + relativePath, sizeBytes, mtimeMs });
        },
      },
      { signal },
    );
    if (result.kind === 'offline' || result.kind === 'unreadable') into.addUnreadableFolders([shownAs]);
  } else {
    const found = { relativePath: basename(path), sizeBytes: look.size, mtimeMs: look.mtimeMs };
    const taking = { path: dirname(path) as AbsolutePath, otherImages: rules.otherImages, batch: rules };
    const seen = await lookAtFile(found, undefined, taking, { signal });
    if (seen.verdict === 'vanished' || signal.aborted) return;
    into.add({ relativePath: name, sizeBytes: look.size, ...seen });
    if (seen.verdict === 'taken')
      onTaken?.({ source: path, target: name, sizeBytes: look.size, mtimeMs: look.mtimeMs });
  }
}

/** Tells the program's own files in this folder: sent as documents, they would come back as copies of themselves. */
async function ownFilesIn(
  path: string,
  { dataFolder, sandboxFolder }: OwnFolders,
): Promise<(inside: string) => boolean> {
  const [root, data, sandbox] = await Promise.all([path, dataFolder, sandboxFolder].map(realOf));
  if (root === undefined || data === undefined || sandbox === undefined) return () => false;
  if (!isInside(root, data) && !isInside(data, root)) return () => false;
  return (inside) => {
    const place = join(root, inside);
    return isInside(data, place) && !isInside(sandbox, place);
  };
}

function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
