// A person's decision about batches, written into the ledger; whoever works on the data folder notices within a second.
import { systemClock } from '../engine/clock';
import type { Decision } from '../engine/engine-facade';
import type { BatchId, BatchRecord } from '../engine/model';
import { decide } from '../engine/queue/decisions';
import { openSpool } from '../engine/seal/spool';
import type { Decided } from './decided';
import type { DataFolder } from './with-ledger';

/** The batches with these numbers; `unknown` names those that there are none of. */
export async function findBatches(
  { ledger }: DataFolder,
  numbers: readonly number[],
): Promise<{ readonly unknown: readonly number[]; readonly batches: readonly BatchRecord[] }> {
  const batches: BatchRecord[] = [];
  const unknown: number[] = [];
  for (const number of new Set(numbers)) {
    const batch = await ledger.batches.get(number as BatchId);
    if (batch === null) unknown.push(number);
    else batches.push(batch);
  }
  return { unknown, batches };
}

/** Carries the decision out, if the batch is still in a state that it fits. */
export async function decideBatch({ ledger, spoolDir }: DataFolder, id: BatchId, decision: Decision): Promise<Decided> {
  const spool = await openSpool(spoolDir);
  const [decided] = await decide({ ledger, clock: systemClock, spool }, [id], decision);
  const batch = await ledger.batches.get(id);
  if (batch === null) throw new Error(`batch ${id} went away`);
  const result = { kind: 'batch' as const, id, state: batch.status.state };
  if (decided === undefined) return { ...result, sentence: '', problem: whyNot(batch, decision) };
  return { ...result, sentence: sentenceFor(id, decided.kind, decision), problem: null };
}

function sentenceFor(id: number, kind: string, decision: Decision): string {
  switch (decision.kind) {
    case 'retry':
      return kind === 'seal-again'
        ? `The zip of batch ${id} is lost; its documents are sealed again.`
        : `Batch ${id} is tried again.`;
    case 'send-again':
      return `Batch ${id} is sent again.`;
    case 'arrived':
      return `Batch ${id} is recorded as delivered with batch id ${decision.serverBatchId}.`;
    case 'withdraw':
      return `Batch ${id} is withdrawn; its documents are set aside.`;
  }
}

/** Why the decision does not fit, and what does. */
function whyNot({ id, status }: BatchRecord, decision: Decision): string {
  switch (status.state) {
    case 'accepted':
      return `Batch ${id} was accepted as ${status.serverBatchId}; nothing is left to decide about it.`;
    case 'in-doubt':
      return `Batch ${id} is in doubt; say what became of it with "batchdrop resolve ${id}".`;
    case 'held':
    case 'waiting':
      return `Batch ${id} is ${status.state} and not in doubt; use "batchdrop retry ${id}" or "batchdrop resolve ${id} --withdraw".`;
    case 'split':
      return `Batch ${id} was split; decide about its parts, which "batchdrop status" lists.`;
    case 'cancelled':
      return `Batch ${id} was withdrawn; its documents can be tried again with "batchdrop retry --document".`;
    case 'sending':
      return `Batch ${id} is being sent; wait for what comes of it.`;
    case 'open':
    case 'sealed':
    case 'splitting':
      return decision.kind === 'withdraw'
        ? `Batch ${id} is being made ready; withdraw it once it is sealed.`
        : `Batch ${id} is on its way already; wait for what comes of it.`;
  }
}
