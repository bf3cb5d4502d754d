// Tests of the entrance to a watched folder: what it opens, and what it does not, whatever was swapped on the way.
import { closeSync, readFileSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { entranceTo, type Entrance } from './lies-inside';

let base: string;
let folder: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-entrance-'));
  folder = join(base, 'inbox');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await writeFile(join(folder, 'a.pdf'), 'a');
  await writeFile(join(folder, 'sub', 'b.pdf'), 'b');
  await mkdir(join(base, 'private'));
  await writeFile(join(base, 'private', 'b.pdf'), 'secret');
});
afterEach(() => rm(base, { recursive: true, force: true }));

function entrance(to = folder): Entrance {
  const opened = entranceTo(to);
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

function contentOf(fd: number | null): string | null {
  if (fd === null) return null;
  try {
    return readFileSync(fd, 'utf8');
  } finally {
    closeSync(fd);
  }
}

describe('the entrance to a folder', () => {
  it('opens what lies in it and in its sub-folders', () => {
    const { open } = entrance();
    expect(contentOf(open(join(folder, 'a.pdf')))).toBe('a');
    expect(contentOf(open(join(folder, 'sub', 'b.pdf')))).toBe('b');
    expect(contentOf(open(join(folder, 'a.pdf')))).toBe('a');
  });

  it('opens what lies in a folder that is itself a link', async () => {
    await symlink(folder, join(base, 'link'));
    const { open } = entrance(join(base, 'link'));
    expect(contentOf(open(join(base, 'link', 'a.pdf')))).toBe('a');
    expect(contentOf(open(join(base, 'link', 'sub', 'b.pdf')))).toBe('b');
  });

  it('opens nothing by way of a sub-folder that was swapped for a link', async () => {
    await rm(join(folder, 'sub'), { recursive: true });
    await symlink(join(base, 'private'), join(folder, 'sub'));
    expect(entrance().open(join(folder, 'sub', 'b.pdf'))).toBeNull();
  });

  it('opens nothing elsewhere when the sub-folder is swapped after it was looked at', async () => {
    const { open } = entrance();
    expect(contentOf(open(join(folder, 'sub', 'b.pdf')))).toBe('b');
    await rename(join(folder, 'sub'), join(base, 'moved'));
    await symlink(join(base, 'private'), join(folder, 'sub'));
    const found = new Set<string | null>();
    await expect
      .poll(() => {
        found.add(contentOf(open(join(folder, 'sub', 'b.pdf'))));
        return found.has(null);
      })
      .toBe(true);
    expect([...found]).toEqual(['b', null]);
  });

  it('follows no link in the place of a file, and says what is missing', async () => {
    await symlink(join(base, 'private', 'b.pdf'), join(folder, 'link.pdf'));
    const { open } = entrance();
    expect(() => open(join(folder, 'link.pdf'))).toThrow(expect.objectContaining({ code: 'ELOOP' }));
    expect(() => open(join(folder, 'gone.pdf'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => open(join(folder, 'gone', 'a.pdf'))).toThrow(expect.objectContaining({ code: 'ENOENT' }));
  });

  it.runIf(process.platform === 'linux')('keeps no sub-folder open once it is closed', () => {
    const own = (): number => readdirSync('/proc/self/fd').length;
    const before = own();
    const { open, close } = entrance();
    contentOf(open(join(folder, 'a.pdf')));
    contentOf(open(join(folder, 'sub', 'b.pdf')));
    close();
    expect(own()).toBe(before);
  });
});
