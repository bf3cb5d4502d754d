// Decisions about batches: which state allows which, and what the ledger keeps of them.
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { anOpenBatch, evidence, folderId, openTestLedger, theBatch, zipOf } from '../../ledger/testing/test-ledger';
import type { Decision } from '../engine-facade';
import type { EngineEvent } from '../events';
import type { BatchRecord, BatchState } from '../model';
import { openSpool } from '../seal/spool';
import { manualClock } from '../testing/manual-clock';
import { decide, decideBySetting, nextState } from './decisions';

const held: BatchState = { state: 'held', reason: 'refused', serverWords: null };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };
const sending: BatchState = { state: 'sending' };
const accepted: BatchState = { state: 'accepted', serverBatchId: 'x', acceptedAt: 1 };
const splitting: BatchState = { state: 'splitting', reason: 'too-large', serverWords: null };
const damaged: BatchState = { state: 'held', reason: 'spool-damaged', serverWords: null };
const waiting: BatchState = { state: 'waiting', retryAt: 9, cause: 'network', serverWords: null };

describe('nextState', () => {
  it('puts a held batch back into the queue', () => {
    expect(nextState(held, { kind: 'retry' }, 5)).toEqual({ state: 'sealed' });
  });

  it('sends a batch in doubt again only on that very word', () => {
    expect(nextState(inDoubt, { kind: 'retry' }, 5)).toBeNull();
    expect(nextState(inDoubt, { kind: 'send-again' }, 5)).toEqual({ state: 'sealed' });
  });

  it('takes the batch id of a batch that did arrive', () => {
    const next = nextState(inDoubt, { kind: 'arrived', serverBatchId: '169a' }, 5);
    expect(next).toEqual({ state: 'accepted', serverBatchId: '169a', acceptedAt: 5 });
  });

  it.each([sending, accepted, splitting, { state: 'split' } as const, { state: 'cancelled' } as const])(
    'changes nothing about a batch that is $state',
    (status) => {
      const decisions = [{ kind: 'retry' }, { kind: 'send-again' }, { kind: 'withdraw' }] as const;
      for (const decision of decisions) expect(nextState(status, decision, 5)).toBeNull();
    },
  );
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A batch in this state, its zip in the spool. */
async function aBatch(status: BatchState) {
  const spoolDir = await mkdtemp(join(tmpdir(), 'batchdrop-decisions-'));
  onTestFinished(() => rm(spoolDir, { recursive: true, force: true }));
  const spool = await openSpool(spoolDir);
  const { ledger, rows } = await openTestLedger();
  const open = await anOpenBatch(ledger, ['a.pdf']);
  const zip = { ...(await zipOf(ledger, open)), zipSha256: sha256('zip'), zipSizeBytes: 3 };
  await ledger.batches.seal(open.id, zip);
  await writeFile(join(spoolDir, zip.zipName), 'zip');
  await ledger.batches.beginAttempt(open.id, 50);
  await ledger.batches.endAttempt(open.id, evidence(), status, null);
  const { id } = open;
  const parts = { ledger, spool, clock: manualClock(70) };
  return {
    ...{ id, ledger, parts },
    decide: async (decision: Decision) => (await decide(parts, [id], decision))[0] ?? 'wrong-state',
    status: async () => (await theBatch(ledger, id)).status,
    decisions: () => rows('SELECT at, made_by, kind, batch_id FROM decision'),
    inSpool: () => readdir(spoolDir),
    damage: () => writeFile(join(spoolDir, zip.zipName), 'pit'),
  };
}

describe('decide', () => {
  it.each<[Decision, BatchState, BatchState]>([
    [{ kind: 'retry' }, held, { state: 'sealed' }],
    [{ kind: 'retry' }, waiting, { state: 'sealed' }],
    [{ kind: 'send-again' }, inDoubt, { state: 'sealed' }],
    [{ kind: 'withdraw' }, inDoubt, { state: 'cancelled' }],
    [{ kind: 'arrived', serverBatchId: '169a' }, inDoubt, { state: 'accepted', serverBatchId: '169a', acceptedAt: 70 }],
  ])('carries $kind out and keeps it', async (decision, before, after) => {
    const test = await aBatch(before);
    expect(await test.decide(decision)).toMatchObject({ kind: decision.kind, batch: { id: test.id, status: after } });
    expect(await test.status()).toEqual(after);
    expect(test.decisions()).toEqual([{ at: 70, made_by: 'person', kind: decision.kind, batch_id: test.id }]);
  });

  it.each<[Decision, BatchState]>([
    [{ kind: 'withdraw' }, splitting],
    [{ kind: 'retry' }, splitting],
    [{ kind: 'retry' }, inDoubt],
    [{ kind: 'send-again' }, held],
  ])('refuses $kind for a batch in a state that it does not fit, and keeps nothing', async (decision, before) => {
    const test = await aBatch(before);
    expect(await test.decide(decision)).toBe('wrong-state');
    expect(await test.status()).toEqual(before);
    expect(test.decisions()).toEqual([]);
  });

  it('seals the documents of a lost zip again', async () => {
    const test = await aBatch(damaged);
    await test.damage();
    expect(await test.decide({ kind: 'retry' })).toMatchObject({ kind: 'seal-again', batch: { folderId } });
    expect(await test.status()).toEqual({ state: 'cancelled' });
    expect(await test.ledger.documents.settling(folderId)).toMatchObject([{ relativePath: 'a.pdf' }]);
    expect(test.decisions()).toEqual([{ at: 70, made_by: 'person', kind: 'seal-again', batch_id: test.id }]);
    expect(await test.inSpool()).toEqual([]);
  });

  it('sends a zip that is whole after all as it is: its documents may be gone', async () => {
    const test = await aBatch(damaged);
    expect(await test.decide({ kind: 'retry' })).toMatchObject({ kind: 'retry' });
    expect(await test.status()).toEqual({ state: 'sealed' });
    expect(await test.inSpool()).toHaveLength(1);
  });

  it('knows no batch of that number', async () => {
    const test = await aBatch(held);
    expect(await decide(test.parts, [99 as BatchRecord['id']], { kind: 'retry' })).toEqual([]);
  });
});

describe('decideBySetting', () => {
  const told = { retryAt: 99, cause: 'no-clear-answer', serverWords: null } as const;
  const again: BatchState = { state: 'waiting', ...told };

  it('lets a batch in doubt wait for its next attempt, and keeps that a setting decided it', async () => {
    const test = await aBatch(inDoubt);
    const events: EngineEvent[] = [];
    await decideBySetting({ ...test.parts, onEvent: (event) => events.push(event) }, test.id, again);
    expect(await test.status()).toEqual(again);
    expect(test.decisions()).toEqual([{ at: 70, made_by: 'setting', kind: 'send-again', batch_id: test.id }]);
    expect(events).toEqual([
      { type: 'batch-decided', batchId: test.id, decision: 'send-again', by: 'setting' },
      { type: 'batch-waiting', batchId: test.id, ...told },
    ]);
  });

  it('leaves a batch alone that a person decided about first', async () => {
    const test = await aBatch(inDoubt);
    await test.decide({ kind: 'withdraw' });
    const events: EngineEvent[] = [];
    await decideBySetting({ ...test.parts, onEvent: (event) => events.push(event) }, test.id, again);
    expect(await test.status()).toEqual({ state: 'cancelled' });
    expect(events).toEqual([]);
  });
});
