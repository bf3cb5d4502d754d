// The documents of a test run: what a person put where, and every content that ever lay in a watched folder.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { aPdf } from '../integration/documents';

/** One content, as the person knows it. */
export interface Paper {
  readonly sha256: string;
  readonly bytes: Buffer;
  /** A program would not take it for a whole document. */
  readonly isHalf: boolean;
}

export interface Papers {
  /** What the person left at each absolute path, and believes to be there or to have been taken care of. */
  readonly lying: ReadonlyMap<string, Paper>;
  /** Paths that the person is busy with just now. */
  readonly changing: ReadonlySet<string>;
  /** Every whole content so far, by SHA-256. */
  readonly contents: ReadonlyMap<string, Paper>;
  /** Contents that the ledger was seen to have sealed: it must never forget them. */
  readonly taken: Set<string>;
  /** A new content, of about this many bytes. */
  make(sizeBytes: number): Paper;
  /** The first half of this content: a document that is still being written. */
  half(paper: Paper): Paper;
  /** Writes it as a program would: in place, or under another name and renamed. */
  put(path: string, paper: Paper, how: 'in-place' | 'renamed'): Promise<void>;
  /** To a name that is free. false: it is not there any more. */
  move(from: string, to: string): Promise<boolean>;
  /** false: it is not there any more. */
  remove(path: string): Promise<boolean>;
}

export const sha256Of = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a file; null when there is none. */
export async function sha256OfFile(path: string): Promise<string | null> {
  const bytes = await readFile(path).catch(() => null);
  return bytes === null ? null : sha256Of(bytes);
}

/** `outside` is a folder on the same disk that nobody watches. */
export function createPapers(outside: string): Papers {
  const lying = new Map<string, Paper>();
  const contents = new Map<string, Paper>();
  const taken = new Set<string>();
  const changing = new Set<string>();
  let made = 0;
  const paperOf = (bytes: Buffer, isHalf: boolean): Paper => ({ sha256: sha256Of(bytes), bytes, isHalf });
  const busyWith = async <Result>(paths: readonly string[], work: () => Promise<Result>): Promise<Result> => {
    for (const path of paths) changing.add(path);
    try {
      return await work();
    } finally {
      for (const path of paths) changing.delete(path);
    }
  };
  return {
    ...{ lying, contents, taken, changing },
    make: (sizeBytes) => {
      made += 1;
      // Random, so that a zip of it is no smaller than a server's limit expects.
      const filling = randomBytes(Math.ceil(sizeBytes / 2)).toString('hex');
      const paper = paperOf(aPdf(`document ${made} ${filling}`), false);
      contents.set(paper.sha256, paper);
      return paper;
    },
    half: ({ bytes }) => paperOf(bytes.subarray(0, Math.floor(bytes.length / 2)), true),
    put: (path, paper, how) =>
      busyWith([path], async () => {
        await mkdir(dirname(path), { recursive: true });
        if (how === 'in-place') await writeFile(path, paper.bytes);
        else {
          const elsewhere = join(outside, `${paper.sha256}.pdf`);
          await writeFile(elsewhere, paper.bytes);
          await rename(elsewhere, path);
        }
        lying.set(path, paper);
      }),
    move: (from, to) =>
      busyWith([from, to], async () => {
        const paper = lying.get(from);
        if (paper === undefined) return false;
        await mkdir(dirname(to), { recursive: true });
        if (!(await worked(rename(from, to)))) return false;
        lying.delete(from);
        lying.set(to, paper);
        return true;
      }),
    remove: (path) =>
      busyWith([path], async () => {
        const removed = await worked(rm(path));
        if (removed) lying.delete(path);
        return removed;
      }),
  };
}

function worked(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
