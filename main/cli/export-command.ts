// `batchdrop export`: every receipt as CSV or JSON, into a file or to stdout.
import { dirname, resolve } from 'node:path';
import type { ExportFormat } from '../ledger/receipts/export-receipts';
import { saveText } from '../save-text';
import { badUsage } from './decided';
import { exitCodes, type ExitCode } from './exit-codes';
import { toJson, writeFully, type Streams } from './streams';
import { withLedger } from './with-ledger';

export interface ExportOptions {
  readonly data: string;
  readonly json: boolean;
  readonly format: ExportFormat;
  /** A file, or `-` for stdout. */
  readonly output: string;
}

/** A file is there as a whole or not at all; one that was there before is replaced. */
export async function exportReceipts(options: ExportOptions, streams: Streams): Promise<ExitCode> {
  const toStdout = options.output === '-';
  if (toStdout && options.json) {
    return badUsage('--json tells about the file that was written; leave it out with --output -.', streams);
  }
  const path = resolve(options.output);
  if (!toStdout && dirname(path) === resolve(options.data)) {
    return badUsage(`${path} lies beside the ledger; give a file outside the data folder.`, streams);
  }
  return withLedger(options.data, streams, async ({ views }) => {
    const { head, receipts, text } = await views.exportReceipts(options.format);
    if (toStdout) return toStream(text, streams);
    const saved = await saveText(path, text);
    if (saved.kind === 'unwritable') {
      streams.stderr.write(`${path} cannot be written (${saved.detail}); give another --output.\n`);
      return exitCodes.failed;
    }
    const { format } = options;
    streams.stdout.write(
      options.json
        ? toJson({ exitCode: exitCodes.done, output: path, format, receipts, head })
        : `Saved ${receipts} receipts in ${path}.${head === null ? '' : `\nHead: receipt ${head.number}, ${head.hash}`}\n`,
    );
    return exitCodes.done;
  });
}

async function toStream(text: AsyncIterable<string>, { stdout }: Streams): Promise<ExitCode> {
  for await (const piece of text) {
    // Whoever reads may have had enough (head); then the export is not complete.
    const isRead = await writeFully(stdout, piece).then(
      () => true,
      () => false,
    );
    if (!isRead) return exitCodes.failed;
  }
  return exitCodes.done;
}
