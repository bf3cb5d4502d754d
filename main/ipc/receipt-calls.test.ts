// Saving receipts: where the user says, with the number of them; a closed dialog saves nothing.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { anAcceptedBatch, openTestLedger } from '../ledger/testing/test-ledger';
import { receiptCalls } from './receipt-calls';

async function aWindow(pick: (folder: string, name: string) => string | null) {
  const { ledger, views, file } = await openTestLedger();
  await anAcceptedBatch(ledger, ['a.pdf', 'b.pdf']);
  const folder = dirname(file);
  const suggested: string[] = [];
  const calls = receiptCalls({
    views,
    clock: { now: () => Date.UTC(2026, 10, 23, 12), sleep: () => Promise.resolve(false) },
    desktop: {
      pickFolder: () => Promise.resolve(null),
      pickFileToSave: (name, extension) => {
        suggested.push(name, extension);
        return Promise.resolve(pick(folder, name));
      },
      openFolder: () => Promise.resolve(false),
      copyText: () => Promise.resolve(),
    },
  });
  return { export: calls['receipts.export'], folder, suggested };
}

it.each(['csv', 'json'] as const)('saves every receipt as %s under the name that the user picked', async (format) => {
  const window = await aWindow((folder, name) => join(folder, name));
  const path = join(window.folder, `batchdrop-receipts-2026-11-23.${format}`);
  expect(await window.export({ format })).toEqual({ ok: true, value: { path, receipts: 1 } });
  expect(window.suggested).toEqual([`batchdrop-receipts-2026-11-23.${format}`, format]);
  const text = await readFile(path, 'utf8');
  expect(format === 'csv' ? text.split('\r\n').length : (JSON.parse(text) as object)).toEqual(
    format === 'csv' ? 4 : expect.objectContaining({ head: expect.objectContaining({ number: 1 }) as object }),
  );
});

it('saves nothing when the dialog is closed', async () => {
  const window = await aWindow(() => null);
  const before = await readdir(window.folder);
  expect(await window.export({ format: 'csv' })).toEqual({ ok: true, value: { path: null, receipts: 0 } });
  expect(await readdir(window.folder)).toEqual(before);
});

it('says why the file cannot be saved', async () => {
  const window = await aWindow((folder) => join(folder, 'nowhere', 'out.csv'));
  expect(await window.export({ format: 'csv' })).toEqual({ ok: false, problem: { code: 'failed', detail: 'ENOENT' } });
});
