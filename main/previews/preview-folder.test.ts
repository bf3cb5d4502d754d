// "Test this folder" on real folders with a real ledger: what it says is what a scan would do, and nothing is written.
import { copyFile, mkdir, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FolderPreview, PreviewedFile } from '../../preload/contract';
import { systemClock } from '../engine/clock';
import { folderIdOf } from '../engine/form-checks';
import type { AbsolutePath, FolderId } from '../engine/model';
import { manualClock } from '../engine/testing/manual-clock';
import { anAcceptedBatch, openTestLedger, readyDocuments, type TestLedger } from '../ledger/testing/test-ledger';
import { temporaryFolder } from '../settings/testing/drafts';
import { createFolderPreviews } from './preview-folder';

const fixtures = join(import.meta.dirname, '../engine/watch/content/fixtures');
const rules = { otherImages: false, maxBytes: 1024 * 1024 };
let root: string;
let test: TestLedger;
let folderId: FolderId;

beforeEach(async () => {
  root = await temporaryFolder();
  test = await openTestLedger();
  folderId = folderIdOf(root);
  await test.ledger.folders.register({ id: folderId, path: root as AbsolutePath, addedAt: 1 });
});

async function put(relativePath: string, fixture = 'plain.pdf'): Promise<void> {
  await mkdir(dirname(join(root, relativePath)), { recursive: true });
  await copyFile(join(fixtures, fixture), join(root, relativePath));
}

async function preview(overrides: Partial<typeof rules> = {}): Promise<Extract<FolderPreview, { kind: 'looked' }>> {
  const result = await createFolderPreviews(test.ledger.documents, systemClock).preview(root, {
    ...rules,
    ...overrides,
  });
  if (result.kind !== 'looked') throw new Error(`the preview is ${result.kind}`);
  return result;
}

function byPath(files: readonly PreviewedFile[]): Record<string, unknown> {
  return Object.fromEntries(files.map(({ relativePath, ...file }) => [relativePath, file]));
}

/** Puts a file there, and makes the ledger's document of that path one of that very file. */
async function likeInTheLedger(relativePath: string): Promise<void> {
  await put(relativePath);
  const { size, mtimeMs } = await stat(join(root, relativePath));
  test.rows(`update document set size_bytes = ${size}, mtime_ms = ${mtimeMs} where relative_path = '${relativePath}'
    returning id`);
}

describe('a preview of a folder', () => {
  it('says of each file whether it would be taken, and if not why', async () => {
    await put('invoice.pdf');
    await put('sub/photo.jpg', 'photo.jpg');
    await put('locked.pdf', 'rc4-128-locked.pdf');
    await put('picture.gif', 'picture.gif');
    await put('~$letter.pdf');
    await put('.cache/a.pdf');
    await put('Sent/old.pdf');
    await writeFile(join(root, 'notes.txt'), 'hello');
    await writeFile(join(root, 'empty.pdf'), '');
    await put('growing.pdf');
    await truncate(join(root, 'growing.pdf'), 200);
    await symlink(join(root, 'invoice.pdf'), join(root, 'link.pdf'));

    const result = await preview();
    const { size } = await stat(join(root, 'invoice.pdf'));
    expect(byPath(result.files)).toMatchObject({
      'invoice.pdf': { sizeBytes: size, verdict: 'taken', kind: 'pdf' },
      'sub/photo.jpg': { verdict: 'taken', kind: 'jpeg' },
      'locked.pdf': { verdict: 'refused', reason: 'encrypted' },
      'picture.gif': { verdict: 'refused', reason: 'wrong-type' },
      'notes.txt': { verdict: 'refused', reason: 'wrong-type' },
      'empty.pdf': { verdict: 'waiting', reason: 'empty' },
      'growing.pdf': { verdict: 'waiting', reason: 'incomplete' },
      '~$letter.pdf': { verdict: 'ignored', reason: 'temporary', sizeBytes: null },
      '.cache/': { verdict: 'ignored', reason: 'hidden' },
      'Sent/': { verdict: 'ignored', reason: 'sent-folder' },
      'link.pdf': { verdict: 'ignored', reason: 'no-file' },
    });
    expect(result.counts).toEqual({ taken: 2, waiting: 2, refused: 3, ignored: 4, known: 0 });
    expect(result.takenBytes).toBe(size + (await stat(join(root, 'sub/photo.jpg'))).size);
    expect(result.isCutOff).toBe(false);
  });

  it("goes by the draft's own limits", async () => {
    await put('picture.gif', 'picture.gif');
    await put('invoice.pdf');
    expect(byPath((await preview({ otherImages: true })).files)).toMatchObject({
      'picture.gif': { verdict: 'taken', kind: 'gif' },
    });
    expect(byPath((await preview({ maxBytes: 100 })).files)).toMatchObject({
      'invoice.pdf': { verdict: 'refused', reason: 'too-large', detail: '100' },
    });
  });

  it('tells what became of files that the ledger has, unless they changed since', async () => {
    const folder = { folder: folderId };
    await anAcceptedBatch(test.ledger, ['sent.pdf'], folder);
    await anAcceptedBatch(test.ledger, ['sent-then-changed.pdf'], folder);
    const waiting = await readyDocuments(
      test.ledger,
      ['ready.pdf', 'copy.pdf', 'aside.pdf', 'dismissed.pdf'],
      folderId,
    );
    const [, copy, aside, dismissed] = waiting;
    const ids = await test.ledger.documents.newest(folderId, ['sent.pdf']);
    const sent = ids.get('sent.pdf');
    if (!copy || !aside || !dismissed || !sent) throw new Error('the ledger has not what the test needs');
    await test.ledger.documents.judge(
      [
        { id: copy.id, verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: sent.id, asks: true },
        { id: aside.id, verdict: 'set-aside', reason: 'encrypted', detail: '' },
        { id: dismissed.id, verdict: 'set-aside', reason: 'encrypted', detail: '' },
      ],
      30,
    );
    await test.ledger.documents.dismiss(dismissed.id, 31);
    for (const path of ['sent.pdf', 'ready.pdf', 'copy.pdf', 'aside.pdf', 'dismissed.pdf']) await likeInTheLedger(path);
    await put('sent-then-changed.pdf');

    const before = test.rows('select * from document order by id');
    const result = await preview();
    expect(byPath(result.files)).toMatchObject({
      'sent.pdf': { verdict: 'known', reason: 'delivered' },
      'ready.pdf': { verdict: 'known', reason: 'on-the-way' },
      'copy.pdf': { verdict: 'known', reason: 'duplicate' },
      'aside.pdf': { verdict: 'known', reason: 'set-aside', detail: 'encrypted' },
      'dismissed.pdf': { verdict: 'known', reason: 'withdrawn' },
      'sent-then-changed.pdf': { verdict: 'taken' },
    });
    expect(result.counts.known).toBe(5);
    expect(test.rows('select * from document order by id')).toEqual(before);
  });

  it('names the first 200 files and counts all of them', async () => {
    for (let number = 0; number < 230; number += 1) await put(`invoice-${number}.pdf`);
    const result = await preview();
    expect(result.counts.taken).toBe(230);
    expect(result.files).toHaveLength(200);
  });

  it('answers with what it has when its time is up', async () => {
    for (let number = 0; number < 40; number += 1) await put(`invoice-${number}.pdf`);
    const clock = manualClock();
    let asked = 0;
    const previews = createFolderPreviews(
      {
        newest: async (...question) => {
          asked += 1;
          if (asked === 1) return test.ledger.documents.newest(...question);
          // A disk that never answers again.
          clock.move(5_000);
          return new Promise(() => undefined);
        },
      },
      clock,
    );
    const result = await previews.preview(root, rules);
    expect(result).toMatchObject({ kind: 'looked', isCutOff: true, counts: { taken: 32 } });
  });

  it('is ended by the next one', async () => {
    await put('invoice.pdf');
    let asked = 0;
    let firstAsked = (): void => undefined;
    const isUnderWay = new Promise<void>((resolve) => (firstAsked = resolve));
    const previews = createFolderPreviews(
      {
        newest: (...question) => {
          asked += 1;
          if (asked > 1) return test.ledger.documents.newest(...question);
          firstAsked();
          return new Promise(() => undefined);
        },
      },
      manualClock(),
    );
    const first = previews.preview(root, rules);
    await isUnderWay;
    expect(await previews.preview(root, rules)).toMatchObject({ kind: 'looked', counts: { taken: 1 } });
    expect(await first).toEqual({ kind: 'cancelled' });
  });

  it('says that the folder is gone, never that it is empty', async () => {
    const previews = createFolderPreviews(test.ledger.documents, systemClock);
    await rm(root, { recursive: true });
    expect(await previews.preview(root, rules)).toEqual({ kind: 'unreachable', code: 'ENOENT' });
  });
});
