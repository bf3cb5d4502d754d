// What waits for a person beside batches: copies of what was sent, and folders whose sum does not come out.
import { describe, expect, it } from 'vitest';
import {
  aSealedBatch,
  anAcceptedBatch,
  folderId,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
} from '../testing/test-ledger';

const scan = { seen: 1, ignored: 0, unreadableFolders: [], unreadableFiles: [] };

describe('attention', () => {
  it('shows a copy that asks, with where its original is and when it was delivered', async () => {
    const { ledger, views } = await openTestLedger();
    const batch = await anAcceptedBatch(ledger, ['a.pdf'], { acceptedAt: 70 });
    const [original] = await ledger.documents.ofBatch(batch.id);
    const [asking, silent] = await readyDocuments(ledger, ['b.pdf', 'c.pdf']);
    if (original === undefined || asking === undefined || silent === undefined) throw new Error('no documents');
    const about = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id } as const;
    await ledger.documents.judge(
      [
        { id: asking.id, ...about, asks: true },
        { id: silent.id, ...about, asks: false },
      ],
      90,
    );
    expect(await views.attention(10)).toEqual([
      {
        ...{ kind: 'duplicate', documentId: asking.id, folderPath: '/in', relativePath: 'b.pdf', since: 90 },
        original: {
          ...{ documentId: original.id, folderPath: '/in', relativePath: 'a.pdf', batchId: batch.id },
          ...{ serverBatchId: `server-${batch.id}`, acceptedAt: 70 },
        },
      },
    ]);
    expect((await ledger.batches.tally()).duplicatesAsking).toBe(1);
    await ledger.documents.dismiss(asking.id, 95);
    expect(await views.attention(10)).toEqual([]);
    expect((await views.folders())[0]?.counts).toMatchObject({ delivered: 1, duplicates: 2, seen: 3 });
  });

  it('does not say that a copy is on its way when its original was withdrawn', async () => {
    const { ledger, views } = await openTestLedger();
    const batch = await aSealedBatch(ledger, ['a.pdf']);
    const [original] = await ledger.documents.ofBatch(batch.id);
    const [copy] = await readyDocuments(ledger, ['b.pdf']);
    if (original === undefined || copy === undefined) throw new Error('no documents');
    const about = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id } as const;
    await ledger.documents.judge([{ id: copy.id, ...about, asks: true }], 90);
    expect(await views.attention(10)).toMatchObject([{ original: { batchId: batch.id, acceptedAt: null } }]);
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 95);
    expect(await views.attention(10)).toMatchObject([{ original: { batchId: null, acceptedAt: null } }]);
  });

  it('shows a folder whose sum does not come out until a scan comes out', async () => {
    const { ledger, views } = await openTestLedger();
    await settlingDocuments(ledger, ['a.pdf']);
    const files = Array.from({ length: 25 }, (_, index) => `lost-${index}.pdf`);
    const differences = await ledger.folders.recordScan(folderId, scan, files, 50);
    expect(differences).toEqual([{ kind: 'unaccounted-files', relativePaths: files }]);
    expect(await views.attention(10)).toEqual([
      {
        ...{ kind: 'alarm', folderId, folderPath: '/in', unaccountedFiles: files.slice(0, 20) },
        ...{ unaccountedCount: 25, sum: null },
      },
    ]);
    expect((await ledger.batches.tally()).alarms).toBe(1);
    expect(await ledger.folders.recordScan(folderId, scan, [], 60)).toEqual([]);
    expect(await views.attention(10)).toEqual([]);
  });

  it('notices documents that went out of the ledger behind its back', async () => {
    const { ledger, views, rows } = await openTestLedger();
    await settlingDocuments(ledger, ['a.pdf', 'b.pdf']);
    rows("DELETE FROM document WHERE relative_path = 'a.pdf' RETURNING id");
    await ledger.folders.recordScan(folderId, scan, [], 50);
    expect(await views.attention(10)).toMatchObject([{ kind: 'alarm', sum: { recorded: 2, found: 1 } }]);
  });
});
