// The calls of single pages: saving a set as a file, and a search that ends the one before it.
import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SearchAnswer } from '../../preload/contract';
import { aPlannedSet, aSealedBatch, openTestLedger } from '../ledger/testing/test-ledger';
import { pageCalls } from './page-calls';
import type { Services } from './services';

/** The dialog answers with a file of the name that it was given, in this folder; null closes it. */
async function calls(folder: string | null) {
  const test = await openTestLedger();
  const suggested: string[] = [];
  const desktop = {
    pickFileToSave: (name: string) => {
      suggested.push(name);
      return Promise.resolve(folder === null ? null : join(folder, name));
    },
  } as unknown as Services['desktop'];
  return { ...test, suggested, handlers: pageCalls({ views: test.views, desktop }) };
}

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-export-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function named(ledger: Awaited<ReturnType<typeof calls>>['ledger'], name: string) {
  const { id } = await aPlannedSet(ledger);
  await ledger.sets.rename(id, name);
  return id;
}

describe('saving a set', () => {
  it('writes a row for each document, and no cell that a spreadsheet would run', async () => {
    const folder = await aFolder();
    const { handlers, ledger, suggested } = await calls(folder);
    const setId = await named(ledger, '=HYPERLINK("http://x")');
    await aSealedBatch(ledger, ['+1.pdf', '-2.pdf', '@3.pdf', 'a.pdf'], { setId });
    const answer = await handlers['sets.export']({ setId });
    const path = join(folder, suggested[0] ?? '');
    expect(answer).toEqual({ ok: true, value: { path, documents: 4 } });
    const [, ...rows] = (await readFile(path, 'utf8')).trim().split('\r\n');
    expect(rows.map((row) => row.slice(0, 30))).toEqual(
      Array.from({ length: 4 }, () => `"'=HYPERLINK(""http://x"")",,1,`.slice(0, 30)),
    );
    for (const name of ["'+1.pdf", "'-2.pdf", "'@3.pdf", 'a.pdf']) expect(rows.join()).toContain(`,${name},${name},`);
  });

  it('does nothing when the dialog is closed', async () => {
    const { handlers, ledger } = await calls(null);
    const { id: setId } = await aPlannedSet(ledger);
    expect(await handlers['sets.export']({ setId })).toEqual({ ok: true, value: { path: null, documents: 0 } });
  });

  it('says why the file cannot be written', async () => {
    const folder = await aFolder();
    const { handlers, ledger } = await calls(join(folder, 'gone'));
    const { id: setId } = await aPlannedSet(ledger);
    expect(await handlers['sets.export']({ setId })).toEqual({
      ok: false,
      problem: { code: 'failed', detail: 'ENOENT' },
    });
    await mkdir(join(folder, 'gone'));
    expect(await handlers['sets.export']({ setId })).toMatchObject({ ok: true });
  });

  it('knows no set that is not there, and asks for no file then', async () => {
    const { handlers, suggested } = await calls(null);
    expect(await handlers['sets.export']({ setId: 99 })).toEqual({ ok: false, problem: { code: 'not-found' } });
    expect(suggested).toEqual([]);
  });

  it.each([
    ['May 2026', 'batchdrop-May 2026.csv'],
    ['../../etc/passwd', 'batchdrop-etc-passwd.csv'],
    ['C:\\x|y<z>?*"', 'batchdrop-C-x-y-z.csv'],
    ['a\tb\nc\u202Egpj', 'batchdrop-a-b-c-gpj.csv'],
    ['. . .', 'batchdrop-batches.csv'],
    ['CON', 'batchdrop-CON.csv'],
    ['Größe 請求', 'batchdrop-Größe 請求.csv'],
    ['請'.repeat(90), `batchdrop-${'請'.repeat(40)}.csv`],
    [`${'a'.repeat(118)}😀`, `batchdrop-${'a'.repeat(118)}.csv`],
  ])('offers a file name that every system takes for %j', async (name, file) => {
    const folder = await aFolder();
    const { handlers, ledger, suggested } = await calls(folder);
    const setId = await named(ledger, name);
    expect(await handlers['sets.export']({ setId })).toMatchObject({ ok: true });
    expect(suggested).toEqual([file]);
    expect(await readdir(folder)).toEqual([file]);
  });

  it('offers a name for the batches outside any set', async () => {
    const { handlers, suggested } = await calls(null);
    await handlers['sets.export']({ setId: null });
    expect(suggested).toEqual(['batchdrop-batches.csv']);
  });
});

describe('the search', () => {
  it('ends the one before it', async () => {
    const signals: AbortSignal[] = [];
    const nothing: SearchAnswer = { sets: [], batches: [], documents: [], hasMore: false };
    const views = {
      search: (_text: string, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return Promise.resolve(nothing);
      },
    } as unknown as Services['views'];
    const handlers = pageCalls({ views, desktop: {} as Services['desktop'] });
    await Promise.all([handlers['search.find']({ text: 'a' }), handlers['search.find']({ text: 'ab' })]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });
});
