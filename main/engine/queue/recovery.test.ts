// What a restart makes of batches that a killed program was sealing or sending.
import { describe, expect, it } from 'vitest';
import {
  aPlannedSet,
  aSendingBatch,
  anAcceptedBatch,
  anOpenBatch,
  credentialId,
  folderId,
  openTestLedger,
  theBatch,
} from '../../ledger/testing/test-ledger';
import type { EngineEvent } from '../events';
import type { Credential, InDoubtRule } from '../model';
import type { Ledger } from '../ports';
import { manualClock } from '../testing/manual-clock';
import { recoverInterrupted } from './recovery';

async function recover(ledger: Ledger, inDoubt: InDoubtRule | null): Promise<EngineEvent[]> {
  const events: EngineEvent[] = [];
  await recoverInterrupted({
    ledger,
    clock: manualClock(1_000),
    onEvent: (event) => events.push(event),
    credential: () => (inDoubt === null ? null : ({ id: credentialId, inDoubt } as Credential)),
    backoffMs: () => 500,
  });
  return events;
}

const inDoubt = { state: 'in-doubt', serverWords: null };

describe('after a kill', () => {
  it('documents of a batch that was being sealed are ready again', async () => {
    const { ledger } = await openTestLedger();
    const { id } = await anOpenBatch(ledger, ['a.pdf']);
    expect(await recover(ledger, 'ask')).toEqual([]);
    expect(await ledger.batches.get(id)).toBeNull();
    expect(await ledger.documents.ready(folderId)).toMatchObject([{ relativePath: 'a.pdf' }]);
  });

  it.each(['ask', null] as const)('a batch that was being sent is in doubt (rule: %s)', async (rule) => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    expect(await recover(ledger, rule)).toEqual([{ type: 'batch-in-doubt', batchId: id, serverWords: null }]);
    expect((await theBatch(ledger, id)).status).toEqual(inDoubt);
    const columns = 'ended_at, outcome, bytes_sent, content_length, status, reply';
    expect(rows(`SELECT ${columns} FROM attempt`)).toEqual([
      { ended_at: 1_000, outcome: 'in-doubt', bytes_sent: null, content_length: null, status: null, reply: null },
    ]);
    expect(rows('SELECT kind FROM decision')).toEqual([]);
  });

  it('it waits for its next attempt when the credential says to send again, as a recorded decision', async () => {
    const { ledger, rows } = await openTestLedger();
    const { id } = await aSendingBatch(ledger, ['a.pdf']);
    const events = await recover(ledger, 'send-again');
    const waiting = { retryAt: 1_500, cause: 'no-clear-answer', serverWords: null };
    expect((await theBatch(ledger, id)).status).toEqual({ state: 'waiting', ...waiting });
    expect(rows('SELECT at, made_by, kind, batch_id FROM decision')).toEqual([
      { at: 1_000, made_by: 'setting', kind: 'send-again', batch_id: id },
    ]);
    expect(rows('SELECT outcome FROM attempt')).toEqual([{ outcome: 'in-doubt' }]);
    expect(events).toEqual([
      { type: 'batch-decided', batchId: id, decision: 'send-again', by: 'setting' },
      { type: 'batch-waiting', batchId: id, ...waiting },
    ]);
  });

  it('one that was creating its set is asked about, whatever the credential says', async () => {
    const { ledger, rows } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId: set.id });
    const events = await recover(ledger, 'send-again');
    expect((await theBatch(ledger, id)).status).toEqual(inDoubt);
    expect((await ledger.sets.get(set.id))?.status).toEqual({ state: 'needs-attention', reason: 'create-in-doubt' });
    expect(rows('SELECT kind FROM decision')).toEqual([]);
    expect(events.map(({ type }) => type)).toEqual(['batch-in-doubt', 'set-needs-attention']);
  });

  it('one that was adding to an open set goes again by the setting, and the set stays open', async () => {
    const { ledger } = await openTestLedger();
    const set = await aPlannedSet(ledger);
    await ledger.sets.setStatus(set.id, { state: 'open', referenceNumber: '7' });
    const { id } = await aSendingBatch(ledger, ['a.pdf'], { setId: set.id });
    await recover(ledger, 'send-again');
    expect((await theBatch(ledger, id)).status.state).toBe('waiting');
    expect((await ledger.sets.get(set.id))?.status).toEqual({ state: 'open', referenceNumber: '7' });
  });

  it('everything else stays as it was, and a second start finds nothing more to do', async () => {
    const { ledger } = await openTestLedger();
    const accepted = await anAcceptedBatch(ledger, ['a.pdf']);
    await aSendingBatch(ledger, ['b.pdf']);
    await recover(ledger, 'ask');
    expect(await recover(ledger, 'ask')).toEqual([]);
    expect(await theBatch(ledger, accepted.id)).toEqual(accepted);
  });
});
