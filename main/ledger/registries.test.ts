// Folders, credentials and sets in a real ledger: registered again and again, their state and history stay.
import { describe, expect, it } from 'vitest';
import type { AbsolutePath, BatchId, CredentialId, CredentialState, SetId, SetState } from '../engine/model';
import { folderStates, heldReasons } from '../engine/model';
import {
  aPlannedSet,
  aSealedBatch,
  aSendingBatch,
  credentialId,
  folderId,
  openTestLedger,
} from './testing/test-ledger';

describe('a folder', () => {
  it('keeps its state and its last scan when it is registered again at another path', async () => {
    const { ledger, views } = await openTestLedger();
    await ledger.folders.setState(folderId, 'offline', 'ENOENT');
    await ledger.folders.recordScan(
      folderId,
      { seen: 5, ignored: 5, unreadableFolders: ['x/ü'], unreadableFiles: [] },
      [],
      77,
    );
    await ledger.folders.register({ id: folderId, path: '/moved' as AbsolutePath, addedAt: 9 });
    expect(await views.folders()).toMatchObject([
      { folderId, path: '/moved', health: 'offline', healthDetail: 'ENOENT', lastScanAt: 77, counts: { ignored: 5 } },
    ]);
  });

  it.each(folderStates)('can be %s', async (state) => {
    const { ledger, views } = await openTestLedger();
    await ledger.folders.setState(folderId, state, null);
    expect(await views.folders()).toMatchObject([{ health: state, healthDetail: null }]);
  });
});

describe('a credential', () => {
  it.each(heldReasons)('is paused for %s until it is resumed, also when it is registered again', async (reason) => {
    const { ledger, views } = await openTestLedger();
    const paused: CredentialState = { state: 'paused', reason, serverWords: 'Incorrect.', since: 7 };
    await ledger.credentials.setState(credentialId, paused);
    await ledger.credentials.register({ id: credentialId, name: 'New name' });
    expect(await ledger.credentials.state(credentialId)).toEqual(paused);
    expect(await views.credentialStatus(credentialId)).toEqual(paused);
    await ledger.credentials.setState(credentialId, { state: 'ok' });
    expect(await ledger.credentials.state(credentialId)).toEqual({ state: 'ok' });
  });

  it('that was never registered is not paused, and cannot be', async () => {
    const { ledger } = await openTestLedger();
    const unknown = 'nobody' as CredentialId;
    expect(await ledger.credentials.state(unknown)).toEqual({ state: 'ok' });
    await expect(ledger.credentials.setState(unknown, { state: 'ok' })).rejects.toThrow();
  });
});

describe('a set', () => {
  it('is made once per key and credential, and keeps its first name', async () => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    expect(set).toMatchObject({ name: 'Set key-1', status: { state: 'planned' } });
    const ensured = { folderId, key: 'key-1', name: 'Other name', referenceNumber: null, createdAt: 9 };
    expect(await ledger.sets.ensure({ credentialId, ...ensured })).toEqual(set);
    const other = 'credential-2' as CredentialId;
    await ledger.credentials.register({ id: other, name: 'Other' });
    expect((await ledger.sets.ensure({ credentialId: other, ...ensured })).id).not.toBe(set.id);
    expect(await ledger.sets.get(set.id)).toEqual(set);
    expect(await ledger.sets.countOf(folderId)).toBe(2);
  });

  it('is open at once when its number is known', async () => {
    const { ledger } = await openTestLedger();
    const existing = { credentialId, folderId, key: 'existing:7', name: null, referenceNumber: '7', createdAt: 9 };
    expect(await ledger.sets.ensure(existing)).toMatchObject({
      name: null,
      status: { state: 'open', referenceNumber: '7' },
    });
    expect(await ledger.sets.get(99 as never)).toBeNull();
  });

  it('goes through every state', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aPlannedSet(ledger);
    const batch = await aSendingBatch(ledger, ['a.pdf']);
    const states: SetState[] = [
      { state: 'creating', batchId: batch.id },
      { state: 'needs-attention', reason: 'create-in-doubt' },
      { state: 'needs-attention', reason: 'no-number' },
      { state: 'open', referenceNumber: '12345' },
      { state: 'planned' },
    ];
    for (const status of states) {
      await ledger.sets.setStatus(id, status);
      expect((await ledger.sets.get(id))?.status).toEqual(status);
    }
  });

  it('gets another name while it is planned', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aPlannedSet(ledger);
    await aSealedBatch(ledger, ['a.pdf'], { setId: id });
    expect(await ledger.sets.rename(id, 'March')).toBe(true);
    expect(await ledger.sets.get(id)).toMatchObject({ name: 'March', key: 'key-1', status: { state: 'planned' } });
    expect(await ledger.sets.rename(99 as SetId, 'March')).toBe(false);
  });

  it.each<SetState>([
    { state: 'creating', batchId: 1 as BatchId },
    { state: 'open', referenceNumber: '12345' },
    { state: 'needs-attention', reason: 'no-number' },
  ])('keeps its name once it is $state', async (status) => {
    const { ledger } = await openTestLedger();
    const { id } = await aPlannedSet(ledger);
    await aSealedBatch(ledger, ['a.pdf'], { setId: id });
    await ledger.sets.setStatus(id, status);
    expect(await ledger.sets.rename(id, 'March')).toBe(false);
    expect(await ledger.sets.get(id)).toMatchObject({ name: 'Set key-1', status });
  });

  it('keeps its name while anything of it was or may have been sent, planned or not', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aPlannedSet(ledger);
    await aSendingBatch(ledger, ['a.pdf'], { setId: id });
    await ledger.sets.setStatus(id, { state: 'planned' });
    expect(await ledger.sets.rename(id, 'March')).toBe(false);
  });
});
