// `batchdrop retry` and `batchdrop dismiss`: batches are tried again, documents too, or they are left out.
import type { BatchId } from '../engine/model';
import { badUsage, report, type Decided } from './decided';
import { decideBatch, findBatches } from './decide-batches';
import { decideDocument, findDocuments } from './decide-documents';
import { exitCodes, type ExitCode } from './exit-codes';
import { toJson, type Streams } from './streams';
import { withLedger, type DataFolder } from './with-ledger';

export interface RetryOptions {
  readonly data: string;
  readonly json: boolean;
  readonly all: boolean;
  readonly document: readonly number[];
}

/** Held and waiting batches are sent now; set-aside documents and duplicates are looked at again and sent. */
export async function retry(numbers: readonly number[], options: RetryOptions, streams: Streams): Promise<ExitCode> {
  const { all, document: ids, json } = options;
  if (all && numbers.length > 0) {
    return badUsage('Give either the numbers of batches or --all, which means every one of them.', streams);
  }
  if (!all && numbers.length === 0 && ids.length === 0) {
    return badUsage('Say what to try again: numbers of batches, --all, or --document with ids.', streams);
  }
  return withLedger(options.data, streams, async (folder) => {
    const { batches, unknown } = await findBatches(folder, all ? await triable(folder) : numbers);
    const { documents, unknown: unknownDocuments } = await findDocuments(folder, ids);
    if (unknown.length + unknownDocuments.length > 0) return badUsage(unknownIds(unknown, unknownDocuments), streams);
    const results: Decided[] = [];
    for (const { id } of batches) results.push(await decideBatch(folder, id, { kind: 'retry' }));
    for (const figure of documents) results.push(await decideDocument(folder, figure, 'send-anyway'));
    if (results.length === 0) return nothingToDo(json, streams);
    return report(results, json, streams);
  });
}

export interface DismissOptions {
  readonly data: string;
  readonly json: boolean;
}

/** Set-aside documents and duplicates ask no more until their file changes. */
export async function dismiss(ids: readonly number[], options: DismissOptions, streams: Streams): Promise<ExitCode> {
  return withLedger(options.data, streams, async (folder) => {
    const { documents, unknown } = await findDocuments(folder, ids);
    if (unknown.length > 0) return badUsage(unknownIds([], unknown), streams);
    const results: Decided[] = [];
    for (const figure of documents) results.push(await decideDocument(folder, figure, 'dismiss'));
    return report(results, options.json, streams);
  });
}

const atOnce = 100_000;

async function triable({ views }: DataFolder): Promise<BatchId[]> {
  const { items } = await views.queue({ offset: 0, limit: atOnce });
  return items.flatMap(({ id, state }) => (state === 'held' || state === 'waiting' ? [id as BatchId] : []));
}

function nothingToDo(json: boolean, { stdout }: Streams): ExitCode {
  stdout.write(json ? toJson({ exitCode: exitCodes.done, results: [] }) : 'No batch is held or waits.\n');
  return exitCodes.done;
}

function unknownIds(batches: readonly number[], documents: readonly number[]): string {
  const named = [
    ...(batches.length === 0 ? [] : [`batch ${batches.join(', ')}`]),
    ...(documents.length === 0 ? [] : [`document ${documents.join(', ')}`]),
  ];
  return `There is no ${named.join(' and no ')}; "batchdrop status" shows the numbers. Nothing was changed.`;
}
