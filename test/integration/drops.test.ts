// Documents that a person drops on the window, all the way to the server: in one batch, into one set, once.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { aDropProfile, temporaryFolder } from '../../main/settings/testing/drafts';
import { dropOf, type Calls, type DropSet } from '../../preload/contract';
import { aPdf, aPng } from './documents';
import { startWindowProgram, type WindowProgram } from './window-program';

let base: string;
beforeEach(async () => {
  base = await temporaryFolder();
});

const page = { offset: 0, limit: 50 };

/** The program with the sandbox as its one credential, and no watched folder. */
async function aProgram(): Promise<{ program: WindowProgram; credentialId: string }> {
  const program = await startWindowProgram(join(base, 'data'));
  await program.value('app.startSandbox', null);
  for (const { id } of await program.value('folders.list', null)) await program.value('folders.remove', { id });
  const [credential] = await program.value('credentials.list', null);
  return { program, credentialId: credential?.id ?? '' };
}

/** A folder with documents, and one document beside it. */
async function someDocuments(): Promise<string[]> {
  const [march, single] = [join(base, 'March'), join(base, 'single.pdf')];
  await mkdir(join(march, 'week 1'), { recursive: true });
  await writeFile(join(march, 'a.pdf'), aPdf('a'));
  await writeFile(join(march, 'week 1', 'b.png'), aPng(7));
  await writeFile(join(march, 'notes.txt'), 'not a document');
  await writeFile(single, aPdf('single'));
  return [march, single];
}

async function drop(
  { core, value }: WindowProgram,
  credentialId: string,
  paths: readonly string[],
  set: DropSet,
): Promise<Extract<Calls['drops.send']['value'], { kind: 'sent' }>> {
  const handedOver = core.doors.handOver(paths);
  const profile = aDropProfile({ credentialId });
  const sent = await value('drops.send', { token: handedOver?.token ?? '', profile, set });
  if (sent.kind !== 'sent') throw new Error(`the drop is ${sent.kind}`);
  return sent;
}

const untilDone = ({ until }: WindowProgram): Promise<unknown> => until('drops.list', page, ({ total }) => total === 0);

async function received({ core }: WindowProgram): Promise<{ set: unknown; names: string[] }[]> {
  const batches = (await core.demo?.sandbox.running?.received()) ?? [];
  return batches.map((batch) => ({
    set: batch.setReferenceNumber,
    names: batch.documents.map(({ name }) => name).sort(),
  }));
}

it('goes out as one batch into a new set, leaves nothing behind, and the set takes another drop', async () => {
  const { program, credentialId } = await aProgram();
  const paths = await someDocuments();
  const before = await readFile(join(base, 'single.pdf'));
  const sent = await drop(program, credentialId, paths, { kind: 'new', name: 'March {number}' });
  expect(sent).toMatchObject({ files: 3, leftOut: 1, leftOutFiles: [{ relativePath: 'March/notes.txt' }] });
  await untilDone(program);

  const { items } = await program.value('sets.list', { ...page, search: '' });
  const set = items.find(({ name }) => name === 'March 1');
  expect(set).toMatchObject({ state: 'open', batches: 1, documents: 3 });
  expect(dropOf(set?.folderPath ?? '')).toMatchObject({ files: 3 });
  expect(await received(program)).toMatchObject([{ names: { length: 3 } }]);
  await expect.poll(() => readdir(join(base, 'data', 'drops'))).toEqual([]);
  expect(await readFile(join(base, 'single.pdf'))).toEqual(before);
  const { counts, folders } = await program.value('overview.get', { period: 'all' });
  expect([counts.delivered, folders]).toEqual([3, []]);

  await writeFile(join(base, 'late.pdf'), aPdf('late'));
  await drop(program, credentialId, [join(base, 'late.pdf')], { kind: 'known', setId: set?.id ?? 0 });
  await untilDone(program);
  const later = await program.value('sets.list', { ...page, search: '' });
  expect(later.items.filter(({ id }) => id !== null)).toMatchObject([{ id: set?.id, batches: 2, documents: 4 }]);
  expect(new Set((await received(program)).map((batch) => batch.set))).toEqual(new Set([set?.referenceNumber]));
}, 60_000);

it('is delivered once although the program ended right after it was dropped, and a copy of it asks', async () => {
  const { program, credentialId } = await aProgram();
  const paths = await someDocuments();
  await drop(program, credentialId, paths, { kind: 'none' });
  await program.core.stop();

  const again = await startWindowProgram(join(base, 'data'));
  await untilDone(again);
  expect(await received(again)).toMatchObject([{ names: { length: 3 } }]);

  await drop(again, credentialId, [join(base, 'single.pdf')], { kind: 'none' });
  const { attention } = await again.until(
    'overview.get',
    { period: 'all' },
    (overview) => overview.attention.length > 0,
  );
  const [copy] = attention;
  if (copy?.kind !== 'duplicate') throw new Error('the copy was not noticed');
  expect(dropOf(copy.folderPath)).toMatchObject({ files: 1 });
  await again.value('documents.dismiss', { documentId: copy.documentId });
  await untilDone(again);
  expect(await received(again)).toHaveLength(1);
}, 60_000);

it('while it waits, its set can be renamed, its zip saved and its documents shown', async () => {
  const { program, credentialId } = await aProgram();
  const { value, until, call, core } = program;
  const paths = await someDocuments();
  await value('pauses.set', { scope: 'all', until: null });
  await drop(program, credentialId, paths, { kind: 'new', name: 'Mrach' });
  const { items } = await until('queue.list', page, (queue) => queue.items.some(({ state }) => state === 'sealed'));
  const batchId = items[0]?.id ?? 0;

  const [set] = (await value('sets.list', { ...page, search: '' })).items;
  expect(await call('sets.rename', { setId: set?.id ?? 0, name: ' ' })).toMatchObject({
    problem: { code: 'required', field: 'name' },
  });
  await value('sets.rename', { setId: set?.id ?? 0, name: ' March\n2026 ' });

  expect(await value('batches.saveZip', { batchId })).toEqual({
    kind: 'saved',
    path: join(base, 'data', '..', `batch-${batchId}.zip`),
  });
  expect((await readFile(join(base, `batch-${batchId}.zip`))).subarray(0, 2).toString()).toBe('PK');

  const documents = (await value('sets.documents', { ...page, batchId })).items;
  for (const { id, sizeBytes } of documents) {
    const response = await core.doors.document(id, { method: 'GET', range: null });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, sizeBytes]);
    expect(await call('documents.reveal', { documentId: id })).toEqual({ ok: true, value: null });
  }

  await value('pauses.end', { scope: 'all' });
  await untilDone(program);
  expect((await value('sets.list', { ...page, search: 'March 2026' })).total).toBe(1);
  expect(await call('sets.rename', { setId: set?.id ?? 0, name: 'April' })).toMatchObject({
    problem: { code: 'wrong-state' },
  });
  // Nothing of it is kept: neither its copies nor its zip.
  await expect.poll(() => readdir(join(base, 'data', 'drops'))).toEqual([]);
  const gone = { ok: false, problem: { code: 'not-found' } };
  expect(await call('batches.saveZip', { batchId })).toEqual(gone);
  expect(await call('documents.reveal', { documentId: documents[0]?.id ?? 0 })).toEqual(gone);
  const response = await core.doors.document(documents[0]?.id ?? 0, { method: 'GET', range: null });
  expect(response.status).toBe(404);
}, 60_000);
