// The watch bench. Options: --rounds N, --only tree|burst|latency|idle, --tree FOLDER (the 100,000 files, made when they are
// missing and kept; without it they are made each time), --quick (a tenth of the files, one round).
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSandbox } from '../../../main/sandbox/sandbox';
import { median } from '../figures';
import { burst } from './burst';
import { idle } from './idle';
import { largeTree } from './large-tree';
import { latency } from './latency';
import { isBeyond, type Row } from './rows';

const { values } = parseArgs({
  options: {
    ...{ rounds: { type: 'string' }, only: { type: 'string' }, tree: { type: 'string' } },
    quick: { type: 'boolean', default: false },
  },
});
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const share = values.quick ? 0.1 : 1;

const folder = await mkdtemp(join(tmpdir(), 'batchdrop-bench-watch-'));
const server = await createSandbox({ dataDir: join(folder, 'server') });
const common = { folder, rounds, serverUrl: server.url };
const rows: Row[] = [];
try {
  const isWanted = (name: string): boolean => values.only === undefined || values.only === name;
  if (isWanted('tree')) {
    rows.push(...(await largeTree({ ...common, tree: values.tree ?? join(folder, 'tree'), files: 100_000 * share })));
  }
  if (isWanted('burst')) rows.push(...(await burst({ ...common, files: 10_000 * share })));
  if (isWanted('latency')) rows.push(...(await latency({ ...common, documents: 50 })));
  if (isWanted('idle')) rows.push(...(await idle({ ...common, files: 10_000, restMs: 30_000 * share })));
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = await report();

/** Prints the table, writes it as JSON; answers with the exit code. */
async function report(): Promise<number> {
  const width = Math.max(...rows.map(({ what }) => what.length));
  console.log(`\nWatching, ${rounds} rounds (load ${loadavg()[0]?.toFixed(1) ?? '?'})`);
  for (const row of rows) {
    const { what, values: all, unit, limit } = row;
    const judged = limit === undefined ? '' : `   limit ${limit}${isBeyond(row) ? '   BEYOND IT' : ''}`;
    const worst = all.length > 1 ? `   worst ${Math.max(...all).toFixed(2)}` : '';
    console.log(`  ${what.padEnd(width)}${median(all).toFixed(2).padStart(12)} ${unit.padEnd(5)}${judged}${worst}`);
  }
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(join('test-results', 'bench', 'watch.json'), JSON.stringify({ rounds, rows }, null, 2));
  const beyond = rows.filter(isBeyond);
  for (const { what, values: all, unit, limit } of beyond) {
    console.error(`${what}: ${median(all).toFixed(2)} ${unit}; the limit is ${String(limit)}.`);
  }
  return beyond.length === 0 ? 0 : 1;
}
