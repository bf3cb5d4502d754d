// Originals of accepted batches: moved only while they are what was sent, never over another file, tried again later.
import { createHash } from 'node:crypto';
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openTestLedger, anOpenBatch, evidence, folderId, zipOf } from '../../ledger/testing/test-ledger';
import { onCheckpoint } from '../checkpoints';
import { systemClock } from '../clock';
import type { EngineEvent } from '../events';
import type { AbsolutePath, AfterUpload, WatchedFolder } from '../model';
import type { Trash } from '../ports';
import { openSpool } from '../seal/spool';
import { createFolderPresence } from '../watch/folder-presence';
import { startAfterUpload } from './after-upload';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A folder with one delivered document, and a keeper that has yet to take care of it. */
async function aDelivery(afterUpload: AfterUpload, { trash }: { trash?: Trash } = {}) {
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-after-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const root = join(base, 'in');
  await mkdir(join(root, 'sub'), { recursive: true });
  const path = join(root, 'sub/a.pdf');
  await writeFile(path, 'sent');
  const { ledger, rows } = await openTestLedger();
  const open = await anOpenBatch(ledger, ['sub/a.pdf']);
  const zip = await zipOf(ledger, open);
  await ledger.batches.seal(open.id, { ...zip, entries: zip.entries.map((e) => ({ ...e, sha256: sha256('sent') })) });
  await ledger.batches.beginAttempt(open.id, 50);
  const receipt = { serverBatchId: 'x', releaseVersion: null, setReferenceNumber: null, acceptedAt: 60 };
  await ledger.batches.accept(open.id, evidence({ outcome: 'accepted' }), receipt, null);
  const spool = await openSpool(join(base, 'spool'));
  const events: EngineEvent[] = [];
  const failures: unknown[] = [];
  const folder = { id: folderId, path: root as AbsolutePath, afterUpload } as WatchedFolder;

  /** Lets the keeper work until it has nothing to do now. */
  async function work(): Promise<void> {
    let done = (): void => undefined;
    const idle = new Promise<void>((resolve) => (done = resolve));
    const keeper = startAfterUpload({
      ...{ ledger, spool, clock: systemClock, folder: () => folder },
      presence: createFolderPresence(ledger.folders),
      trash: trash ?? (() => Promise.reject(new Error('nothing is trashed here'))),
      onEvent: (event) => events.push(event),
      onIdle: done,
      onError: (error) => {
        failures.push(error);
        done();
      },
    });
    await idle;
    await keeper.stop();
  }
  const recorded = () => rows('SELECT after_upload, after_upload_detail, moved_to FROM document');
  return { root, path, work, recorded, events, failures };
}

describe('an original', () => {
  it('is left where it is', async () => {
    const { path, work, recorded } = await aDelivery('leave');
    await work();
    expect(recorded()).toEqual([{ after_upload: 'left', after_upload_detail: null, moved_to: null }]);
    expect(await readFile(path, 'utf8')).toBe('sent');
  });

  it('is moved beside what has its name already, and the ledger says where to', async () => {
    const { root, work, recorded } = await aDelivery('move');
    await mkdir(join(root, 'Sent/sub'), { recursive: true });
    await writeFile(join(root, 'Sent/sub/a.pdf'), 'earlier');
    await work();
    expect(recorded()).toEqual([{ after_upload: 'moved', after_upload_detail: null, moved_to: 'Sent/sub/a (2).pdf' }]);
    expect(await readFile(join(root, 'Sent/sub/a.pdf'), 'utf8')).toBe('earlier');
    expect(await readFile(join(root, 'Sent/sub/a (2).pdf'), 'utf8')).toBe('sent');
    expect(await readdir(join(root, 'sub'))).toEqual([]);
  });

  it('stays when its content is not what was sent', async () => {
    const { path, work, recorded } = await aDelivery('move');
    await writeFile(path, 'else');
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'changed', moved_to: null }]);
    expect(await readFile(path, 'utf8')).toBe('else');
  });

  it('stays when another file takes its place in the last moment, and no copy is left behind', async () => {
    const { root, path, work, recorded } = await aDelivery('move');
    await writeFile(join(root, 'next'), 'a new document');
    onTestFinished(() => {
      onCheckpoint(() => undefined);
    });
    const { renameSync } = await import('node:fs');
    onCheckpoint((name) => {
      if (name === 'after-upload.linked') renameSync(join(root, 'next'), path);
    });
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'changed' }]);
    expect(await readFile(path, 'utf8')).toBe('a new document');
    expect(await readdir(join(root, 'Sent/sub'))).toEqual([]);
  });

  it('that has both names after a kill between the two steps of a move loses the old one', async () => {
    const { root, path, work, recorded } = await aDelivery('move');
    await mkdir(join(root, 'Sent/sub'), { recursive: true });
    await link(path, join(root, 'Sent/sub/a.pdf'));
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'moved', moved_to: 'Sent/sub/a.pdf' }]);
    expect(await readdir(join(root, 'sub'))).toEqual([]);
    expect(await readdir(join(root, 'Sent/sub'))).toEqual(['a.pdf']);
  });

  it('that was moved before a kill is recorded as moved', async () => {
    const { root, path, work, recorded } = await aDelivery('move');
    await mkdir(join(root, 'Sent/sub'), { recursive: true });
    await rename(path, join(root, 'Sent/sub/a.pdf'));
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'moved', moved_to: 'Sent/sub/a.pdf' }]);
  });

  it('that a person took away is gone', async () => {
    const { path, work, recorded } = await aDelivery('trash');
    await rm(path);
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'gone' }]);
  });

  it('of a folder that cannot be reached is tried again later, never taken for gone', async () => {
    const { root, work, recorded } = await aDelivery('move');
    await rename(root, `${root}-away`);
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'failed', after_upload_detail: 'OFFLINE' }]);
    await rename(`${root}-away`, root);
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'moved' }]);
  });

  it('that is locked by another program is shown as failed and tried again', async () => {
    let locked = true;
    const trash: Trash = (path) =>
      locked ? Promise.reject(Object.assign(new Error('locked'), { code: 'EBUSY' })) : rm(path);
    const { work, recorded, events, failures } = await aDelivery('trash', { trash });
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'failed', after_upload_detail: 'EBUSY' }]);
    expect(events).toMatchObject([{ type: 'after-upload', result: 'failed', detail: 'EBUSY' }]);
    locked = false;
    await work();
    expect(recorded()).toMatchObject([{ after_upload: 'trashed' }]);
    expect(failures).toEqual([]);
  });
});
