// `batchdrop resolve`: what became of a batch in doubt, or that a batch is not to be sent.
import type { Decision } from '../engine/engine-facade';
import { badUsage, report } from './decided';
import { decideBatch, findBatches } from './decide-batches';
import type { ExitCode } from './exit-codes';
import type { Streams } from './streams';
import { withLedger } from './with-ledger';

export interface ResolveOptions {
  readonly data: string;
  readonly json: boolean;
  readonly arrived?: string;
  readonly sendAgain: boolean;
  readonly withdraw: boolean;
}

// What the window takes too.
const longestBatchId = 200;

/** Exactly one of the three decisions. */
export async function resolveDoubt(number: number, options: ResolveOptions, streams: Streams): Promise<ExitCode> {
  const decisions: Decision[] = [
    ...(options.arrived === undefined ? [] : [{ kind: 'arrived' as const, serverBatchId: options.arrived.trim() }]),
    ...(options.sendAgain ? [{ kind: 'send-again' as const }] : []),
    ...(options.withdraw ? [{ kind: 'withdraw' as const }] : []),
  ];
  const [decision] = decisions;
  if (decision === undefined || decisions.length > 1) {
    return badUsage('Give exactly one of --arrived with the batch id, --send-again and --withdraw.', streams);
  }
  if (decision.kind === 'arrived' && !isBatchId(decision.serverBatchId)) {
    return badUsage(`Give the batch id that KlearStack shows, of 1 to ${longestBatchId} characters.`, streams);
  }
  return withLedger(options.data, streams, async (folder) => {
    const [batch] = (await findBatches(folder, [number])).batches;
    if (batch === undefined) {
      return badUsage(`There is no batch ${number}; "batchdrop status" shows the numbers.`, streams);
    }
    return report([await decideBatch(folder, batch.id, decision)], options.json, streams);
  });
}

function isBatchId(text: string): boolean {
  return text.length >= 1 && text.length <= longestBatchId;
}
