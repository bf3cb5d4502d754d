// A drop is copied as a whole or not at all, sent once, and leaves the originals alone.
import { chmod, mkdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { dropOf } from '../../preload/contract';
import { aPlannedSet, credentialId, folderId } from '../ledger/testing/test-ledger';
import { setFor } from '../engine/seal/set-choice';
import { checkPath } from '../settings/check-folder';
import { aDropProfile } from '../settings/testing/drafts';
import { copyFiles } from './copy-files';
import { aDropBench, filesBelow, type DropBench } from './testing/drop-bench';

let bench: DropBench;
beforeEach(async () => {
  bench = await aDropBench();
});

describe('a drop that is sent', () => {
  it('is a folder of copies with the tree kept, watched with the chosen profile', async () => {
    const paths = [
      await bench.put('desk/invoice.pdf'),
      await bench.put('mail/invoice.pdf', 'linearized.pdf'),
      join(bench.root, 'March'),
    ];
    await bench.put('March/a.pdf');
    await bench.put('March/week 1/photo.jpg', 'photo.jpg');
    const sent = await bench.send(paths, { profile: { priority: true, accountId: ' 4711 ', maxMegabytes: 5 } });
    expect(sent).toMatchObject({ kind: 'sent', files: 4, leftOut: 0 });

    const [folder] = bench.watched();
    expect(await filesBelow(folder?.path ?? '')).toEqual([
      'March/a.pdf',
      'March/week 1/photo.jpg',
      'invoice (2).pdf',
      'invoice.pdf',
    ]);
    expect(await readFile(join(folder?.path ?? '', 'invoice (2).pdf'))).toEqual(await readFile(paths[1] ?? ''));
    expect(folder).toMatchObject({
      ...{ credentialId, documentType: 'Invoices', priority: true, accountId: '4711', sourceName: 'API' },
      ...{ set: { policy: 'none' }, afterUpload: 'leave', duplicates: 'ask', paused: false },
      batch: { maxDocuments: 100, maxBytes: 5 * 1024 * 1024 },
    });
    expect(dropOf(folder?.path ?? '')).toEqual({ droppedAt: bench.clock.now(), files: 4 });
    expect(bench.topics).toContain('drops');
  });

  it('copies read-only files, and never touches an original', async () => {
    const path = await bench.put('invoice.pdf');
    await utimes(path, 1_000, 1_000);
    await chmod(path, 0o400);
    const before = await stat(path);
    await bench.send([path]);
    const after = await stat(path);
    expect([after.mtimeMs, after.size, after.mode, after.ino]).toEqual([
      before.mtimeMs,
      before.size,
      before.mode,
      before.ino,
    ]);
    const [copy] = await filesBelow(bench.watched()[0]?.path ?? '');
    expect((await stat(join(bench.watched()[0]?.path ?? '', copy ?? ''))).mode & 0o777).toBe(0o600);
  });

  it('leaves out what is no document, says why, and follows no link', async () => {
    await bench.put('March/a.pdf');
    await bench.put('March/locked.pdf', 'rc4-128-locked.pdf');
    await bench.put('March/~$a.pdf');
    await bench.put('March/Sent/old.pdf');
    await bench.put('elsewhere/secret.pdf');
    await writeFile(join(bench.root, 'March/empty.pdf'), '');
    await symlink(join(bench.root, 'elsewhere'), join(bench.root, 'March/more'));
    await symlink(join(bench.root, 'elsewhere/secret.pdf'), join(bench.root, 'link.pdf'));
    const sent = await bench.send([join(bench.root, 'March'), join(bench.root, 'link.pdf')]);
    expect(sent).toMatchObject({ kind: 'sent', files: 1, leftOut: 2 });
    expect(sent.kind === 'sent' ? sent.leftOutFiles : []).toEqual(
      expect.arrayContaining([
        { relativePath: 'March/locked.pdf', reason: 'encrypted', detail: '' },
        { relativePath: 'March/empty.pdf', reason: 'empty', detail: '' },
      ]),
    );
    expect(await filesBelow(bench.watched()[0]?.path ?? '')).toEqual(['March/a.pdf']);
  });

  it("never takes the program's own files, except the sandbox's documents", async () => {
    await bench.put('data/spool/batch-1.pdf');
    await bench.put('data/sandbox/documents/sample.pdf');
    await bench.put('mine.pdf');
    const sent = await bench.send([bench.root]);
    expect(sent).toMatchObject({ kind: 'sent', files: 2 });
    const name = bench.root.split('/').at(-1) ?? '';
    const copies = await filesBelow(bench.watched()[0]?.path ?? '');
    expect(copies).toEqual([`${name}/data/sandbox/documents/sample.pdf`, `${name}/mine.pdf`]);
    expect(await bench.send([join(bench.dataFolder, 'spool')])).toMatchObject({ kind: 'nothing-to-send' });
  });

  it('is sent once, however often its token comes', async () => {
    const { token } = bench.handOver(await bench.put('invoice.pdf'));
    const profile = aDropProfile({ credentialId });
    const answers = await Promise.all([
      bench.drops.send(token, profile, { kind: 'none' }),
      bench.drops.send(token, profile, { kind: 'none' }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await bench.drops.send(token, profile, { kind: 'none' })).toEqual({
      ok: false,
      problem: { code: 'not-found', field: 'token' },
    });
    expect(await bench.places()).toHaveLength(1);
  });

  it('has its place in the data folder, which a person may still not watch', async () => {
    await bench.send([await bench.put('invoice.pdf')]);
    const around = { folders: [], credentialIds: [], dataFolder: bench.dataFolder, except: '/nowhere' };
    for (const path of [join(bench.dataFolder, 'drops'), bench.watched()[0]?.path ?? '']) {
      expect(await checkPath({ path }, around)).toMatchObject({ code: 'folder-reserved' });
    }
  });
});

describe('a drop that is not sent', () => {
  it('without any document says why, and the token is still good', async () => {
    const path = await bench.put('locked.pdf', 'rc4-128-locked.pdf');
    const { token } = bench.handOver(path);
    const send = () => bench.drops.send(token, aDropProfile({ credentialId }), { kind: 'none' });
    const answer = { kind: 'nothing-to-send', leftOut: 1, leftOutFiles: [{ relativePath: 'locked.pdf' }] };
    expect(await send()).toMatchObject({ ok: true, value: answer });
    expect(await send()).toMatchObject({ ok: true, value: answer });
    expect(bench.settings.get().drops).toEqual([]);
    expect(await bench.places()).toEqual([]);
  });

  it.each([
    [{ credentialId: 'gone' }, { kind: 'none' }, { code: 'required', field: 'credentialId' }],
    [{ documentType: 'Insurances' }, { kind: 'none' }, { code: 'insurances-b2c-only', field: 'invoiceType' }],
    [{ maxDocuments: 0 }, { kind: 'none' }, { code: 'out-of-range', field: 'maxDocuments' }],
    [{}, { kind: 'new', name: ' ' }, { code: 'required', field: 'setName' }],
    [{}, { kind: 'new', name: '{folder} {date}' }, { code: 'invalid-template', field: 'setName', detail: 'folder' }],
    [{}, { kind: 'new', name: '{Q1}' }, { code: 'invalid-template', field: 'setName', detail: 'Q1' }],
    [{}, { kind: 'existing', referenceNumber: ' ' }, { code: 'required', field: 'setReferenceNumber' }],
    [{}, { kind: 'known', setId: 99 }, { code: 'not-found', field: 'setId' }],
  ] as const)('for a profile or set that is wrong: %j %j', async (profile, set, problem) => {
    const { token } = bench.handOver(await bench.put('invoice.pdf'));
    const answer = await bench.drops.send(token, { ...aDropProfile({ credentialId }), ...profile }, set);
    expect(answer).toMatchObject({ ok: false, problem });
    expect(await bench.drops.send(token, aDropProfile({ credentialId }), { kind: 'none' })).toMatchObject({ ok: true });
  });

  it('when its copies cannot be written, leaves nothing behind', async () => {
    await writeFile(join(bench.dataFolder, 'drops'), 'in the way');
    const { token } = bench.handOver(await bench.put('invoice.pdf'));
    const send = () => bench.drops.send(token, aDropProfile({ credentialId }), { kind: 'none' });
    expect(await send()).toMatchObject({ ok: false, problem: { code: 'failed', detail: 'ENOTDIR' } });
    await rm(join(bench.dataFolder, 'drops'));
    await bench.again().recover();
    expect(await send()).toMatchObject({ ok: true, value: { kind: 'sent' } });
  });

  it('when a person discards it while it is copied', async () => {
    const paths = await Promise.all(Array.from({ length: 20 }, (_, number) => bench.put(`in/${number}.pdf`)));
    const discards: Promise<string>[] = [];
    const drops = bench.again({
      changed: () => {
        const [drop] = bench.settings.get().drops;
        if (drop !== undefined && discards.length === 0) discards.push(drops.discard(drop.id));
      },
    });
    const { token } = bench.handOver(...paths);
    const answer = await drops.send(token, aDropProfile({ credentialId }), { kind: 'none' });
    expect(answer).toEqual({ ok: true, value: { kind: 'discarded' } });
    expect(await Promise.all(discards)).toEqual(['done']);
    expect(bench.settings.get().drops).toEqual([]);
    expect(await bench.places()).toEqual([]);
  });
});

describe('the set of a drop', () => {
  it.each(['planned', 'creating', 'open'] as const)('may be a known one that is %s', async (state) => {
    const set = await aPlannedSet(bench.ledger, 'day:folder-1:2026-11-23');
    if (state === 'open') await bench.ledger.sets.setStatus(set.id, { state, referenceNumber: '12345' });
    if (state === 'creating') {
      bench.rows(`insert into batch (folder_id, credential_id, document_type, invoice_type, processing_pref,
        document_count, created_at, state) values ('${folderId}', '${credentialId}', 'Invoices', 'B2B', 'Speed', 1, 1, 'open')
        returning id`);
      await bench.ledger.sets.setStatus(set.id, { state, batchId: 1 as never });
    }
    await bench.send([await bench.put('invoice.pdf')], { set: { kind: 'known', setId: set.id } });
    const [folder] = bench.watched();
    const chosen = folder === undefined ? null : await setFor(folder, [], bench.ledger.sets, bench.clock.now());
    expect(chosen).toMatchObject({ id: set.id, name: 'Set day:folder-1:2026-11-23', status: { state } });
    expect(bench.rows('select id from document_set')).toHaveLength(1);
  });

  it('is the known one that has the number a person gave', async () => {
    const set = await aPlannedSet(bench.ledger);
    await bench.ledger.sets.setStatus(set.id, { state: 'open', referenceNumber: '12345' });
    const invoice = await bench.put('invoice.pdf');
    await bench.send([invoice], { set: { kind: 'existing', referenceNumber: ' 12345 ' } });
    await bench.send([invoice], { set: { kind: 'existing', referenceNumber: '999' } });
    expect(bench.watched().map((folder) => folder.set)).toEqual([
      { policy: 'known', key: 'key-1', name: 'Set key-1', referenceNumber: '12345' },
      { policy: 'existing', referenceNumber: '999' },
    ]);
  });

  it("is never another account's, nor one that needs attention", async () => {
    const set = await aPlannedSet(bench.ledger);
    const { token } = bench.handOver(await bench.put('invoice.pdf'));
    const send = () => bench.drops.send(token, aDropProfile({ credentialId }), { kind: 'known', setId: set.id });
    await bench.ledger.sets.setStatus(set.id, { state: 'needs-attention', reason: 'no-number' });
    expect(await send()).toMatchObject({ ok: false, problem: { code: 'wrong-state', field: 'setId' } });
    bench.rows(`insert into credential (id, name, state) values ('other', 'Other', 'ok') returning id`);
    bench.rows(`update document_set set state = 'planned', reason = null, credential_id = 'other' returning id`);
    expect(await send()).toMatchObject({ ok: false, problem: { code: 'wrong-state', field: 'credentialId' } });
  });
});

describe('copying', () => {
  it('leaves out a file that changed, went away or became a link since it was looked at', async () => {
    const names = ['kept.pdf', 'changed.pdf', 'gone.pdf', 'linked.pdf'];
    const files = [];
    for (const target of names) {
      const source = await bench.put(target);
      const { size, mtimeMs } = await stat(source);
      files.push({ source, target, sizeBytes: size, mtimeMs });
    }
    await writeFile(join(bench.root, 'changed.pdf'), 'longer '.repeat(1_000));
    await rm(join(bench.root, 'gone.pdf'));
    await rm(join(bench.root, 'linked.pdf'));
    await symlink(join(bench.root, 'kept.pdf'), join(bench.root, 'linked.pdf'));
    const leftOut: unknown[] = [];
    const into = join(bench.root, 'copies');
    const result = await copyFiles(
      { files, into, onCopied: () => undefined, onLeftOut: (file) => leftOut.push(file) },
      { signal: new AbortController().signal },
    );
    expect(result).toEqual({ kind: 'copied', files: 1, sizeBytes: files[0]?.sizeBytes });
    expect(leftOut).toHaveLength(3);
    expect(leftOut).toEqual(
      expect.arrayContaining([
        { relativePath: 'changed.pdf', reason: 'changing', detail: '' },
        { relativePath: 'gone.pdf', reason: 'vanished', detail: '' },
        { relativePath: 'linked.pdf', reason: 'changing', detail: '' },
      ]),
    );
    expect(await filesBelow(into)).toEqual(['kept.pdf']);
  });

  it('gives a copy another name where its own is taken', async () => {
    const source = await bench.put('a.pdf');
    const { size, mtimeMs } = await stat(source);
    const into = join(bench.root, 'copies');
    await mkdir(into);
    await writeFile(join(into, 'a.pdf'), 'another');
    const file = { source, target: 'a.pdf', sizeBytes: size, mtimeMs };
    const parts = { files: [file], into, onCopied: () => undefined, onLeftOut: () => undefined };
    expect(await copyFiles(parts, { signal: new AbortController().signal })).toMatchObject({ files: 1 });
    expect(await filesBelow(into)).toEqual(['a (2).pdf', 'a.pdf']);
  });
});
