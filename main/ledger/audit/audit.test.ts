// An audit finds every kind of difference, made by hand in the file, with the ids and paths to look it up by.
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DocumentId } from '../../engine/model';
import { connect } from '../connection';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  anOpenBatch,
  folderId,
  openTestLedger,
  readyDocuments,
} from '../testing/test-ledger';

/** A ledger with one batch of every state that has documents, and a spool with the zips it needs. */
async function aHealthyLedger() {
  const test = await openTestLedger();
  const { ledger, file, views } = test;
  const accepted = await anAcceptedBatch(ledger, ['accepted/1.pdf', 'accepted/2.pdf']);
  const sealed = await aSealedBatch(ledger, ['sealed.pdf']);
  const open = await anOpenBatch(ledger, ['open.pdf']);
  const withdrawn = await aSealedBatch(ledger, ['withdrawn.pdf']);
  await ledger.batches.move(withdrawn.id, { state: 'cancelled' }, 70);
  const [duplicate] = await readyDocuments(ledger, ['copy.pdf']);
  const [original] = await ledger.documents.ofBatch(accepted.id);
  const sha256 = 'a'.repeat(64);
  const verdict = { verdict: 'duplicate', sha256, ofDocumentId: original?.id as DocumentId, asks: false } as const;
  await ledger.documents.judge([{ id: duplicate?.id as DocumentId, ...verdict }], 80);
  const spool = join(dirname(file), 'spool');
  await mkdir(spool);
  await writeFile(join(spool, `batch-${sealed.id}.zip`), Buffer.alloc(1_000));
  const change = (statements: string): void => {
    const connection = connect(file);
    connection.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${statements}`);
    connection.close();
  };
  const differences = async () => (await views.audit(spool)).differences;
  return { ...test, accepted, sealed, open, withdrawn, spool, change, differences };
}

const aNumber: unknown = expect.any(Number);
const document = (relativePath: string) => ({ folderPath: '/in', relativePath });

describe('an audit', () => {
  it('of a healthy ledger finds nothing and says how much it looked at', async () => {
    const { views, spool } = await aHealthyLedger();
    expect(await views.audit(spool)).toEqual({
      ...{ at: 1_000, folders: 1, documents: 6, batches: 4, receipts: 1, differences: [] },
    });
  });

  it('finds a document that went away, and one in no known state', async () => {
    const { change, differences } = await aHealthyLedger();
    change(`DELETE FROM document WHERE relative_path = 'withdrawn.pdf'`);
    const sum = { kind: 'folder-sum', folderId, folderPath: '/in', recorded: 6 };
    const rest = { delivered: 2, onTheWay: 2, duplicates: 1 };
    expect(await differences()).toEqual([{ ...sum, found: 5, ...rest, setAside: 0 }]);
    change(`UPDATE folder SET recorded = 5; UPDATE document SET state = 'lost' WHERE relative_path = 'open.pdf'`);
    expect(await differences()).toEqual([{ ...sum, recorded: 5, found: 5, ...rest, onTheWay: 1, setAside: 0 }]);
  });

  it('shows the alarm of the last scan', async () => {
    const { ledger, differences } = await aHealthyLedger();
    const nothing = { seen: 7, ignored: 0, unreadableFolders: [], unreadableFiles: [] };
    await ledger.folders.recordScan(folderId, nothing, ['lost.pdf'], 90);
    expect(await differences()).toEqual([
      {
        ...{ kind: 'scan-alarm', folderId, folderPath: '/in' },
        differences: [{ kind: 'unaccounted-files', relativePaths: ['lost.pdf'] }],
      },
    ]);
  });

  it.each(['accepted', 'cancelled', 'split'])('finds a sealed document whose batch is %s', async (state) => {
    const { change, differences, sealed } = await aHealthyLedger();
    change(`UPDATE batch SET state = '${state}' WHERE id = ${sealed.id}`);
    expect(await differences()).toContainEqual({
      ...{ kind: 'sealed-in-ended-batch', documentId: aNumber, ...document('sealed.pdf') },
      ...{ batch: sealed.id, batchState: state },
    });
  });

  it('finds a ready document in a batch that is past being open', async () => {
    const { change, differences, open } = await aHealthyLedger();
    change(`UPDATE batch SET state = 'split', document_count = 0 WHERE id = ${open.id}`);
    expect(await differences()).toEqual([
      {
        ...{ kind: 'ready-in-closed-batch', documentId: aNumber, ...document('open.pdf') },
        ...{ batch: open.id, batchState: 'split' },
      },
    ]);
  });

  it('finds delivered documents and accepted batches without a receipt', async () => {
    const { change, differences, accepted } = await aHealthyLedger();
    change('DELETE FROM receipt');
    const delivered = { kind: 'delivered-without-receipt', batch: accepted.id, batchState: 'accepted' };
    const place = (path: string) => ({ documentId: aNumber, ...document(path) });
    expect(await differences()).toEqual([
      { ...delivered, ...place('accepted/1.pdf'), hasReceipt: false },
      { ...delivered, ...place('accepted/2.pdf'), hasReceipt: false },
      { kind: 'accepted-without-receipt', batch: accepted.id, serverBatchId: `server-${accepted.id}` },
    ]);
  });

  it('finds delivered documents and a receipt whose batch was not accepted', async () => {
    const { change, differences, accepted, spool } = await aHealthyLedger();
    await writeFile(join(spool, `batch-${accepted.id}.zip`), Buffer.alloc(1_000));
    change(`UPDATE batch SET state = 'in-doubt' WHERE id = ${accepted.id}`);
    expect((await differences()).map(({ kind }) => kind)).toEqual([
      'delivered-without-receipt',
      'delivered-without-receipt',
      'receipt-without-acceptance',
    ]);
  });

  it('finds a document of an accepted batch that is not delivered', async () => {
    const { change, differences, accepted } = await aHealthyLedger();
    change(`UPDATE document SET state = 'set-aside' WHERE relative_path = 'accepted/2.pdf'`);
    expect(await differences()).toEqual([
      {
        ...{ kind: 'undelivered-in-accepted-batch', documentId: aNumber, ...document('accepted/2.pdf') },
        ...{ batch: accepted.id, batchState: 'accepted', state: 'set-aside' },
      },
    ]);
  });

  it('finds a batch with a document too few, and a split one whose halves do not add up to it', async () => {
    const { change, differences, sealed, withdrawn } = await aHealthyLedger();
    change(`UPDATE batch SET document_count = 2 WHERE id = ${sealed.id}`);
    const count = { kind: 'document-count', documentCount: 2 };
    expect(await differences()).toEqual([{ ...count, batch: sealed.id, batchState: 'sealed', found: 1 }]);
    change(`UPDATE batch SET document_count = 1, split_from = ${withdrawn.id} WHERE id = ${sealed.id};
      UPDATE batch SET document_count = 2, state = 'split' WHERE id = ${withdrawn.id}`);
    expect(await differences()).toEqual([{ ...count, batch: withdrawn.id, batchState: 'split', found: 1 }]);
  });

  it('finds a duplicate of what nobody delivers, unless somebody was asked about it', async () => {
    const { change, differences, ledger } = await aHealthyLedger();
    change(`UPDATE document SET duplicate_of = (SELECT id FROM document WHERE relative_path = 'withdrawn.pdf')
      WHERE relative_path = 'copy.pdf'`);
    const [found] = await differences();
    expect(found).toEqual({
      ...{ kind: 'duplicate-of-undelivered', documentId: aNumber, ...document('copy.pdf') },
      ...{ original: { documentId: aNumber, ...document('withdrawn.pdf') }, originalState: 'set-aside' },
    });
    change(`UPDATE document SET asks = 1 WHERE relative_path = 'copy.pdf'`);
    expect(await differences()).toEqual([]);
    const copy = (await ledger.documents.newest(folderId, ['copy.pdf'])).get('copy.pdf');
    await ledger.documents.dismiss(copy?.id as DocumentId, 90);
    expect(await differences()).toEqual([]);
  });

  it('is content when a batch is sealed again: what was left out for its sake is asked about, whatever comes of it', async () => {
    const { differences, ledger, sealed } = await aHealthyLedger();
    const [original] = await ledger.documents.ofBatch(sealed.id);
    const [copy] = await readyDocuments(ledger, ['second copy.pdf']);
    const ofDocumentId = original?.id as DocumentId;
    const verdict = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId, asks: false } as const;
    await ledger.documents.judge([{ id: copy?.id as DocumentId, ...verdict }], 80);
    await ledger.batches.move(sealed.id, { state: 'held', reason: 'spool-damaged', serverWords: null }, 90);
    await ledger.batches.sealAgain([sealed.id], { kind: 'seal-again', by: 'person', at: 91 });
    expect((await ledger.documents.askingDuplicates(folderId)).map(({ id }) => id)).toEqual([copy?.id]);
    // Its file was renamed meanwhile.
    await ledger.documents.forget([ofDocumentId]);
    const newest = await ledger.documents.newest(folderId, ['sealed.pdf']);
    expect(newest.get('sealed.pdf')?.status).toEqual({ state: 'set-aside', reason: 'vanished', detail: '' });
    expect(await differences()).toEqual([]);
  });

  it('finds content that was delivered again, unless a person wanted every further delivery', async () => {
    const { change, differences, ledger } = await aHealthyLedger();
    const again = await anAcceptedBatch(ledger, ['again.pdf']);
    const third = await anAcceptedBatch(ledger, ['third.pdf']);
    const [found] = await differences();
    expect(found).toMatchObject({ kind: 'delivered-again', sha256: 'a'.repeat(64) });
    expect(found?.kind === 'delivered-again' ? found.deliveries : []).toContainEqual({
      ...{ documentId: aNumber, ...document('again.pdf'), batch: again.id, acceptedAt: 60 },
      ...{ serverBatchId: `server-${again.id}`, sentAnyway: false },
    });
    change(`UPDATE document SET send_anyway = 1 WHERE relative_path = 'again.pdf'`);
    expect((await differences()).map(({ kind }) => kind)).toEqual(['delivered-again']);
    // The first one to be accepted may be the one that a person had to decide about.
    change(`UPDATE document SET send_anyway = 1 WHERE relative_path = 'accepted/1.pdf'`);
    expect(await differences()).toEqual([]);
    change(`UPDATE document SET send_anyway = 0; UPDATE batch SET document_type = 'Receipts' WHERE id = ${again.id};
      UPDATE batch SET credential_id = 'other' WHERE id = ${third.id};
      INSERT INTO credential (id, name, state) VALUES ('other', 'Other', 'ok')`);
    expect(await differences()).toEqual([]);
  });

  it('finds a zip that is missing or has another size, but not one that is known to be damaged', async () => {
    const { differences, sealed, spool, ledger } = await aHealthyLedger();
    const zipName = `batch-${sealed.id}.zip`;
    const zip = { zipName, batch: sealed.id, batchState: 'sealed' };
    await truncate(join(spool, zipName), 999);
    expect(await differences()).toEqual([{ kind: 'zip-size', ...zip, expectedBytes: 1_000, foundBytes: 999 }]);
    await rm(join(spool, zipName));
    expect(await differences()).toEqual([{ kind: 'zip-missing', ...zip }]);
    await ledger.batches.move(sealed.id, { state: 'held', reason: 'spool-damaged', serverWords: null }, 90);
    expect(await differences()).toEqual([]);
  });

  it('finds a set that is being created by a batch that is not being sent', async () => {
    const { change, differences, ledger, spool } = await aHealthyLedger();
    const { id: setId, name } = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['creates.pdf'], { setId });
    await writeFile(join(spool, `batch-${id}.zip`), Buffer.alloc(1_000));
    expect(await differences()).toEqual([]);
    change(`UPDATE batch SET state = 'held', held_reason = 'refused' WHERE id = ${id}`);
    const stuck = { kind: 'set-stuck', setId, setName: name, setState: 'creating' };
    expect(await differences()).toEqual([{ ...stuck, batch: id, batchState: 'held' }]);
  });

  it('finds a row that refers to nothing', async () => {
    const { change, differences, open } = await aHealthyLedger();
    change(`DELETE FROM batch WHERE id = ${open.id}`);
    expect(await differences()).toEqual([
      { kind: 'broken-reference', table: 'document', row: aNumber, parent: 'batch' },
    ]);
  });

  it('does not keep another program from writing', async () => {
    const { views, spool, file } = await aHealthyLedger();
    const other = connect(file);
    other.exec('BEGIN IMMEDIATE');
    expect((await views.audit(spool)).differences).toEqual([]);
    other.exec('ROLLBACK');
    other.close();
  });
});
