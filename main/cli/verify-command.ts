// `batchdrop verify`: recomputes the chain of receipts, and with --sources the files that were delivered.
import { chainSentence } from './audit-words';
import { checkSources, sourceSentence, type SourceReport } from './check-sources';
import { badUsage } from './decided';
import { exitCodes, type ExitCode } from './exit-codes';
import { toJson, type Streams } from './streams';
import { withLedger } from './with-ledger';

export interface VerifyOptions {
  readonly data: string;
  readonly json: boolean;
  readonly sources: boolean;
  /** A hash noted earlier that has to be in the chain. */
  readonly head?: string;
}

/** Exit code 4 when a receipt or a file is not what it should be; changes nothing. */
export async function verify(
  options: VerifyOptions,
  streams: Streams,
  { signal }: { signal: AbortSignal },
): Promise<ExitCode> {
  const head = options.head?.trim().toLowerCase() ?? null;
  if (head !== null && !/^[0-9a-f]{64}$/.test(head)) {
    return badUsage('Give --head the hash of a receipt: 64 hexadecimal digits.', streams);
  }
  return withLedger(options.data, streams, async ({ views }) => {
    const chain = await views.verifyReceipts(head);
    let sources: SourceReport | null = null;
    if (options.sources) {
      try {
        sources = await checkSources(views.deliveredDocuments(), { signal });
      } catch (error) {
        if (!signal.aborted) throw error;
        streams.stderr.write('The check of the files was interrupted; start it again.\n');
        return exitCodes.failed;
      }
    }
    const problems = chain.problems.length + (sources?.problems.length ?? 0);
    const exitCode = problems === 0 ? exitCodes.done : exitCodes.differences;
    if (options.json) {
      streams.stdout.write(toJson({ exitCode, ...chain, sources }));
      return exitCode;
    }
    const lines = [
      ...chain.problems.map(chainSentence),
      ...(sources?.problems ?? []).map(sourceSentence),
      `${chain.receipts} receipts, ${chain.documents} documents: ${chain.problems.length === 0 ? 'the chain is whole.' : `${chain.problems.length} differences.`}`,
      ...(sources === null
        ? []
        : [
            `Files: ${sources.same} as delivered, ${sources.problems.length} not, ${sources.notExpected} not expected any more.`,
          ]),
      chain.head === null ? 'There is no receipt yet.' : `Head: receipt ${chain.head.number}, ${chain.head.hash}`,
    ];
    streams.stdout.write(`${lines.join('\n')}\n`);
    return exitCode;
  });
}
