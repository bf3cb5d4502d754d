// A saved text is there as a whole or not at all, and what was there before stays when it cannot be saved.
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { saveText } from './save-text';

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-save-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

// eslint-disable-next-line @typescript-eslint/require-await
async function* pieces(...texts: readonly (string | Error)[]): AsyncGenerator<string> {
  for (const text of texts) {
    if (text instanceof Error) throw text;
    yield text;
  }
}

it('replaces a file with the whole text, readable by its owner alone', async () => {
  const folder = await aFolder();
  const path = join(folder, 'out.csv');
  await writeFile(path, 'before');
  const long = 'ü'.repeat(100_000);
  expect(await saveText(path, pieces('a', long, '😀'))).toEqual({ kind: 'saved' });
  expect(await readFile(path, 'utf8')).toBe(`a${long}😀`);
  expect(await readdir(folder)).toEqual(['out.csv']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('leaves the old file and nothing else when the text breaks off', async () => {
  const folder = await aFolder();
  const path = join(folder, 'out.csv');
  await writeFile(path, 'before');
  await expect(saveText(path, pieces('half', new Error('the ledger went away')))).rejects.toThrow('went away');
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(folder)).toEqual(['out.csv']);
});

it('says why it cannot save: no such folder, or a folder of that name', async () => {
  const folder = await aFolder();
  expect(await saveText(join(folder, 'nowhere/out.csv'), pieces('a'))).toEqual({
    kind: 'unwritable',
    detail: 'ENOENT',
  });
  await mkdir(join(folder, 'taken'));
  expect(await saveText(join(folder, 'taken'), pieces('a'))).toMatchObject({ kind: 'unwritable' });
  expect(await readdir(folder)).toEqual(['taken']);
});
