// What a watched folder has to be before it is saved, on real folders.
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FolderDraft } from '../../preload/contract';
import { checkFolder, checkProfile, type FolderSurroundings } from './check-folder';
import { aFolderDraft, temporaryFolder } from './testing/drafts';

const credentialIds = ['credential-1'];

/** A machine with the program's data in `data`, and an empty folder `scans`. */
async function aMachine(): Promise<{ root: string; scans: string; around: FolderSurroundings }> {
  const root = await temporaryFolder();
  const [scans, dataFolder] = [join(root, 'scans'), join(root, 'data')];
  const except = join(dataFolder, 'sandbox', 'documents');
  await mkdir(scans);
  await mkdir(except, { recursive: true });
  return { root, scans, around: { folders: [], credentialIds, dataFolder, except } };
}

describe('the path of a watched folder', () => {
  it('is fine when it is a readable folder', async () => {
    const { scans, around } = await aMachine();
    expect(await checkFolder(aFolderDraft({ path: scans }), around)).toBeNull();
  });

  it.each([
    ['', 'required'],
    ['   ', 'required'],
    ['scans', 'folder-missing'],
    ['/no/such/folder', 'folder-missing'],
  ])('"%s" is answered with %s', async (path, code) => {
    const { around } = await aMachine();
    expect(await checkFolder(aFolderDraft({ path }), around)).toEqual({ code, field: 'path' });
  });

  it('is not a file', async () => {
    const { root, around } = await aMachine();
    await writeFile(join(root, 'file.pdf'), 'x');
    expect(await checkFolder(aFolderDraft({ path: join(root, 'file.pdf') }), around)).toMatchObject({
      code: 'folder-missing',
    });
  });

  it.skipIf(process.platform === 'win32').each([0o000, 0o744])('is readable: mode %o is not', async (mode) => {
    const { root, scans, around } = await aMachine();
    await chmod(root, 0o755);
    await chmod(around.dataFolder, 0o755);
    await chmod(scans, mode);
    // The super-user may read everything.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    const answer = await checkFolder(aFolderDraft({ path: scans }), around).finally(() => {
      if (isRoot) process.seteuid?.(0);
    });
    await chmod(scans, 0o700);
    expect(answer).toEqual({ code: 'folder-unreadable', field: 'path' });
  });

  it.each(['.', 'spool', 'sandbox'])('is not the data folder or inside it: %s', async (inside) => {
    const { around } = await aMachine();
    const path = join(around.dataFolder, inside);
    await mkdir(path, { recursive: true });
    expect(await checkFolder(aFolderDraft({ path }), around)).toEqual({ code: 'folder-reserved', field: 'path' });
  });

  it('does not contain the data folder', async () => {
    const { root, around } = await aMachine();
    expect(await checkFolder(aFolderDraft({ path: root }), around)).toMatchObject({ code: 'folder-reserved' });
  });

  it("may be the sandbox's folder inside the data folder", async () => {
    const { around } = await aMachine();
    expect(await checkFolder(aFolderDraft({ path: around.except }), around)).toBeNull();
  });

  it('is not inside another watched folder, nor around one', async () => {
    const { root, scans, around } = await aMachine();
    const inner = join(scans, 'inner');
    await mkdir(inner);
    const watched = (path: string) => ({ ...around, dataFolder: '/elsewhere', folders: [{ id: 'other', path }] });
    const overlap = (detail: string) => ({ code: 'folder-overlaps', field: 'path', detail });
    expect(await checkFolder(aFolderDraft({ path: inner }), watched(scans))).toEqual(overlap(scans));
    expect(await checkFolder(aFolderDraft({ path: scans }), watched(inner))).toEqual(overlap(inner));
    expect(await checkFolder(aFolderDraft({ path: scans }), watched(scans))).toEqual(overlap(scans));
    expect(await checkFolder(aFolderDraft({ path: root }), watched(inner))).toEqual(overlap(inner));
  });

  it.skipIf(process.platform === 'win32')('is compared by where it really is', async () => {
    const { root, scans, around } = await aMachine();
    const alias = join(root, 'alias');
    await symlink(scans, alias);
    const folders = [{ id: 'other', path: scans }];
    expect(await checkFolder(aFolderDraft({ path: alias }), { ...around, folders })).toMatchObject({
      code: 'folder-overlaps',
    });
  });

  it('may share the beginning of its name with a neighbour', async () => {
    const { root, scans, around } = await aMachine();
    const neighbour = join(root, 'scans-2');
    await mkdir(neighbour);
    const folders = [{ id: 'other', path: scans }];
    expect(await checkFolder(aFolderDraft({ path: neighbour }), { ...around, folders })).toBeNull();
  });

  it('is inside another one even when its name begins with dots', async () => {
    const { scans, around } = await aMachine();
    const dotted = join(scans, '..archive');
    await mkdir(dotted);
    const folders = [{ id: 'other', path: scans }];
    expect(await checkFolder(aFolderDraft({ path: dotted }), { ...around, folders })).toMatchObject({
      code: 'folder-overlaps',
    });
  });

  it('may be saved again as it is, even while it is offline', async () => {
    const { scans, around } = await aMachine();
    const folders = [
      { id: 'mine', path: scans },
      { id: 'gone', path: '/unplugged/drive' },
    ];
    expect(await checkFolder(aFolderDraft({ id: 'mine', path: scans }), { ...around, folders })).toBeNull();
    expect(
      await checkFolder(aFolderDraft({ id: 'gone', path: '/unplugged/drive' }), { ...around, folders }),
    ).toBeNull();
    expect(await checkFolder(aFolderDraft({ id: 'mine', path: '/unplugged/drive' }), { ...around, folders })).toEqual({
      code: 'folder-missing',
      field: 'path',
    });
  });
});

describe('the profile of a watched folder', () => {
  const rows: [Partial<FolderDraft>, object | null][] = [
    [{}, null],
    [{ credentialId: 'unknown' }, { code: 'required', field: 'credentialId' }],
    [{ documentType: 'Insurances' }, { code: 'insurances-b2c-only', field: 'invoiceType' }],
    [{ documentType: 'Insurances', invoiceType: 'B2C' }, null],
    [{ setPolicy: 'existing' }, { code: 'required', field: 'setReferenceNumber' }],
    [{ setPolicy: 'existing', setReferenceNumber: '12345' }, null],
    [
      { setPolicy: 'new-per-day', setName: ' ' },
      { code: 'required', field: 'setName' },
    ],
    [
      { setPolicy: 'new-per-day', setName: '{week}' },
      { code: 'invalid-template', field: 'setName', detail: 'week' },
    ],
    [
      { setPolicy: 'new-per-day', setName: 'x'.repeat(101) },
      { code: 'invalid-template', field: 'setName' },
    ],
    [{ setPolicy: 'new-per-day', setName: '{folder} {date}' }, null],
    [{ quietSeconds: 0, maxDocuments: 1, maxMegabytes: 1 }, null],
    [{ quietSeconds: 86_400, maxDocuments: 1_000, maxMegabytes: 2_048 }, null],
    [{ quietSeconds: -1 }, { code: 'out-of-range', field: 'quietSeconds', detail: '0–86400' }],
    [{ quietSeconds: 86_401 }, { code: 'out-of-range', field: 'quietSeconds', detail: '0–86400' }],
    [{ maxDocuments: 0 }, { code: 'out-of-range', field: 'maxDocuments', detail: '1–1000' }],
    [{ maxDocuments: 1_001 }, { code: 'out-of-range', field: 'maxDocuments', detail: '1–1000' }],
    [{ maxMegabytes: 0 }, { code: 'out-of-range', field: 'maxMegabytes', detail: '1–2048' }],
    [{ maxMegabytes: 2_049 }, { code: 'out-of-range', field: 'maxMegabytes', detail: '1–2048' }],
  ];
  it.each(rows)('%j is answered with %j', (overrides, answer) => {
    expect(checkProfile(aFolderDraft({ path: '/in', ...overrides }), credentialIds)).toEqual(answer);
  });
});
