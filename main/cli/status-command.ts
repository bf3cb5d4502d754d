// `batchdrop status`: what the ledger says, for people or as JSON.
import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { systemClock } from '../engine/clock';
import { openLedger } from '../ledger/open-ledger';
import { exitCodeFor, exitCodes, type ExitCode } from './exit-codes';
import { ledgerFileName } from './run-command';

export interface StatusOptions {
  readonly data: string;
  readonly json: boolean;
}

const everything = { offset: 0, limit: 100_000 };

/** Prints the state of a data folder. Exit code as for `run --once`: 0, 5 or 6; 2 when there is no ledger. */
export async function status(
  options: StatusOptions,
  streams: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream },
): Promise<ExitCode> {
  const file = join(resolve(options.data), ledgerFileName);
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (!exists) {
    streams.stderr.write(
      `There is no ledger in ${resolve(options.data)}; give the folder that "batchdrop run --data" uses.\n`,
    );
    return exitCodes.badUsage;
  }
  const opened = await openLedger(file, { now: systemClock.now });
  if (opened.kind !== 'opened') {
    streams.stderr.write(`The ledger ${file} cannot be opened (${opened.kind}).\n`);
    return exitCodes.failed;
  }
  try {
    const { views, ledger } = opened;
    const tally = await ledger.batches.tally();
    const folders = await views.folders();
    const sets = (await views.sets({ ...everything, search: '' })).items;
    const batches = [];
    for (const set of sets) {
      const { items } = await views.batchesOfSet({ ...everything, setId: set.id });
      batches.push(...items.map((batch) => ({ ...batch, setName: set.name, setReferenceNumber: set.referenceNumber })));
    }
    const attention = await views.attention(1_000);
    const count = (health: string): number => folders.filter((folder) => folder.health === health).length;
    const code = exitCodeFor(tally, { offline: count('offline'), inError: count('error') });
    const report = { exitCode: code, tally, folders, sets, batches, attention };
    streams.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
    return code;
  } finally {
    await opened.close();
  }
}

function toText({
  tally,
  folders,
  sets,
  batches,
}: {
  tally: { held: number; inDoubt: number; setAside: number; waiting: number };
  folders: readonly {
    path: string;
    health: string;
    counts: { seen: number; delivered: number; onTheWay: number; setAside: number };
  }[];
  sets: readonly { name: string | null; referenceNumber: string | null; batches: number; documents: number }[];
  batches: readonly { serverBatchId: string | null; state: string; documents: number; setName: string | null }[];
}): string {
  const lines = [
    ...folders.map(
      ({ path, health, counts: { seen, delivered, onTheWay, setAside } }) =>
        `${path}: ${health}; ${seen} seen, ${delivered} delivered, ${onTheWay} on the way, ${setAside} set aside`,
    ),
    ...sets.map(
      ({ name, referenceNumber, batches: count, documents }) =>
        `set ${name ?? '-'} (${referenceNumber ?? 'no number'}): ${count} batches, ${documents} documents`,
    ),
    ...batches.map(
      ({ serverBatchId, state, documents, setName }) =>
        `batch ${serverBatchId ?? '-'}: ${state}, ${documents} documents${setName === null ? '' : `, set ${setName}`}`,
    ),
    `waiting ${tally.waiting}, held ${tally.held}, in doubt ${tally.inDoubt}, set aside ${tally.setAside}`,
  ];
  return `${lines.join('\n')}\n`;
}
