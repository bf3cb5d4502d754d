// `batchdrop set-number`: the reference number of a set that the server did not tell; the set's batches go on.
import type { SetId } from '../engine/model';
import { setReferenceNumber } from '../engine/queue/decisions';
import { badUsage, report } from './decided';
import type { ExitCode } from './exit-codes';
import type { Streams } from './streams';
import { withLedger } from './with-ledger';

export interface SetNumberOptions {
  readonly data: string;
  readonly json: boolean;
}

/** `setId` is the number that `status` shows, not the server's. */
export async function setNumber(
  setId: number,
  referenceNumber: string,
  options: SetNumberOptions,
  streams: Streams,
): Promise<ExitCode> {
  return withLedger(options.data, streams, async ({ ledger }) => {
    const id = setId as SetId;
    const set = await ledger.sets.get(id);
    if (set === null) return badUsage(`There is no set ${setId}; "batchdrop status" shows their numbers.`, streams);
    if (referenceNumber.trim() === '') return badUsage('Give the reference number that KlearStack shows.', streams);
    const name = set.name ?? '';
    const result = { kind: 'set' as const, id: setId };
    if ((await setReferenceNumber(ledger, id, referenceNumber.trim())) === 'wrong-state') {
      const problem = `Set ${setId} "${name}" needs no number; it is ${set.status.state}.`;
      return report([{ ...result, state: set.status.state, sentence: '', problem }], options.json, streams);
    }
    const sentence = `Set ${setId} "${name}" has the number ${referenceNumber.trim()}; its batches go on.`;
    return report([{ ...result, state: 'open', sentence, problem: null }], options.json, streams);
  });
}
