// The window's calls about folders to be tested and documents to be handed over, with everything behind them real.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { aDropProfile, aFolderDraft, temporaryFolder } from '../../main/settings/testing/drafts';
import { aPdf } from './documents';
import { startWindowProgram, type WindowProgram } from './window-program';

let base: string;
let scans: string;
beforeEach(async () => {
  base = await temporaryFolder();
  scans = join(base, 'scans');
  await mkdir(scans);
  await writeFile(join(scans, 'invoice.pdf'), aPdf('invoice'));
});

function aProgram(): Promise<WindowProgram> {
  return startWindowProgram(join(base, 'data'), {
    documentDesktop: {
      pickToSend: (what) => Promise.resolve(what === 'files' ? [] : [join(scans, 'invoice.pdf'), scans]),
      showFile: () => undefined,
    },
  });
}

describe('"test this folder"', () => {
  it('needs a place and nothing else of the form, and leaves no trace', async () => {
    const { value } = await aProgram();
    const draft = aFolderDraft({ path: scans, credentialId: '', setPolicy: 'new-per-day', maxDocuments: 0 });
    expect(await value('folders.preview', { draft })).toMatchObject({
      ...{ kind: 'looked', counts: { taken: 1 }, isCutOff: false },
      files: [{ relativePath: 'invoice.pdf', verdict: 'taken', kind: 'pdf' }],
    });
    expect(await value('folders.list', null)).toEqual([]);
    expect((await value('overview.get', { period: 'all' })).counts.seen).toBe(0);
  });

  it.each([
    [() => join(base, 'nowhere'), 'folder-missing'],
    [() => join(scans, 'invoice.pdf'), 'folder-missing'],
    [() => 'scans', 'folder-missing'],
    [() => '', 'required'],
    [() => join(base, 'data'), 'folder-reserved'],
    [() => join(base, 'data', 'drops'), 'folder-reserved'],
  ])('says what is wrong with the place', async (path, code) => {
    const { call } = await aProgram();
    await mkdir(join(base, 'data', 'drops'), { recursive: true });
    expect(await call('folders.preview', { draft: aFolderDraft({ path: path() }) })).toMatchObject({
      ok: false,
      problem: { code, field: 'path' },
    });
  });
});

describe('what is handed over', () => {
  it('may be chosen in a dialog, and its folder may become a watched one', async () => {
    const { value, call, core } = await aProgram();
    expect(await value('drops.pick', { what: 'files' })).toBeNull();
    const picked = await value('drops.pick', { what: 'folders' });
    expect(picked).toMatchObject({ names: ['invoice.pdf', 'scans'], count: 2 });
    const token = picked?.token ?? '';
    expect(await value('folders.pickDropped', { token })).toEqual({ path: scans });
    expect(await value('drops.inspect', { token, otherImages: false, maxMegabytes: 1 })).toMatchObject({
      ...{ kind: 'looked', counts: { taken: 2 } },
      files: [{ relativePath: 'invoice.pdf' }, { relativePath: 'scans/invoice.pdf' }],
    });
    const file = core.doors.handOver([join(scans, 'invoice.pdf')]);
    expect(await value('folders.pickDropped', { token: file?.token ?? '' })).toEqual({ path: null });
    expect(await call('folders.pickDropped', { token: 'guessed' })).toMatchObject({ problem: { code: 'not-found' } });
  });

  it('keeps its credential from being removed until it is delivered', async () => {
    const { value, call, core } = await aProgram();
    await value('app.startSandbox', null);
    for (const { id } of await value('folders.list', null)) await value('folders.remove', { id });
    const [credential] = await value('credentials.list', null);
    const id = credential?.id ?? '';
    await value('pauses.set', { scope: 'all', until: null });
    const token = core.doors.handOver([scans])?.token ?? '';
    await value('drops.send', { token, profile: aDropProfile({ credentialId: id }), set: { kind: 'none' } });
    expect(await call('credentials.remove', { id })).toMatchObject({ ok: false, problem: { code: 'in-use' } });
    expect((await value('drops.list', { offset: 0, limit: 10 })).items).toMatchObject([
      { state: 'sending', files: 1, credentialName: 'Sandbox' },
    ]);
  });

  it('finds closed doors when the program cannot work', async () => {
    await aProgram();
    const { core, call } = await startWindowProgram(join(base, 'data'));
    expect(core.doors.handOver([scans])).toBeNull();
    expect((await core.doors.document(1, { method: 'GET', range: null })).status).toBe(404);
    expect(await call('drops.list', { offset: 0, limit: 10 })).toMatchObject({ ok: false });
  });
});
