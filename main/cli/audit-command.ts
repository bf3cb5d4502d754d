// `batchdrop audit`: does everything in the ledger fit together, and are the zips there that it needs?
import { differenceSentence } from './audit-words';
import { exitCodes, type ExitCode } from './exit-codes';
import { toJson, type Streams } from './streams';
import { withLedger } from './with-ledger';

export interface AuditOptions {
  readonly data: string;
  readonly json: boolean;
}

/** Lists every difference; changes nothing. Exit code 4 when there is one. */
export async function audit(options: AuditOptions, streams: Streams): Promise<ExitCode> {
  return withLedger(options.data, streams, async ({ views, spoolDir }) => {
    const found = await views.audit(spoolDir);
    const { folders, documents, batches, receipts, differences } = found;
    const exitCode = differences.length === 0 ? exitCodes.done : exitCodes.differences;
    if (options.json) {
      streams.stdout.write(toJson({ exitCode, ...found }));
      return exitCode;
    }
    for (const difference of differences) streams.stdout.write(`${differenceSentence(difference)}\n`);
    const looked = `${folders} folders, ${documents} documents, ${batches} batches, ${receipts} receipts`;
    streams.stdout.write(
      differences.length === 0
        ? `${looked}: everything fits together.\n`
        : `${looked}: ${differences.length} differences. Keep a copy of the data folder, then compare them with KlearStack.\n`,
    );
    return exitCode;
  });
}
