// `batchdrop status`: what the ledger says, for people or as JSON.
import type { AttentionItem, BatchSummary, PauseView, SetSummary } from '../../preload/contract';
import type { QueueTally } from '../engine/ports';
import type { Doubt, FolderFigures } from '../ledger/views/views';
import { attentionLines } from './attention-words';
import { exitCodeFor, type ExitCode } from './exit-codes';
import { toJson, toTable, type Streams } from './streams';
import { withLedger } from './with-ledger';

export interface StatusOptions {
  readonly data: string;
  readonly json: boolean;
}

interface StatusReport {
  readonly exitCode: ExitCode;
  readonly tally: QueueTally;
  readonly folders: readonly FolderFigures[];
  readonly sets: readonly SetSummary[];
  readonly batches: readonly BatchOfSet[];
  readonly attention: readonly AttentionItem[];
  readonly doubts: readonly Doubt[];
  readonly pauses: readonly PauseView[];
}

type BatchOfSet = BatchSummary & { readonly setName: string | null; readonly setReferenceNumber: string | null };

const everything = { offset: 0, limit: 100_000 };

/** Prints the state of a data folder. Exit code as for `run --once`: 0, 5 or 6; 2 when there is no ledger. */
export async function status(options: StatusOptions, streams: Streams): Promise<ExitCode> {
  return withLedger(options.data, streams, async ({ views, ledger }) => {
    const tally = await ledger.batches.tally();
    const folders = await views.folders();
    const sets = (await views.sets({ ...everything, search: '' })).items;
    const batches: BatchOfSet[] = [];
    for (const { id: setId, name: setName, referenceNumber: setReferenceNumber } of sets) {
      const { items } = await views.batchesOfSet({ ...everything, setId });
      batches.push(...items.map((batch) => ({ ...batch, setName, setReferenceNumber })));
    }
    const attention = await views.attention(everything.limit);
    const doubts = await views.doubts();
    const pauses = await views.pauses();
    const count = (health: string): number => folders.filter((folder) => folder.health === health).length;
    const exitCode = exitCodeFor(tally, { offline: count('offline'), inError: count('error') });
    const report = { exitCode, tally, folders, sets, batches, attention, doubts, pauses };
    streams.stdout.write(options.json ? toJson(report) : toText(report));
    return exitCode;
  });
}

function toText({ tally, folders, sets, batches, attention, doubts, pauses }: StatusReport): string {
  const { waiting, held, inDoubt, setAside, duplicatesAsking } = tally;
  const sections = [
    section(
      'Folders',
      ['folder', 'state', 'seen', 'delivered', 'on the way', 'set aside', 'duplicates', 'ignored'],
      folders.map(({ path, health, counts }) => [
        ...[path, health, counts.seen, counts.delivered, counts.onTheWay, counts.setAside],
        ...[counts.duplicates, counts.ignored],
      ]),
    ),
    section(
      'Sets',
      ['set', 'number', 'state', 'batches', 'documents'],
      sets
        .filter(({ id }) => id !== null)
        .map(({ name, referenceNumber, state, batches: count, documents }) => [
          ...[name ?? '-', referenceNumber ?? '-', state, count, documents],
        ]),
    ),
    section(
      'Batches',
      ['batch', 'state', 'documents', 'batch id', 'set'],
      batches.map(({ id, state, documents, serverBatchId, setName, setReferenceNumber }) => [
        ...[id, state, documents, serverBatchId ?? '-', setName ?? setReferenceNumber ?? '-'],
      ]),
    ),
    section(
      'Sending paused',
      ['what', 'until'],
      pauses.map(({ scope, name, until }) => [
        scope === 'all' ? 'everything' : `${scope} ${name ?? ''}`,
        until === null ? 'somebody ends it' : new Date(until).toISOString(),
      ]),
    ),
    ...attentionLines(attention, doubts),
    `waiting ${waiting}, held ${held}, in doubt ${inDoubt}, set aside ${setAside}, duplicates ${duplicatesAsking}\n`,
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function section(title: string, columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return rows.length === 0 ? '' : `${title}\n${toTable([columns, ...rows])}`;
}
