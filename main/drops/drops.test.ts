// What becomes of a drop: closed when all of it is done with, and right after a power cut at any moment.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DropView } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { DocumentId, FolderId } from '../engine/model';
import {
  aSealedBatch,
  anAcceptedBatch,
  credentialId,
  readyDocuments,
  settlingDocuments,
} from '../ledger/testing/test-ledger';
import { dropFolderId, dropFolderName } from '../settings/saved-drop';
import { aDropProfile } from '../settings/testing/drafts';
import type { Drops } from './drops';
import { aDropBench, type DropBench } from './testing/drop-bench';

let bench: DropBench;
beforeEach(async () => {
  bench = await aDropBench();
});

const page = { offset: 0, limit: 50 };
const nothingSeen = { seen: 0, ignored: 0, unreadableFolders: [], unreadableFiles: [], tookMs: 1 };
const aScan: EngineEvent = { type: 'scan-finished', folderId: 'any' as FolderId, ...nothingSeen };

async function list(drops: Drops = bench.drops): Promise<readonly DropView[]> {
  return (await drops.list(page)).items;
}

/** Sends a drop of these files; answers its folder's id in the ledger. */
async function aDrop(...names: string[]): Promise<FolderId> {
  const paths = await Promise.all(names.map((name) => bench.put(name)));
  const sent = await bench.send(paths);
  if (sent.kind !== 'sent') throw new Error(`the drop is ${sent.kind}`);
  return dropFolderId(sent.dropId);
}

async function scanned(folder: FolderId): Promise<void> {
  await bench.ledger.folders.recordScan(folder, nothingSeen, [], bench.clock.now());
}

/** Starts to close what is done with, and ends when that was looked at once. */
async function tidied(drops: Drops = bench.drops): Promise<void> {
  drops.start();
  drops.note(aScan);
  await drops.stop();
}

describe('a drop', () => {
  it('is on its way until its last document is delivered; then its copies go and its history stays', async () => {
    const folder = await aDrop('a.pdf', 'b.pdf');
    await anAcceptedBatch(bench.ledger, ['a.pdf'], { folder });
    const batch = await aSealedBatch(bench.ledger, ['b.pdf'], { folder });
    await scanned(folder);
    await tidied();
    expect(await list()).toMatchObject([{ state: 'sending', files: 2, unfinished: 1, credentialName: 'Acme' }]);
    expect(await bench.places()).toHaveLength(1);

    await bench.ledger.batches.beginAttempt(batch.id, 50);
    const receipt = { serverBatchId: 's', releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
    const evidence = { endedAt: 60, outcome: 'accepted', bytesSent: 1, contentLength: 1, status: 200, headers: null };
    await bench.ledger.batches.accept(batch.id, { ...evidence, reply: null }, receipt, null);
    await tidied();
    expect(await list()).toEqual([]);
    expect(await bench.places()).toEqual([]);
    expect(bench.watched()).toEqual([]);
    const figures = (await bench.views.folders()).find(({ folderId }) => folderId === folder);
    expect(figures?.counts).toMatchObject({ seen: 2, delivered: 2 });
    expect(bench.failures).toEqual([]);
  });

  it('stays while a person has yet to decide, and goes when all is decided', async () => {
    const folder = await aDrop('copy.pdf', 'aside.pdf', 'withdrawn.pdf');
    const documents = await readyDocuments(bench.ledger, ['copy.pdf', 'aside.pdf', 'withdrawn.pdf'], folder);
    const [copy, aside, withdrawn] = documents.map(({ id }) => id) as [DocumentId, DocumentId, DocumentId];
    const [original] = await bench.ledger.documents.ofBatch((await aSealedBatch(bench.ledger, ['original.pdf'])).id);
    if (original === undefined) throw new Error('no original');
    await bench.ledger.documents.judge(
      [
        { id: copy, verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original.id, asks: true },
        { id: aside, verdict: 'set-aside', reason: 'server-error', detail: '' },
        { id: withdrawn, verdict: 'set-aside', reason: 'server-error', detail: '' },
      ],
      30,
    );
    await bench.ledger.documents.dismiss(withdrawn, 30);
    await scanned(folder);
    await tidied();
    expect(await list()).toMatchObject([{ unfinished: 2 }]);
    await bench.ledger.documents.dismiss(copy, 31);
    await tidied();
    expect(await list()).toMatchObject([{ unfinished: 1 }]);
    await bench.ledger.documents.dismiss(aside, 32);
    await tidied();
    expect(await list()).toEqual([]);
    expect(await bench.places()).toEqual([]);
  });

  it('is not taken for done before it was scanned, nor when copies of it were never seen', async () => {
    const folder = await aDrop('a.pdf', 'b.pdf');
    await tidied();
    await anAcceptedBatch(bench.ledger, ['a.pdf'], { folder });
    await scanned(folder);
    await tidied();
    expect(await list()).toMatchObject([{ state: 'sending', unfinished: 0 }]);
    const [drop] = await list();
    expect(await bench.drops.discard(drop?.id ?? '')).toBe('done');
    expect(await bench.places()).toEqual([]);
  });

  it('cannot be discarded while anything of it is on its way', async () => {
    const folder = await aDrop('a.pdf');
    const [drop] = await list();
    expect(await bench.drops.discard(drop?.id ?? '')).toBe('wrong-state');
    await aSealedBatch(bench.ledger, ['a.pdf'], { folder });
    await scanned(folder);
    expect(await bench.drops.discard(drop?.id ?? '')).toBe('wrong-state');
    expect(await bench.drops.discard('0123456789ab')).toBe('not-found');
    expect(await bench.places()).toHaveLength(1);
  });

  it('can be discarded when somebody took its copies away', async () => {
    await aDrop('a.pdf');
    const [drop] = await list();
    await rm(drop?.folderPath ?? '', { recursive: true });
    expect(await bench.drops.discard(drop?.id ?? '')).toBe('done');
    expect(await list()).toEqual([]);
  });

  it('is looked at before it is sent, without a copy being made', async () => {
    const { token } = bench.handOver(await bench.put('a.pdf'), await bench.put('locked.pdf', 'rc4-128-locked.pdf'));
    const rules = { otherImages: false, maxBytes: 1_000_000 };
    expect(await bench.drops.inspect(token, rules)).toMatchObject({
      ...{ kind: 'looked', isCutOff: false, counts: { taken: 1, refused: 1 } },
      files: [
        { relativePath: 'a.pdf', verdict: 'taken', kind: 'pdf' },
        { relativePath: 'locked.pdf', verdict: 'refused', reason: 'encrypted' },
      ],
    });
    expect(await bench.drops.inspect('unknown', rules)).toBeNull();
    expect(await bench.places()).toEqual([]);
    expect(bench.settings.get().drops).toEqual([]);
  });
});

describe('after a power cut', () => {
  /** What the settings say once the drop of `a.pdf` has begun, and its copies are whole. */
  async function begun(): Promise<{ id: string; place: string; copying: string }> {
    await aDrop('a.pdf');
    const [drop] = bench.settings.get().drops;
    if (drop === undefined) throw new Error('there is no drop');
    bench.settings.change((current) => ({ ...current, drops: [{ ...drop, state: 'copying', files: 3 }] }));
    const home = join(bench.dataFolder, 'drops');
    return { id: drop.id, place: join(home, dropFolderName(drop)), copying: join(home, `${drop.id}.copying`) };
  }

  it('before the first copy, it is told that nothing was sent', async () => {
    const { place } = await begun();
    await rm(place, { recursive: true });
    const next = bench.again();
    await next.recover();
    expect(await list(next)).toMatchObject([{ state: 'interrupted', files: 3, folderPath: null }]);
    expect(await next.discard((await list(next))[0]?.id ?? '')).toBe('done');
    expect(await list(next)).toEqual([]);
  });

  it('amid the copying, its copies are removed and it is told that nothing was sent', async () => {
    const { place, copying } = await begun();
    await mkdir(copying);
    await copyFile(join(place, 'a.pdf'), join(copying, 'a.pdf'));
    await rm(place, { recursive: true });
    const next = bench.again();
    await next.recover();
    expect(await list(next)).toMatchObject([{ state: 'interrupted' }]);
    expect(await bench.places()).toEqual([]);
  });

  it('when all was copied and only the word about it is missing, it goes on', async () => {
    const { id, place } = await begun();
    const next = bench.again();
    await next.recover();
    expect(await list(next)).toMatchObject([{ id, state: 'sending', files: 1, folderPath: place }]);
  });

  it('when it was done with and its copies are still there, they are removed', async () => {
    const folder = await aDrop('a.pdf');
    await anAcceptedBatch(bench.ledger, ['a.pdf'], { folder });
    await scanned(folder);
    bench.settings.change((current) => ({ ...current, drops: [] }));
    await bench.again().recover();
    expect(await bench.places()).toEqual([]);
  });

  it('amid the removal of its copies, the rest is removed', async () => {
    await mkdir(join(bench.dataFolder, 'drops', '0123456789ab.copying', 'March'), { recursive: true });
    await bench.again().recover();
    expect(await bench.places()).toEqual([]);
  });

  it('that cost the settings, copies that were not sent are kept and shown', async () => {
    const folder = await aDrop('a.pdf');
    await settlingDocuments(bench.ledger, ['a.pdf'], folder);
    await scanned(folder);
    bench.settings.change((current) => ({ ...current, drops: [] }));
    const next = bench.again();
    await next.recover();
    const [left] = await list(next);
    expect(left).toMatchObject({ state: 'left-over', files: 1, unfinished: 1, credentialName: null });
    expect(await readFile(join(left?.folderPath ?? '', 'a.pdf'))).toBeDefined();
    expect(await next.discard(left?.id ?? '')).toBe('done');
    expect(await bench.places()).toEqual([]);
    expect(bench.rows("select state, reason from document where relative_path = 'a.pdf'")).toEqual([
      { state: 'set-aside', reason: 'withdrawn' },
    ]);
  });

  it('a file of somebody else in the folder of drops stays', async () => {
    await mkdir(join(bench.dataFolder, 'drops', 'holiday'), { recursive: true });
    await writeFile(join(bench.dataFolder, 'drops', 'holiday', 'beach.jpg'), 'x');
    await bench.again().recover();
    expect(await bench.places()).toEqual(['holiday']);
  });
});

it('a drop that the end of the program cuts short is told of at the next start', async () => {
  const paths = await Promise.all(Array.from({ length: 20 }, (_, number) => bench.put(`in/${number}.pdf`)));
  const stops: Promise<void>[] = [];
  const drops = bench.again({
    changed: () => {
      if (stops.length === 0) stops.push(drops.stop());
    },
  });
  const { token } = bench.handOver(...paths);
  const answer = await drops.send(token, aDropProfile({ credentialId }), { kind: 'none' });
  await Promise.all(stops);
  expect(answer).toEqual({ ok: true, value: { kind: 'discarded' } });
  expect(await bench.places()).toEqual([]);
  const next = bench.again();
  await next.recover();
  expect(await list(next)).toMatchObject([{ state: 'interrupted', files: 20 }]);
});
