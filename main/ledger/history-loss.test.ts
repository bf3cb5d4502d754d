// After a damaged ledger was set aside: what the folders hold may have been delivered, what arrives later was not.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AbsolutePath, FolderId } from '../engine/model';
import { folderId, ledgerFile, openTestLedger, settlingDocuments } from './testing/test-ledger';

const scan = { seen: 1, ignored: 0, unreadableFolders: [], unreadableFiles: [] };

async function afterDamage() {
  const file = await ledgerFile();
  await writeFile(file, 'not a ledger any more '.repeat(100));
  return openTestLedger({ file });
}

describe('a ledger that begins anew', () => {
  it('without a damaged one beside it has lost nothing', async () => {
    const { ledger } = await openTestLedger();
    expect(await ledger.folders.historyLost()).toBe(false);
    expect((await settlingDocuments(ledger, ['a.pdf']))[0]).toMatchObject({ maybeDelivered: false });
  });

  it('after damage doubts what the first whole scan of each folder finds, and nothing later', async () => {
    const { ledger } = await afterDamage();
    expect(await ledger.folders.historyLost()).toBe(true);
    await ledger.folders.allRegistered();
    expect(await ledger.folders.historyLost()).toBe(false);
    expect((await settlingDocuments(ledger, ['a.pdf']))[0]).toMatchObject({ maybeDelivered: true });
    await ledger.folders.recordScan(folderId, { ...scan, unreadableFolders: ['closed'] }, [], 50);
    expect((await settlingDocuments(ledger, ['closed/b.pdf']))[0]).toMatchObject({ maybeDelivered: true });
    await ledger.folders.recordScan(folderId, scan, [], 60);
    expect((await settlingDocuments(ledger, ['c.pdf']))[0]).toMatchObject({ maybeDelivered: false });
  });

  it('does not doubt a folder that is watched for the first time afterwards', async () => {
    const { ledger } = await afterDamage();
    await ledger.folders.allRegistered();
    const later = 'later' as FolderId;
    await ledger.folders.register({ id: later, path: '/later' as AbsolutePath, addedAt: 70 });
    expect((await settlingDocuments(ledger, ['a.pdf'], later))[0]).toMatchObject({ maybeDelivered: false });
  });

  it('notices the loss also when it was killed before it could note it, and notes it once', async () => {
    const { file, ledger, close } = await openTestLedger();
    await ledger.folders.allRegistered();
    await close();
    await writeFile(join(dirname(file), 'ledger.damaged-2026-01-01T00-00-00.000Z.sqlite'), 'old');
    const again = await openTestLedger({ file });
    expect(await again.ledger.folders.historyLost()).toBe(true);
    await again.ledger.folders.allRegistered();
    await again.close();
    const third = await openTestLedger({ file });
    expect(await third.ledger.folders.historyLost()).toBe(false);
  });

  it('keeps its doubt while a document is judged again, until its file changes', async () => {
    const { ledger } = await afterDamage();
    const [document] = await settlingDocuments(ledger, ['a.pdf']);
    const id = document?.id as NonNullable<typeof document>['id'];
    await ledger.documents.judge([{ id, verdict: 'set-aside', reason: 'unreadable', detail: 'EACCES' }], 30);
    await ledger.documents.reconsider([id]);
    expect((await ledger.documents.settling(folderId))[0]).toMatchObject({ maybeDelivered: true });
    await ledger.documents.record(folderId, [{ kind: 'changed', id, sizeBytes: 7, mtimeMs: 8 }], 40);
    // Still the first scan: the folder's files are old until it has ended.
    await ledger.documents.judge([{ id, verdict: 'set-aside', reason: 'maybe-delivered', detail: '' }], 45);
    expect(await ledger.documents.sendAnyway(id, 50)).toBe(true);
    expect((await ledger.documents.settling(folderId))[0]).toMatchObject({ maybeDelivered: false });
  });
});
