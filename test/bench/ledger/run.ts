// The ledger bench. Options: --rounds N, --only questions|queue|burst, --ledger FILE (made when it is missing, else copied;
// without it one is made each time), --quick (a tenth of the documents, fewer rounds).
import { constants } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seedLedger } from '../../e2e/testing/seed-ledger';
import { burst } from './burst';
import { isBeyond, type Row } from './rows';
import { largeLedger, upgrade } from './large-ledger';
import { longQueue } from './long-queue';

const { values } = parseArgs({
  options: {
    ...{ rounds: { type: 'string' }, only: { type: 'string' }, ledger: { type: 'string' } },
    quick: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 5 : 9));
const share = values.quick ? 0.1 : 1;
const now = Date.UTC(2026, 10, 23, 12);
const size = {
  ...{ sets: 2_000, batches: 100_000 * share, documents: 1_000_000 * share, activity: 200_000 * share, now },
  isPaused: false,
};

const folder = await mkdtemp(join(tmpdir(), 'batchdrop-bench-ledger-'));
const rows: Row[] = [];
try {
  const isWanted = (name: string): boolean => values.only === undefined || values.only === name;
  if (isWanted('questions')) {
    const file = join(folder, 'large.sqlite');
    await seeded(file, values.ledger);
    rows.push(...(await upgrade(file)), ...(await largeLedger(file, size, rounds)));
    rows.push({ what: 'file of the large ledger', median: (await stat(file)).size / 1e6, unit: 'MB' });
    await rm(file);
  }
  if (isWanted('queue')) rows.push(...(await longQueue(folder, { long: 10_000 * share, rounds: rounds * 5, now })));
  if (isWanted('burst')) rows.push(...(await burst(folder, 10_000 * share)));
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = await report(rows);

async function seeded(file: string, kept: string | undefined): Promise<void> {
  if (kept === undefined) {
    await seedLedger(file, size);
    return;
  }
  const isThere = await access(kept).then(
    () => true,
    () => false,
  );
  if (!isThere) await seedLedger(kept, size);
  await copyFile(kept, file, constants.COPYFILE_FICLONE);
}

/** Prints the table, writes it as JSON; answers with the exit code. */
async function report(all: readonly Row[]): Promise<number> {
  const width = Math.max(...all.map(({ what }) => what.length));
  console.log(`\nLedger of ${size.documents.toLocaleString('en')} documents, ${rounds} rounds (load ${load()})`);
  console.log(`${''.padEnd(width + 2)}${'median'.padStart(10)}${'worst'.padStart(10)}`);
  for (const { what, median, worst, unit, limit } of all) {
    const judged = limit === undefined ? '' : `   limit ${limit}${isBeyond(median, limit) ? '   BEYOND IT' : ''}`;
    const most = worst === undefined ? '' : worst.toFixed(2);
    console.log(`  ${what.padEnd(width)}${median.toFixed(2).padStart(10)}${most.padStart(10)} ${unit}${judged}`);
  }
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(join('test-results', 'bench', 'ledger.json'), JSON.stringify({ rounds, size, rows: all }, null, 2));
  const beyond = all.filter(({ median, limit }) => limit !== undefined && isBeyond(median, limit));
  for (const { what, median, unit, limit } of beyond) {
    console.error(`${what} is ${median.toFixed(2)} ${unit}; the limit is ${String(limit)}.`);
  }
  return beyond.length === 0 ? 0 : 1;
}

function load(): string {
  return loadavg()[0]?.toFixed(1) ?? '?';
}
