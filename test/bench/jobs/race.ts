// Lets contestants do the same job in turn, round by round, with another one first each time.
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Contestant, Lap } from './contestant';
import type { Corpus } from './corpora';
import type { RunningServer } from './start-server';

export interface Course {
  readonly contestant: Contestant;
  /** One for each round. */
  readonly laps: readonly (Lap & { readonly sentBytes: number })[];
}

export interface RaceParts {
  readonly corpus: Corpus;
  readonly contestants: readonly Contestant[];
  readonly server: RunningServer;
  /** Made here, removed at the end. */
  readonly workFolder: string;
  readonly rounds: number;
}

const pieceBytes = 1024 * 1024;
// What a contestant itself may take, beside its zip.
const programBytes = 256 * pieceBytes;

/** Rejects when one of them does not deliver everything. The corpus is read before each lap, so that all find it in memory. */
export async function race({ corpus, contestants, server, workFolder, rounds }: RaceParts): Promise<Course[]> {
  const courses = contestants.map((contestant) => ({ contestant, laps: [] as Course['laps'][number][] }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { contestant, laps } of rotated(courses, round)) {
      await mkdir(workFolder, { recursive: true });
      settleDisk();
      await readOnce(corpus.folder);
      await haveMemoryReady(join(workFolder, 'ballast'), corpus.sizeBytes + programBytes);
      try {
        const lap = await contestant.run({ corpus, url: server.url, workFolder });
        laps.push({ ...lap, sentBytes: await server.sentBytes(contestant.uploads(corpus)) });
      } finally {
        await rm(workFolder, { recursive: true, force: true });
      }
    }
  }
  return courses;
}

/** Those that can run on this machine; says of the others what they lack. */
export async function thoseHere(contestants: readonly Contestant[]): Promise<Contestant[]> {
  const present: Contestant[] = [];
  for (const contestant of contestants) {
    const missing = await contestant.missing();
    if (missing === null) present.push(contestant);
    else console.error(`${contestant.name} is left out: ${missing}.`);
  }
  return present;
}

/** The same in the same order, beginning with another one. */
export function rotated<T>(list: readonly T[], by: number): T[] {
  const from = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(from), ...list.slice(0, from)];
}

/** What the one before left to be written must not be paid for by the next. */
function settleDisk(): void {
  if (process.platform !== 'win32') spawnSync('sync');
}

/**
 * [Note: Memory ready] A virtual machine gives memory that nobody uses back to its host, and whoever uses it next waits for each
 * page to be lent again: up to 2 seconds for 522 MB, on those who came after a pause more than on those who came after a hog.
 * A file of as many bytes as the job needs leaves them to the one who comes now.
 */
async function haveMemoryReady(path: string, sizeBytes: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    const piece = Buffer.alloc(pieceBytes);
    for (let written = 0; written < sizeBytes; written += pieceBytes) await file.write(piece);
  } finally {
    await file.close();
    await rm(path);
  }
}

async function readOnce(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const stream = createReadStream(join(entry.parentPath, entry.name), { highWaterMark: pieceBytes });
    await finished(stream.resume());
  }
}
