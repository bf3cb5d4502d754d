// The watcher on real folders: what it tells of, and what it does not tell of.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AbsolutePath } from '../model';
import { watchFolder } from './watcher';

interface Told {
  readonly root: string;
  readonly files: Set<string>;
  readonly folders: Set<string>;
  readonly problems: string[];
}

/** A watched folder with what `fill` puts into it before; resolves when it is watched. */
async function aWatchedFolder(fill: (root: string) => Promise<void> = () => Promise.resolve()): Promise<Told> {
  const root = await mkdtemp(join(tmpdir(), 'batchdrop-watcher-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await fill(root);
  const told: Told = { root, files: new Set(), folders: new Set(), problems: [] };
  await new Promise<void>((resolve) => {
    const watcher = watchFolder(root as AbsolutePath, {
      onHint: (path) => told.files.add(path),
      onFolder: (path) => told.folders.add(path),
      onReady: resolve,
      onProblem: (_problem, detail) => told.problems.push(detail),
    });
    onTestFinished(() => watcher.close());
  });
  return told;
}

describe('the watcher tells of', () => {
  it('a new file, a changed one and one that goes away, also in a sub-folder', async () => {
    const { root, files, problems } = await aWatchedFolder(async (path) => {
      await mkdir(join(path, 'desk/tray'), { recursive: true });
      await writeFile(join(path, 'desk/old.pdf'), '1');
    });
    await writeFile(join(root, 'new.pdf'), '1');
    await writeFile(join(root, 'desk/tray/new.pdf'), '1');
    await expect.poll(() => [...files]).toEqual(expect.arrayContaining(['new.pdf', 'desk/tray/new.pdf']));
    await writeFile(join(root, 'desk/old.pdf'), '2');
    await expect.poll(() => files.has('desk/old.pdf')).toBe(true);
    files.clear();
    await rm(join(root, 'desk/old.pdf'));
    await expect.poll(() => files.has('desk/old.pdf')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('a folder that is moved in, those below it, and what comes into them', async () => {
    const { root, files, folders } = await aWatchedFolder();
    const outside = await mkdtemp(join(tmpdir(), 'batchdrop-outside-'));
    onTestFinished(() => rm(outside, { recursive: true, force: true }));
    await mkdir(join(outside, 'desk/tray'), { recursive: true });
    await rename(join(outside, 'desk'), join(root, 'desk'));
    await expect.poll(() => [...folders].sort()).toEqual(['desk', 'desk/tray']);
    await writeFile(join(root, 'desk/tray/new.pdf'), '1');
    await expect.poll(() => files.has('desk/tray/new.pdf')).toBe(true);
  });

  it('a folder that is made anew in the place of one that was deleted', async () => {
    const { root, files, folders } = await aWatchedFolder((path) => mkdir(join(path, 'desk')));
    await rm(join(root, 'desk'), { recursive: true });
    await mkdir(join(root, 'desk'));
    await expect
      .poll(async () => {
        await writeFile(join(root, 'desk', 'new.pdf'), '1');
        return files.has('desk/new.pdf') || folders.has('desk');
      })
      .toBe(true);
  });
});

describe('the watcher is silent about', () => {
  it('what was there before, and folders that are ignored', async () => {
    const { root, files, folders } = await aWatchedFolder(async (path) => {
      await mkdir(join(path, '.hidden'));
      await mkdir(join(path, 'Sent'));
      await writeFile(join(path, 'old.pdf'), '1');
    });
    expect([files.size, folders.size]).toEqual([0, 0]);
    await writeFile(join(root, '.hidden/a.pdf'), '1');
    await writeFile(join(root, 'Sent/a.pdf'), '1');
    await writeFile(join(root, 'last.pdf'), '1');
    await expect.poll(() => files.has('last.pdf')).toBe(true);
    expect([...files].filter((path) => path.includes('/'))).toEqual([]);
  });
});
