// Documents in the real window: handed over by their files, never by path, and shown from app://batchdrop/documents.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { CallName, Calls, HandedOver, Reply } from '../../preload/contract';
import { aDropProfile } from '../../main/settings/testing/drafts';
import { aPdf, aPng } from '../integration/documents';
import { test } from './launch';

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-handed-over-'));
  await writeFile(join(folder, 'invoice.pdf'), aPdf('invoice'));
  await writeFile(join(folder, 'scan.png'), aPng(9));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

const page = { offset: 0, limit: 50 };

async function value<Name extends CallName>(
  window: Page,
  name: Name,
  request: Calls[Name]['request'],
): Promise<Calls[Name]['value']> {
  const script = `window.batchdrop.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`;
  const reply = await window.evaluate<Reply<Calls[Name]['value']>>(script);
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
  return reply.value;
}

/** Files with a place on the disk come into a page by a drop or through an input alone. */
async function chosen(window: Page, paths: readonly string[]): Promise<void> {
  await window.evaluate(`document.body.append(
    Object.assign(document.createElement('input'), { type: 'file', multiple: true, id: 'chosen' }))`);
  await window.locator('#chosen').setInputFiles([...paths]);
}

function handOver(window: Page, files: string): Promise<Reply<HandedOver | null>> {
  return window.evaluate(`window.batchdrop.handOver(${files})`);
}

test('files are handed over by what they are, and documents are shown to our page alone', async ({ program }) => {
  const { window, app } = program;
  await chosen(window, [join(folder, 'invoice.pdf'), join(folder, 'scan.png')]);
  for (const made of ["[new File(['x'], '/etc/passwd')]", "['/etc/passwd']", "[{ path: '/etc/passwd' }]", '[]']) {
    expect(await handOver(window, made)).toEqual({ ok: true, value: null });
  }
  const handedOver = await handOver(window, '[...document.getElementById("chosen").files]');
  expect(handedOver).toMatchObject({ ok: true, value: { names: ['invoice.pdf', 'scan.png'], count: 2 } });
  expect(JSON.stringify(handedOver)).not.toContain(folder);

  await value(window, 'app.startSandbox', null);
  for (const { id } of await value(window, 'folders.list', null)) await value(window, 'folders.remove', { id });
  await value(window, 'pauses.set', { scope: 'all', until: null });
  const [credential] = await value(window, 'credentials.list', null);
  const token = (handedOver.ok ? handedOver.value?.token : undefined) ?? '';
  const profile = aDropProfile({ credentialId: credential?.id ?? '' });
  const sent = await value(window, 'drops.send', { token, profile, set: { kind: 'none' } });
  expect(sent).toMatchObject({ kind: 'sent', files: 2, leftOut: 0 });
  const folderPath = (await value(window, 'drops.list', page)).items[0]?.folderPath ?? '';
  const batchOf = async (): Promise<number> =>
    (await value(window, 'queue.list', page)).items.find((batch) => batch.folderPath === folderPath)?.id ?? 0;
  await expect.poll(batchOf).toBeGreaterThan(0);
  const documents = async (): Promise<Calls['sets.documents']['value']['items']> =>
    (await value(window, 'sets.documents', { ...page, batchId: await batchOf() })).items;
  await expect.poll(async () => (await documents()).map(({ state }) => state)).toEqual(['sealed', 'sealed']);

  const [pdf, png] = await documents();
  const address = (id = 0): string => `app://batchdrop/documents/${id}`;
  const fetched = (id: number | undefined, options: object): Promise<unknown> =>
    window.evaluate(
      async ([url, init]) => {
        const response = await fetch(url, init);
        const header = (name: string): string | null => response.headers.get(name);
        const { byteLength } = await response.arrayBuffer();
        return [response.status, header('content-type'), header('content-range'), byteLength];
      },
      [address(id), options] as const,
    );
  const size = pdf?.sizeBytes ?? 0;
  expect(await fetched(pdf?.id, {})).toEqual([200, 'application/pdf', null, size]);
  const range = { headers: { Range: 'bytes=0-99' } };
  expect(await fetched(pdf?.id, range)).toEqual([206, 'application/pdf', `bytes 0-99/${size}`, 100]);
  expect(await fetched(99_999, {})).toEqual([404, null, null, 0]);
  expect(await fetched(pdf?.id, { method: 'POST', body: 'x' })).toEqual([405, null, null, 0]);
  const drawn = await window.evaluate(`(async () => {
    const image = new Image();
    image.src = ${JSON.stringify(address(png?.id))};
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  })()`);
  expect(drawn).toEqual([1, 1]);

  // A page of another origin: there is none in the program, and it would get nothing. One of another host of the scheme
  // does not even come up.
  const elsewhere = await app.evaluate(async ({ BrowserWindow }, url) => {
    const stranger = new BrowserWindow({ show: false });
    if (
      await stranger.loadURL('app://other/index.html').then(
        () => true,
        () => false,
      )
    )
      return 'another host came up';
    await stranger.loadURL('data:text/html,<title>elsewhere</title>');
    const script = `fetch(${JSON.stringify(url)}).then((answer) => answer.status, () => 'refused')`;
    const answer: unknown = await stranger.webContents.executeJavaScript(script);
    const opened = await stranger.loadURL(url).then(
      () => 'opened',
      () => 'refused',
    );
    stranger.destroy();
    return [answer, opened];
  }, address(pdf?.id));
  expect(elsewhere).toEqual(['refused', 'refused']);
});
