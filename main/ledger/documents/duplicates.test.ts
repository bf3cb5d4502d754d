// Same content in a real ledger: what counts as an original, what asks and when it no longer does, what a person decides.
import { describe, expect, it } from 'vitest';
import type { BatchRecord, CredentialId, DocumentId, DocumentType, FolderId } from '../../engine/model';
import type { DuplicateScope, Ledger } from '../../engine/ports';
import { credentialId, evidence, folderId, openFilled, openTestLedger, profile } from '../testing/test-ledger';

const scope: DuplicateScope = { credentialId, documentType: 'Invoices' };
const otherFolder = 'folder-2' as FolderId;
const otherCredential = 'credential-2' as CredentialId;

/** A content: 64 of this digit. */
const sha = (digit: string): string => digit.repeat(64);

interface Lying {
  readonly folder?: FolderId;
  readonly sizeBytes?: number;
  readonly mtimeMs?: number;
}

async function aReadyDocument(ledger: Ledger, relativePath: string, lying: Lying = {}): Promise<DocumentId> {
  const { folder = folderId, sizeBytes = 100, mtimeMs = 1_000 } = lying;
  const [document] = await ledger.documents.record(
    folder,
    [{ kind: 'new', relativePath, sizeBytes, mtimeMs }],
    mtimeMs,
  );
  if (document === undefined) throw new Error(`${relativePath} was not recorded`);
  await ledger.documents.judge([{ id: document.id, verdict: 'ready', kind: 'pdf', readyAt: 20 }], 20);
  return document.id;
}

interface Sent extends Lying {
  readonly credential?: CredentialId;
  readonly documentType?: DocumentType;
  readonly sha256?: string;
}

/** A document alone in a sealed batch. */
async function aSealedDocument(
  ledger: Ledger,
  relativePath: string,
  { credential = credentialId, documentType = 'Invoices', sha256 = sha('a'), ...lying }: Sent = {},
): Promise<{ id: DocumentId; batch: BatchRecord }> {
  const id = await aReadyDocument(ledger, relativePath, lying);
  const about = { folderId: lying.folder ?? folderId, credentialId: credential, setId: null };
  const ready = await ledger.documents.ready(about.folderId);
  const open = await openFilled(
    ledger,
    { ...about, profile: { ...profile, documentType }, createdAt: 30 },
    ready.filter((document) => document.id === id),
  );
  const batch = await ledger.batches.seal(open.id, {
    ...{ zipName: `batch-${open.id}.zip`, zipSha256: sha('f'), zipSizeBytes: 1_000, sealedAt: 40 },
    entries: [{ documentId: id, entryName: 'entry.pdf', sha256 }],
  });
  if (batch === null) throw new Error('the test batch could not be sealed');
  return { id, batch };
}

async function deliver({ batches }: Ledger, { id }: BatchRecord): Promise<void> {
  await batches.beginAttempt(id, 50);
  const receipt = { serverBatchId: `server-${id}`, releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
  await batches.accept(id, evidence({ outcome: 'accepted' }), receipt, null);
}

async function aDuplicate(
  ledger: Ledger,
  relativePath: string,
  ofDocumentId: DocumentId,
  more: Lying & { asks?: boolean; sha256?: string } = {},
): Promise<DocumentId> {
  const { asks = true, sha256 = sha('a'), ...lying } = more;
  const id = await aReadyDocument(ledger, relativePath, lying);
  await ledger.documents.judge([{ id, verdict: 'duplicate', sha256, ofDocumentId, asks }], 70);
  return id;
}

async function asking({ documents }: Ledger): Promise<DocumentId[]> {
  return (await documents.askingDuplicates(folderId)).map(({ id }) => id);
}

async function openTwoFolders(): Promise<Awaited<ReturnType<typeof openTestLedger>>> {
  const test = await openTestLedger();
  await test.ledger.folders.register({ id: otherFolder, path: '/other' as never, addedAt: 2 });
  await test.ledger.credentials.register({ id: otherCredential, name: 'Other' });
  return test;
}

describe('which documents may be duplicates', () => {
  it('is known by their size: that of one sent or on its way, or of each other', async () => {
    const { ledger } = await openTwoFolders();
    await aSealedDocument(ledger, 'sealed.pdf', { sizeBytes: 1, folder: otherFolder });
    await deliver(ledger, (await aSealedDocument(ledger, 'sent.pdf', { sizeBytes: 2 })).batch);
    const ids = [1, 2, 3, 4, 4].map((sizeBytes, index) => aReadyDocument(ledger, `${index}.pdf`, { sizeBytes }));
    const [likeSealed, likeSent, unlike, one, two] = await Promise.all(ids);
    const given = [likeSealed, likeSent, unlike, one, two] as DocumentId[];
    expect(await ledger.documents.sameSize(scope, given)).toEqual([likeSealed, likeSent, one, two]);
    // Another one of its size may be there: only those given are about to be sent.
    expect(await ledger.documents.sameSize(scope, [unlike, one] as DocumentId[])).toEqual([]);
    expect(await ledger.documents.sameSize(scope, [])).toEqual([]);
  });

  it.each([
    ['another credential', { credential: otherCredential }, { credentialId: otherCredential }],
    ['another document type', { documentType: 'Receipts' }, { documentType: 'Receipts' }],
  ] as const)('does not follow from one that went to %s', async (_which, sent, where) => {
    const { ledger } = await openTwoFolders();
    await deliver(ledger, (await aSealedDocument(ledger, 'a.pdf', sent)).batch);
    const id = await aReadyDocument(ledger, 'b.pdf');
    expect(await ledger.documents.sameSize(scope, [id])).toEqual([]);
    expect((await ledger.documents.originals(scope, [sha('a')])).size).toBe(0);
    const there = { ...scope, ...where };
    expect(await ledger.documents.sameSize(there, [id])).toEqual([id]);
    expect((await ledger.documents.originals(there, [sha('a')])).size).toBe(1);
  });

  it('may follow from many of its size that went elsewhere: their contents say more', async () => {
    const { ledger } = await openTwoFolders();
    const elsewhere = { credential: otherCredential };
    for (const name of ['a', 'b', 'c']) {
      await deliver(ledger, (await aSealedDocument(ledger, `${name}.pdf`, { ...elsewhere, sha256: sha(name) })).batch);
    }
    const id = await aReadyDocument(ledger, 'new.pdf');
    expect(await ledger.documents.sameSize(scope, [id])).toEqual([]);
    await deliver(ledger, (await aSealedDocument(ledger, 'd.pdf', { ...elsewhere, sha256: sha('d') })).batch);
    expect(await ledger.documents.sameSize(scope, [id])).toEqual([id]);
  });

  it('leaves out one that a person wants sent anyway, and notices a third that has its size', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original);
    expect(await ledger.documents.sendAnyway(copy, 80)).toBe(true);
    await ledger.documents.judge([{ id: copy, verdict: 'ready', kind: 'pdf', readyAt: 90 }], 90);
    expect(await ledger.documents.sameSize(scope, [copy])).toEqual([]);
    expect((await ledger.documents.ready(folderId))[0]).toMatchObject({ id: copy, sendAnyway: true });
    // Its original is gone: the copy is the only one left that the third can be a copy of.
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 95);
    const third = await aReadyDocument(ledger, 'c.pdf');
    expect(await ledger.documents.sameSize(scope, [copy, third])).toEqual([third]);
  });

  it('takes in thousands at once', async () => {
    const { ledger } = await openTestLedger();
    const changes = Array.from({ length: 3_000 }, (_, index) => ({
      ...({ kind: 'new', relativePath: `${index}.pdf`, sizeBytes: 1 + (index % 2_900), mtimeMs: 1 } as const),
    }));
    const ids = (await ledger.documents.record(folderId, changes, 1)).map(({ id }) => id);
    expect(await ledger.documents.sameSize(scope, ids)).toHaveLength(200);
    expect(
      (
        await ledger.documents.originals(
          scope,
          Array.from({ length: 3_000 }, () => sha('b')),
        )
      ).size,
    ).toBe(0);
  });
});

describe('the original of a content', () => {
  it('is the first document with it, in whichever folder it lies', async () => {
    const { ledger } = await openTwoFolders();
    const first = await aSealedDocument(ledger, 'sub/first.pdf', { folder: otherFolder });
    await aSealedDocument(ledger, 'second.pdf');
    const different = await aSealedDocument(ledger, 'b.pdf', { sha256: sha('b') });
    const found = await ledger.documents.originals(scope, [sha('a'), sha('b'), sha('c')]);
    expect([...found]).toEqual([
      [
        sha('a'),
        { documentId: first.id, batchId: first.batch.id, folderId: otherFolder, relativePath: 'sub/first.pdf' },
      ],
      [sha('b'), { documentId: different.id, batchId: different.batch.id, folderId, relativePath: 'b.pdf' }],
    ]);
  });

  it('is none that was withdrawn: the next one is', async () => {
    const { ledger } = await openTestLedger();
    const withdrawn = await aSealedDocument(ledger, 'a.pdf');
    await ledger.batches.move(withdrawn.batch.id, { state: 'cancelled' }, 60);
    expect((await ledger.documents.originals(scope, [sha('a')])).size).toBe(0);
    const id = await aReadyDocument(ledger, 'b.pdf');
    expect(await ledger.documents.sameSize(scope, [id])).toEqual([]);
    const next = await aSealedDocument(ledger, 'c.pdf');
    expect((await ledger.documents.originals(scope, [sha('a')])).get(sha('a'))?.documentId).toBe(next.id);
  });

  it('cannot be one that was withdrawn between the question and the verdict', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 60);
    const id = await aDuplicate(ledger, 'b.pdf', original, { asks: false });
    expect((await ledger.documents.ready(folderId)).map((document) => document.id)).toEqual([id]);
  });
});

describe('a duplicate that was left out', () => {
  it('asks once its original is withdrawn', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original, { asks: false });
    expect(await asking(ledger)).toEqual([]);
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 80);
    expect(await asking(ledger)).toEqual([copy]);
  });

  it('asks once its original is set aside, because the server fails on it alone', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original, { asks: false });
    await ledger.batches.move(batch.id, { state: 'splitting', reason: 'server-error', serverWords: null }, 80);
    await ledger.batches.setAsideAlone(batch.id, 'server-error', '', 90);
    expect(await asking(ledger)).toEqual([copy]);
  });

  it('asks once its original is to be sealed anew, because its zip is lost', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original, { asks: false });
    await ledger.batches.move(batch.id, { state: 'held', reason: 'spool-damaged', serverWords: null }, 80);
    await ledger.batches.sealAgain([batch.id], { kind: 'seal-again', by: 'person', at: 90 });
    expect(await asking(ledger)).toEqual([copy]);
  });

  it('keeps silent while its original is delivered or split', async () => {
    const { ledger } = await openTestLedger();
    const { id: original, batch } = await aSealedDocument(ledger, 'a.pdf');
    await aDuplicate(ledger, 'b.pdf', original, { asks: false });
    await ledger.batches.move(batch.id, { state: 'splitting', reason: 'too-large', serverWords: null }, 80);
    const half = { documentId: original, entryName: 'entry.pdf', sha256: sha('a') };
    const zip = { zipName: 'half.zip', zipSha256: sha('e'), zipSizeBytes: 900, sealedAt: 85 };
    const [made] = await ledger.batches.split(batch.id, [{ ...zip, entries: [half] }], 85);
    if (made === undefined) throw new Error('no half');
    await deliver(ledger, made);
    expect(await asking(ledger)).toEqual([]);
  });
});

describe('a duplicate that asks', () => {
  it('changes in place when its file changes, and one that does not ask is followed by a new version', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id: original } = await aSealedDocument(ledger, 'a.pdf');
    const asks = await aDuplicate(ledger, 'b.pdf', original);
    const silent = await aDuplicate(ledger, 'c.pdf', original, { asks: false });
    const now = { sizeBytes: 7, mtimeMs: 7 };
    const [inPlace] = await ledger.documents.record(folderId, [{ kind: 'changed', id: asks, ...now }], 90);
    const [added] = await ledger.documents.record(folderId, [{ kind: 'new', relativePath: 'c.pdf', ...now }], 90);
    expect(inPlace).toMatchObject({ id: asks, status: { state: 'settling' }, sha256: null });
    expect(added?.id).toBeGreaterThan(silent);
    expect(rows(`SELECT state, duplicate_of FROM document WHERE id = ${silent}`)).toEqual([
      { state: 'duplicate', duplicate_of: original },
    ]);
  });

  it('is withdrawn without a decision when its file is taken away, and asks anew when it is back', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id: original } = await aSealedDocument(ledger, 'a.pdf');
    const asks = await aDuplicate(ledger, 'b.pdf', original);
    const dismissed = await aDuplicate(ledger, 'c.pdf', original);
    expect(await ledger.documents.dismiss(dismissed, 80)).toBe(true);
    // A person who says it twice decided once.
    expect(await ledger.documents.dismiss(dismissed, 81)).toBe(false);
    const removed = { verdict: 'set-aside', reason: 'withdrawn', detail: 'removed' } as const;
    await ledger.documents.judge(
      [
        { id: asks, ...removed },
        { id: dismissed, ...removed },
      ],
      90,
    );
    expect(await asking(ledger)).toEqual([]);
    expect(rows(`SELECT id, state FROM document WHERE id IN (${asks}, ${dismissed})`)).toEqual([
      { id: asks, state: 'set-aside' },
      { id: dismissed, state: 'duplicate' },
    ]);
    expect(rows('SELECT document_id FROM decision')).toEqual([{ document_id: dismissed }]);
    await ledger.documents.reconsider([asks]);
    expect((await ledger.documents.settling(folderId)).map(({ id }) => id)).toEqual([asks]);
  });

  it('is sent when a person wants it, who is named once, and only as long as it is the newest version', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id: original } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original);
    const replaced = await aDuplicate(ledger, 'c.pdf', original, { asks: false });
    await aReadyDocument(ledger, 'c.pdf', { sizeBytes: 8, mtimeMs: 8 });
    expect(await ledger.documents.sendAnyway(replaced, 80)).toBe(false);
    expect(await ledger.documents.sendAnyway(original, 80)).toBe(false);
    expect(await ledger.documents.sendAnyway(copy, 80)).toBe(true);
    expect(await ledger.documents.sendAnyway(copy, 81)).toBe(false);
    expect((await ledger.documents.settling(folderId)).map(({ id }) => id)).toEqual([copy]);
    expect(rows('SELECT at, made_by, kind, document_id FROM decision')).toEqual([
      { at: 80, made_by: 'person', kind: 'send-anyway', document_id: copy },
    ]);
  });
});

describe('a file that was only touched', () => {
  it('is the version before it once more', async () => {
    const { ledger } = await openTestLedger();
    await aSealedDocument(ledger, 'a.pdf');
    await deliver(ledger, (await aSealedDocument(ledger, 'b.pdf')).batch);
    const [ofSealed, ofDelivered, other] = [
      await aReadyDocument(ledger, 'a.pdf', { mtimeMs: 2_000 }),
      await aReadyDocument(ledger, 'b.pdf', { mtimeMs: 2_000 }),
      await aReadyDocument(ledger, 'c.pdf', { mtimeMs: 2_000 }),
    ];
    expect(await ledger.documents.wasTouched(ofSealed, sha('a'))).toBe(true);
    expect(await ledger.documents.wasTouched(ofDelivered, sha('a'))).toBe(true);
    expect(await ledger.documents.wasTouched(ofSealed, sha('b'))).toBe(false);
    expect(await ledger.documents.wasTouched(other, sha('a'))).toBe(false);
  });

  it('may be a duplicate that a person was asked about already', async () => {
    const { ledger } = await openTestLedger();
    const { id: original } = await aSealedDocument(ledger, 'a.pdf');
    const copy = await aDuplicate(ledger, 'b.pdf', original);
    await ledger.documents.dismiss(copy, 80);
    const touched = await aReadyDocument(ledger, 'b.pdf', { mtimeMs: 2_000 });
    expect(touched).toBeGreaterThan(copy);
    expect(await ledger.documents.wasTouched(touched, sha('a'))).toBe(true);
  });

  it('is none when another content lay there in between', async () => {
    const { ledger } = await openTestLedger();
    await aSealedDocument(ledger, 'a.pdf');
    await aSealedDocument(ledger, 'a.pdf', { mtimeMs: 2_000, sha256: sha('b') });
    const back = await aReadyDocument(ledger, 'a.pdf', { mtimeMs: 3_000 });
    expect(await ledger.documents.wasTouched(back, sha('a'))).toBe(false);
  });

  it.each(['moved', 'trashed', 'gone'] as const)(
    'is none when the one before it was %s: another copy came',
    async (result) => {
      const { ledger } = await openTestLedger();
      const { id, batch } = await aSealedDocument(ledger, 'a.pdf');
      await deliver(ledger, batch);
      const done = { documentId: id };
      await ledger.batches.recordAfterUpload([
        result === 'moved' ? { ...done, result, movedTo: 'Sent/a.pdf' } : { ...done, result },
      ]);
      const again = await aReadyDocument(ledger, 'a.pdf', { mtimeMs: 2_000 });
      expect(await ledger.documents.wasTouched(again, sha('a'))).toBe(false);
    },
  );

  it('is none when the one before it was withdrawn', async () => {
    const { ledger } = await openTestLedger();
    const { batch } = await aSealedDocument(ledger, 'a.pdf');
    await ledger.batches.move(batch.id, { state: 'cancelled' }, 80);
    const again = await aReadyDocument(ledger, 'a.pdf', { mtimeMs: 2_000 });
    expect(await ledger.documents.wasTouched(again, sha('a'))).toBe(false);
  });
});
