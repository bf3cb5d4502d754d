// Tests of the scan on real folders.
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundFile } from './reconcile';
import { walkFolder, type WalkResult } from './walk';

let home: string;
let root: string;
let isLocal = false;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'walk-'));
  root = join(home, 'in');
  await mkdir(root);
});

afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

async function put(...relativePaths: string[]): Promise<void> {
  for (const relativePath of relativePaths) {
    await mkdir(dirname(join(root, relativePath)), { recursive: true });
    await writeFile(join(root, relativePath), 'x');
  }
}

async function walk(
  onChunk: (chunk: readonly FoundFile[]) => Promise<void> | void = () => undefined,
  signal = new AbortController().signal,
): Promise<{ result: WalkResult; files: FoundFile[]; paths: string[] }> {
  const files: FoundFile[] = [];
  const onFiles = async (chunk: readonly FoundFile[]): Promise<void> => {
    files.push(...chunk);
    await onChunk(chunk);
  };
  const result = await walkFolder(root, { onFiles, isLocal, signal });
  return { result, files, paths: files.map(({ relativePath }) => relativePath).sort() };
}

const nothing = { ignored: 0, unreadableFolders: [], unreadableFiles: [] };

/** Runs without the rights of the super-user, for whom no file is unreadable. */
async function asOrdinaryUser<Value>(run: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return run();
  await chmod(home, 0o755);
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

it('gives the thread its turn while what it found is worked on', async () => {
  isLocal = true;
  await put(...Array.from({ length: 2_000 }, (_, index) => `${index}.pdf`));
  let chunks = 0;
  let turnsBefore = 0;
  let turns = 0;
  const count = (): void => {
    turns += 1;
    again = setImmediate(count);
  };
  let again = setImmediate(count);
  await walk(() => {
    if (chunks === 0) turnsBefore = turns;
    chunks += 1;
    const until = performance.now() + 5;
    while (performance.now() < until);
  });
  clearImmediate(again);
  expect(turns - turnsBefore).toBeGreaterThanOrEqual(chunks - 1);
});

describe.each([
  { way: 'in other threads', local: false },
  { way: 'in this thread', local: true },
])('walkFolder, looking at files $way,', ({ local }) => {
  beforeEach(() => {
    isLocal = local;
  });

  it('finds files at every depth with size and modification time', async () => {
    await put('a.pdf', 'x/b.pdf', 'x/y/z/c d ä😀.pdf');
    await writeFile(join(root, 'a.pdf'), 'hello');
    await utimes(join(root, 'a.pdf'), 1_000, 1_000.5);
    const { result, files, paths } = await walk();
    expect(result).toEqual({ kind: 'done', seen: 3, ...nothing });
    expect(paths).toEqual(['a.pdf', 'x/b.pdf', 'x/y/z/c d ä😀.pdf']);
    expect(files).toContainEqual({ relativePath: 'a.pdf', sizeBytes: 5, mtimeMs: 1_000_500 });
  });

  it('finds nothing in an empty folder', async () => {
    expect((await walk()).result).toEqual({ kind: 'done', seen: 0, ...nothing });
  });

  it('counts ignored files and leaves ignored folders alone', async () => {
    await put('a.pdf', 'a.pdf.part', 'x/.DS_Store', '.git/a.pdf', '.git/b.pdf', 'Sent/a.pdf', 'x/Sent/a.pdf');
    const { result, paths } = await walk();
    expect(paths).toEqual(['a.pdf', 'x/Sent/a.pdf']);
    expect(result).toMatchObject({ kind: 'done', seen: 4, ignored: 2 });
  });

  it('follows no symbolic link', async () => {
    await put('x/a.pdf');
    await symlink(join(root, 'x'), join(root, 'link-to-folder'));
    await symlink(join(root, 'x/a.pdf'), join(root, 'link.pdf'));
    await symlink(root, join(root, 'x/loop'));
    const { result, paths } = await walk();
    expect(paths).toEqual(['x/a.pdf']);
    expect(result).toMatchObject({ seen: 4, ignored: 3 });
  });

  it.skipIf(process.platform === 'win32')('takes a socket for no document', async () => {
    const server = createServer().listen(join(root, 's.pdf'));
    await once(server, 'listening');
    const { result } = await walk().finally(() => server.close());
    expect(result).toEqual({ kind: 'done', seen: 1, ...nothing, ignored: 1 });
  });

  it('hands over at most 1,000 files at a time and waits for each chunk', async () => {
    await put(...Array.from({ length: 1_203 }, (_, index) => `${index}.pdf`));
    const sizes: number[] = [];
    let running = 0;
    const { paths } = await walk(async (chunk) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise(setImmediate);
      running -= 1;
      sizes.push(chunk.length);
    });
    expect(new Set(paths).size).toBe(1_203);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  });

  it('is offline without the folder', async () => {
    await rm(root, { recursive: true });
    expect((await walk()).result).toEqual({ kind: 'offline', code: 'ENOENT' });
  });

  it('is offline when a file is in its place', async () => {
    await rm(root, { recursive: true });
    await writeFile(root, 'x');
    expect((await walk()).result).toEqual({ kind: 'offline', code: 'ENOTDIR' });
  });

  it('is offline when the folder goes away meanwhile, never a shorter list', async () => {
    await put('a/1.pdf', 'b/2.pdf', 'c/3.pdf');
    const { result } = await walk(() => rename(root, `${root}-away`).catch(() => undefined));
    expect(result).toEqual({ kind: 'offline', code: 'ENOENT' });
  });

  it('goes on when a sub-folder goes away meanwhile', async () => {
    await put('a.pdf', 'x/b.pdf');
    const { result } = await walk(() => rm(join(root, 'x'), { recursive: true, force: true }));
    expect(result).toEqual({ kind: 'done', seen: 1, ...nothing });
  });

  it.skipIf(process.platform === 'win32')('is unreadable without the right to list it', async () => {
    await chmod(root, 0o300);
    const { result } = await asOrdinaryUser(() => walk());
    expect(result).toEqual({ kind: 'unreadable', code: 'EACCES' });
  });

  it.skipIf(process.platform === 'win32').each([0o000, 0o744])(
    'names a sub-folder with the rights %o and goes on with the others',
    async (mode) => {
      await put('a.pdf', 'closed/b.pdf', 'open/c.pdf');
      await chmod(join(root, 'closed'), mode);
      const { result, paths } = await asOrdinaryUser(() => walk());
      expect(paths).toEqual(['a.pdf', 'open/c.pdf']);
      expect(result).toEqual({ kind: 'done', seen: 2, ...nothing, unreadableFolders: ['closed'] });
    },
  );

  it.skipIf(process.platform !== 'linux')('names files and folders whose names are no valid Unicode', async () => {
    await put('good.pdf', 'real \ufffd.pdf');
    await writeFile(Buffer.concat([Buffer.from(`${root}/caf`), Buffer.from([0xe9]), Buffer.from('.pdf')]), 'x');
    await mkdir(Buffer.concat([Buffer.from(`${root}/d`), Buffer.from([0xff])]));
    const { result, paths } = await walk();
    expect(paths).toEqual(['good.pdf', 'real \ufffd.pdf']);
    const unreadable = { unreadableFolders: ['d\ufffd'], unreadableFiles: ['caf\ufffd.pdf'] };
    expect(result).toEqual({ kind: 'done', seen: 3, ignored: 0, ...unreadable });
  });

  it('stops when aborted', async () => {
    await put(...Array.from({ length: 600 }, (_, index) => `${index}.pdf`), 'x/a.pdf');
    const controller = new AbortController();
    const { result, files } = await walk(() => {
      controller.abort();
    }, controller.signal);
    expect(result).toEqual({ kind: 'aborted' });
    expect(files.length).toBeLessThan(601);
  });

  it('rejects when its caller cannot take the files', async () => {
    await put('a.pdf');
    const failure = new Error('ledger');
    await expect(walk(() => Promise.reject(failure))).rejects.toBe(failure);
  });
});
