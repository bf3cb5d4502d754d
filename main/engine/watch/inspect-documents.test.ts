// Tests of looking at many documents: a worker thread finds what this thread would.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { inspectDocuments, inspectDocumentsNow } from './inspect-documents';

let within: string;
beforeEach(async () => {
  within = await mkdtemp(join(tmpdir(), 'batchdrop-looks-'));
});
afterEach(() => rm(within, { recursive: true, force: true }));

it('finds the same in a thread of its own and in the background', async () => {
  const pdf =
    '%PDF-1.4\n1 0 obj\n<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n29\n%%EOF\n';
  const files = { 'whole.pdf': pdf, 'cut.pdf': pdf.slice(0, 40), 'empty.pdf': '', 'text.txt': 'no document' };
  for (const [name, content] of Object.entries(files)) await writeFile(join(within, name), content);
  await mkdir(join(within, 'folder.pdf'));
  await symlink('whole.pdf', join(within, 'link.pdf'));
  const names = [...Object.keys(files), 'folder.pdf', 'link.pdf', 'gone.pdf'];
  const job = { paths: names.map((name) => join(within, name)), within, otherImages: false };
  const { inspections } = await inspectDocumentsNow(job);
  expect(inspections).toEqual(await inspectDocuments(job, { signal: new AbortController().signal }));
  expect(inspections.map(({ kind }) => kind)).toEqual([
    ...['complete', 'incomplete', 'empty', 'wrong-type'],
    ...['unreadable', 'unreadable', 'vanished'],
  ]);
});

it('takes no document for another one, whichever are looked at side by side in one thread', async () => {
  const pdf = (object: string): string =>
    `%PDF-1.4\n1 0 obj\n${object}\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n${14 + object.length + 8}\n%%EOF\n`;
  const kinds = ['complete', 'wrong-type', 'incomplete'] as const;
  const contents = { complete: pdf('<< >>'), 'wrong-type': 'no document', incomplete: pdf('<< >>').slice(0, 40) };
  const sorts = Array.from({ length: 300 }, (_, index) => kinds[index % kinds.length] ?? 'complete');
  for (const [index, kind] of sorts.entries()) await writeFile(join(within, `${index}.pdf`), contents[kind]);
  const paths = sorts.map((_, index) => join(within, `${index}.pdf`));
  const jobs = [0, 1, 2].map((shift) => [...paths.slice(shift), ...paths.slice(0, shift)]);
  const found = await Promise.all(jobs.map((some) => inspectDocumentsNow({ paths: some, within, otherImages: false })));
  for (const [shift, { inspections }] of found.entries()) {
    expect(inspections.map(({ kind }) => kind)).toEqual([...sorts.slice(shift), ...sorts.slice(0, shift)]);
  }
});
