// The spool moves whole or not at all, and one that is away is never taken for an empty one.
import { mkdir, readFile, readdir, rename, rm, utimes, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../settings/testing/drafts';
import { settleSpool } from './settle-spool';
import { markerIn, readSpoolRecord, spoolFolderOf, writeSpoolRecord } from './spool-record';

async function aSpool() {
  const root = await temporaryFolder();
  const [data, elsewhere] = [join(root, 'data'), join(root, 'elsewhere')];
  const own = join(data, 'spool');
  await mkdir(join(own, 'kept-2026'), { recursive: true });
  await mkdir(elsewhere);
  await writeFile(join(own, 'batch-1.zip'), 'first');
  await writeFile(join(own, 'batch-2-1.zip'), 'second');
  await writeFile(join(own, 'batch-3.zip.part'), 'half');
  await writeFile(join(own, 'kept-2026', 'batch-9.zip'), 'kept');
  await utimes(join(own, 'batch-1.zip'), 1_000, 2_000);
  return { root, data, own, elsewhere };
}

/** Names without the marker. */
async function zipsIn(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.zip')).sort();
}
const all = ['batch-1.zip', 'batch-2-1.zip', join('kept-2026', 'batch-9.zip')];

describe('the place of the spool', () => {
  it('is in the data folder as long as nobody wants it elsewhere', async () => {
    const { data, own } = await aSpool();
    expect(await settleSpool(data, null)).toEqual({ kind: 'here', folder: own, problem: null });
    expect(await spoolFolderOf(data)).toBe(own);
    expect(await readSpoolRecord(data)).toBeNull();
  });

  it('moves with every whole zip, and back again', async () => {
    const { data, own, elsewhere } = await aSpool();
    expect(await settleSpool(data, elsewhere)).toEqual({ kind: 'here', folder: elsewhere, problem: null });
    expect(await zipsIn(elsewhere)).toEqual(all);
    expect(await zipsIn(own)).toEqual([]);
    expect(await readFile(join(elsewhere, 'batch-1.zip'), 'utf8')).toBe('first');
    expect((await stat(join(elsewhere, 'batch-1.zip'))).mtimeMs).toBe(2_000_000);
    expect(await spoolFolderOf(data)).toBe(elsewhere);

    expect(await settleSpool(data, null)).toEqual({ kind: 'here', folder: own, problem: null });
    expect(await zipsIn(own)).toEqual(all);
    expect(await readdir(elsewhere)).toEqual([]);
  });

  it('never goes into a folder with other files, nor into the spool of another program', async () => {
    const { data, own, elsewhere, root } = await aSpool();
    await writeFile(join(elsewhere, 'letter.txt'), 'x');
    expect(await settleSpool(data, elsewhere)).toEqual({ kind: 'here', folder: own, problem: 'occupied' });
    await rm(join(elsewhere, 'letter.txt'));

    const other = join(root, 'other');
    await mkdir(other);
    await settleSpool(other, elsewhere);
    expect(await settleSpool(data, elsewhere)).toMatchObject({ folder: own, problem: 'occupied' });
    expect(await zipsIn(own)).toEqual(all);
  });

  it('stays when the wished folder is not there, and does not make it', async () => {
    const { data, own, root } = await aSpool();
    const wished = join(root, 'unplugged', 'spool');
    expect(await settleSpool(data, wished)).toMatchObject({ folder: own, problem: 'unreachable' });
    await writeFile(join(root, 'file'), 'x');
    expect(await settleSpool(data, join(root, 'file'))).toMatchObject({ folder: own, problem: 'unreachable' });
    expect((await readdir(root)).sort()).toEqual(['data', 'elsewhere', 'file']);
  });

  it('is unreachable, not empty, while its drive is away, whatever is wished', async () => {
    const { data, elsewhere, root } = await aSpool();
    await settleSpool(data, elsewhere);
    await rename(elsewhere, join(root, 'unplugged'));
    const away = { kind: 'unreachable', folder: elsewhere };
    expect(await settleSpool(data, elsewhere)).toEqual(away);
    // The bare mount point is there again, and empty.
    await mkdir(elsewhere);
    expect(await settleSpool(data, elsewhere)).toEqual(away);
    expect(await settleSpool(data, null)).toEqual(away);
    expect(await zipsIn(join(root, 'unplugged'))).toEqual(all);
  });

  it('is the old one after a kill while zips were copied, and the copy is made again', async () => {
    const { data, own, elsewhere } = await aSpool();
    const record = { id: 'mine', folder: null, left: null };
    await writeSpoolRecord(data, record);
    await writeFile(join(elsewhere, '.batchdrop-spool'), 'mine\n');
    await writeFile(join(elsewhere, 'batch-1.zip'), 'fir');
    expect(await spoolFolderOf(data)).toBe(own);
    expect(await settleSpool(data, elsewhere)).toMatchObject({ folder: elsewhere, problem: null });
    expect(await readFile(join(elsewhere, 'batch-1.zip'), 'utf8')).toBe('first');
  });

  it('empties the old place after a kill right behind the move, and only there', async () => {
    const { data, own, elsewhere } = await aSpool();
    await writeFile(join(elsewhere, '.batchdrop-spool'), 'mine\n');
    await writeFile(join(elsewhere, 'batch-2-1.zip'), 'second');
    await writeSpoolRecord(data, { id: 'mine', folder: elsewhere, left: own });
    expect(await settleSpool(data, elsewhere)).toMatchObject({ folder: elsewhere });
    expect(await zipsIn(own)).toEqual([]);
    expect(await zipsIn(elsewhere)).toEqual(['batch-2-1.zip']);
    expect(await markerIn(elsewhere)).toBe('mine');
    expect((await readSpoolRecord(data))?.left).toBeNull();
  });
});
