// What came of decisions, for people and for machines.
import { exitCodes, type ExitCode } from './exit-codes';
import { toJson, type Streams } from './streams';

/** `problem` is null when the decision was carried out, else a sentence that says why not and what to do. */
export interface Decided {
  readonly kind: 'batch' | 'document' | 'credential' | 'set';
  readonly id: number | string;
  /** The state after the decision. */
  readonly state: string;
  readonly sentence: string;
  readonly problem: string | null;
}

/** Prints every result. Exit code 3 when one of the decisions does not fit the state any more. */
export function report(results: readonly Decided[], json: boolean, { stdout, stderr }: Streams): ExitCode {
  const exitCode = results.some(({ problem }) => problem !== null) ? exitCodes.wrongState : exitCodes.done;
  if (json) {
    const machine = results.map(({ kind, id, state, problem }) => ({
      [kind]: id,
      result: problem === null ? 'done' : 'wrong-state',
      state,
      problem,
    }));
    stdout.write(toJson({ exitCode, results: machine }));
    return exitCode;
  }
  for (const { sentence, problem } of results) {
    if (problem === null) stdout.write(`${sentence}\n`);
    else stderr.write(`${problem}\n`);
  }
  return exitCode;
}

/** Says what is wrong with the command; nothing was changed. */
export function badUsage(sentence: string, { stderr }: Streams): ExitCode {
  stderr.write(`${sentence}\n`);
  return exitCodes.badUsage;
}
