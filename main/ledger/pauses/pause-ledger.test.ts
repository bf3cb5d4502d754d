// Sending pauses: kept, replaced, ended, over; and what each of them holds back.
import { describe, expect, it } from 'vitest';
import type { CredentialId, FolderId, PauseScope } from '../../engine/model';
import type { Ledger } from '../../engine/ports';
import { aSealedBatch, credentialId, folderId, openTestLedger } from '../testing/test-ledger';

const dayMs = 24 * 60 * 60 * 1000;
const all: PauseScope = { scope: 'all' };
const mine: PauseScope = { scope: 'credential', id: credentialId };
const inFolder: PauseScope = { scope: 'folder', id: folderId };

async function due({ batches }: Ledger, now: number) {
  return (await batches.due(now, 10, [])).map(({ id }) => id);
}

/** Batches of two folders with one credential, and of one folder with another. */
async function threeBatches(ledger: Ledger) {
  const [otherFolder, otherCredential] = ['folder-2' as FolderId, 'credential-2' as CredentialId];
  await ledger.folders.register({ id: otherFolder, path: '/other' as never, addedAt: 1 });
  await ledger.credentials.register({ id: otherCredential, name: 'Other' });
  const { id: here } = await aSealedBatch(ledger, ['here.pdf']);
  const { id: there } = await aSealedBatch(ledger, ['there.pdf'], { folder: otherFolder });
  const { id: theirs } = await aSealedBatch(ledger, ['theirs.pdf'], {
    folder: otherFolder,
    credential: otherCredential,
  });
  return { here, there, theirs };
}

describe('a pause', () => {
  it('is there again after a restart, one for each thing; a new one takes the place of the old one', async () => {
    const { ledger, close, file } = await openTestLedger();
    await ledger.pauses.set({ ...mine, since: 5, until: 9 });
    await ledger.pauses.set({ ...all, since: 6, until: null });
    await ledger.pauses.set({ ...inFolder, since: 7, until: null });
    await ledger.pauses.set({ ...mine, since: 8, until: null });
    await close();
    const again = await openTestLedger({ file });
    expect(await again.ledger.pauses.list()).toEqual([
      { ...all, since: 6, until: null },
      { ...mine, since: 8, until: null },
      { ...inFolder, since: 7, until: null },
    ]);
  });

  it('is ended once', async () => {
    const { ledger } = await openTestLedger();
    await ledger.pauses.set({ ...mine, since: 5, until: null });
    expect(await ledger.pauses.end(inFolder)).toBe(false);
    expect(await ledger.pauses.end(mine)).toBe(true);
    expect(await ledger.pauses.end(mine)).toBe(false);
    expect(await ledger.pauses.list()).toEqual([]);
  });

  it('is over from its time on; one without a time never is', async () => {
    const { ledger } = await openTestLedger();
    await ledger.pauses.set({ ...mine, since: 5_000, until: 9_000 });
    await ledger.pauses.set({ ...all, since: 5_000, until: null });
    expect(await ledger.pauses.endOver(8_999)).toEqual([]);
    expect(await ledger.pauses.endOver(9_000)).toEqual([{ ...mine, since: 5_000, until: 9_000 }]);
    expect(await ledger.pauses.list()).toEqual([{ ...all, since: 5_000, until: null }]);
  });

  it('bears a clock that is corrected a little, and is over when it was set back to before the pause', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.pauses.set({ ...all, since: 3 * dayMs, until: 3 * dayMs + 5_000 });
    expect(await due(ledger, 3 * dayMs - 500)).toEqual([]);
    expect(await due(ledger, 2 * dayMs)).toEqual([id]);
    expect(await ledger.pauses.endOver(2 * dayMs)).toHaveLength(1);
  });
});

describe('what is held back', () => {
  it.each([
    ['everything', all, []],
    ['one credential', mine, ['theirs']],
    ['one folder', inFolder, ['there', 'theirs']],
  ] as const)('is %s', async (_what, scope, goOn) => {
    const { ledger } = await openTestLedger();
    const batches = await threeBatches(ledger);
    expect(await ledger.batches.isHeldBack(scope)).toBe(true);
    await ledger.pauses.set({ ...scope, since: 100, until: 200 });
    expect(await due(ledger, 150)).toEqual(goOn.map((name) => batches[name]));
    for (const [name, id] of Object.entries(batches)) {
      const begun = await ledger.batches.beginAttempt(id, 150);
      expect([name, begun !== null]).toEqual([name, (goOn as readonly string[]).includes(name)]);
    }
    expect(await due(ledger, 200)).toEqual(
      Object.entries(batches).flatMap(([name, id]) => ((goOn as readonly string[]).includes(name) ? [] : [id])),
    );
  });

  it('is not waited for by the clock', async () => {
    const { ledger } = await openTestLedger();
    const { here, theirs } = await threeBatches(ledger);
    const waiting = { state: 'waiting', cause: 'network', serverWords: null } as const;
    await ledger.batches.move(here, { ...waiting, retryAt: 500 }, 60);
    await ledger.batches.move(theirs, { ...waiting, retryAt: 700 }, 60);
    expect(await ledger.batches.nextRetryAt(100)).toBe(500);
    await ledger.pauses.set({ ...mine, since: 90, until: null });
    expect(await ledger.batches.nextRetryAt(100)).toBe(700);
    await ledger.pauses.set({ ...all, since: 90, until: null });
    expect(await ledger.batches.nextRetryAt(100)).toBeNull();
  });

  it('is nothing where nothing could be sent anyway', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await aSealedBatch(ledger, ['a.pdf']);
    await ledger.batches.move(id, { state: 'held', reason: 'refused', serverWords: 'no' }, 60);
    for (const scope of [all, mine, inFolder]) expect(await ledger.batches.isHeldBack(scope)).toBe(false);
  });

  it('is found and sealed all the same', async () => {
    const { ledger } = await openTestLedger();
    await ledger.pauses.set({ ...all, since: 1, until: null });
    await ledger.pauses.set({ ...inFolder, since: 1, until: null });
    const { status } = await aSealedBatch(ledger, ['a.pdf']);
    expect(status.state).toBe('sealed');
  });
});

describe('the list of pauses', () => {
  it('names what is paused, and leaves out what is over', async () => {
    let now = 100;
    const { ledger, views } = await openTestLedger({ now: () => now });
    await ledger.pauses.set({ ...all, since: 50, until: 150 });
    await ledger.pauses.set({ ...mine, since: 50, until: null });
    await ledger.pauses.set({ ...inFolder, since: 50, until: 300 });
    const rest = [
      { ...mine, name: 'Acme', since: 50, until: null },
      { ...inFolder, name: '/in', since: 50, until: 300 },
    ];
    expect(await views.pauses()).toEqual([{ ...all, name: null, since: 50, until: 150 }, ...rest]);
    now = 150;
    expect(await views.pauses()).toEqual(rest);
  });
});
