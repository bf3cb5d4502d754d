// What the zips of one folder take: counted file by file once, then kept up to date by whoever adds and removes them.
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../error-code';

export interface SpooledFile {
  readonly name: string;
  readonly sizeBytes: number;
  /** When it was taken over, for a delivered one. In milliseconds since 1970. */
  readonly mtimeMs: number;
}

/**
 * The account of a folder of zips. Files also come and go by hand, or by another program, which nobody tells it: so it is
 * made anew now and then. It is only in memory: after a crash it begins with counting.
 */
export interface ZipCount {
  /** Counts the files unless that was done in the last `freshMs`, and looks for the expected ones. */
  refresh(freshMs: number): Promise<void>;
  /** Whole zips by name; empty before the first count. */
  readonly files: ReadonlyMap<string, SpooledFile>;
  readonly totalBytes: number;
  /** A zip of this name may be written from now on; it counts as soon as it is there. */
  expect(name: string): void;
  add(file: SpooledFile): void;
  drop(name: string): void;
  /** Nobody asks any more, or too much changed at once: the next `refresh` counts. */
  forget(): void;
}

/** Longer than a zip is expected: after this its writing has failed, or a count finds it. */
const expectedForMs = 600_000;

/** The account of this folder, empty until it is refreshed. `now` in milliseconds since 1970. */
export function zipCount(folder: string, now: () => number): ZipCount {
  let files = new Map<string, SpooledFile>();
  let totalBytes = 0;
  let countedAt: number | null = null;
  let counting: Promise<void> | null = null;
  /** What happened while the files were being counted: they may have been seen before or after it. */
  const meanwhile = new Map<string, SpooledFile | null>();
  const expectedSince = new Map<string, number>();

  function put(name: string, file: SpooledFile | null): void {
    if (counting !== null) meanwhile.set(name, file);
    totalBytes -= files.get(name)?.sizeBytes ?? 0;
    files.delete(name);
    if (file === null) return;
    files.set(name, file);
    totalBytes += file.sizeBytes;
  }

  async function count(): Promise<void> {
    const startedAt = now();
    const found = (await zipsIn(folder)).filter(({ name }) => name.endsWith('.zip'));
    files = new Map(found.map((file) => [file.name, file]));
    totalBytes = sum(found);
    countedAt = startedAt;
  }

  function countOnce(): Promise<void> {
    counting ??= count().finally(() => {
      counting = null;
      for (const [name, file] of meanwhile) put(name, file);
      meanwhile.clear();
    });
    return counting;
  }

  async function lookForExpected(): Promise<void> {
    for (const [name, since] of [...expectedSince]) {
      const stats = await stat(join(folder, name)).catch(() => null);
      // It was removed while it was looked for.
      if (!expectedSince.has(name)) continue;
      if (stats !== null) put(name, { name, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
      if (stats !== null || Math.abs(now() - since) > expectedForMs) expectedSince.delete(name);
    }
  }

  return {
    refresh: async (freshMs) => {
      // A time to come is one of a clock that was set back since (decision 14).
      if (countedAt === null || Math.abs(now() - countedAt) >= freshMs) await countOnce();
      await lookForExpected();
    },
    get files() {
      return files;
    },
    get totalBytes() {
      return totalBytes;
    },
    expect: (name) => {
      expectedSince.set(name, now());
    },
    add: (file) => {
      put(file.name, file);
    },
    drop: (name) => {
      expectedSince.delete(name);
      put(name, null);
    },
    forget: () => {
      files = new Map();
      totalBytes = 0;
      countedAt = null;
      expectedSince.clear();
    },
  };
}

/** The zips in a folder, half-written ones too; none when there is no such folder. Others get their turn between two files. */
export async function zipsIn(folder: string): Promise<readonly SpooledFile[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const files: SpooledFile[] = [];
  for (const name of names.filter((name) => /[.]zip([.]part)?$/.test(name))) {
    const stats = await stat(join(folder, name)).catch(() => null);
    if (stats !== null) files.push({ name, sizeBytes: stats.size, mtimeMs: stats.mtimeMs });
  }
  return files;
}

export function sum(files: readonly Pick<SpooledFile, 'sizeBytes'>[]): number {
  return files.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
}
