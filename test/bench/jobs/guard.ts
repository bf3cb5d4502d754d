// The guard against a program that got slower: the whole job on small corpora, compared with plain Node.js on the same
// machine in the same minute. Never judges seconds. Options: --record, --dir <folder>, --program <built cli.js>.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  bandsFor,
  guarded,
  judge,
  parseBands,
  yardsticks,
  type GuardedCorpus,
  type Ratios,
  type Verdict,
} from './bands';
import { batchdrop } from './batchdrop';
import type { Lap } from './contestant';
import { makeCorpus } from './corpora';
import { plainNode } from './plain-node';
import { race } from './race';
import { bestRatio } from './ratios';
import { startServer, type RunningServer } from './start-server';

// Read from the sources, not built: --record writes it.
const bandsFile = resolve('test', 'bench', 'jobs', 'bands.json');
// The first rounds warm up what a second program start finds in memory.
const leastRounds = 3;
// Another program's minute may fall on all of them: whoever is out of the band gets as many more as the time allows.
const patienceMs = 30_000;

interface Measured {
  readonly ours: readonly Lap[];
  readonly others: readonly Lap[];
}

const nothing: Measured = { ours: [], others: [] };
// Only Linux tells what ended processes took of the processor.
const measurable = yardsticks.filter((yardstick) => yardstick !== 'processor' || process.platform === 'linux');

const { values } = parseArgs({
  options: { record: { type: 'boolean', default: false }, dir: { type: 'string' }, program: { type: 'string' } },
});
const root = values.dir ?? join(tmpdir(), 'batchdrop-bench');
const program = values.program ?? join('out', 'main', 'cli.js');
const startedAt = performance.now();
const server = await startServer({ bytesPerSecond: null });
try {
  process.exitCode = values.record ? await record(server) : await compare(server);
} finally {
  await server.stop();
}

async function compare(server: RunningServer): Promise<number> {
  const bands = parseBands(await readFile(bandsFile, 'utf8'));
  const measured = new Map<GuardedCorpus, Measured>();
  const judgeAll = (name: GuardedCorpus): Verdict[] => {
    const ratios = ratiosOf(measured.get(name) ?? nothing);
    return measurable.map((yardstick) => judge(name, yardstick, ratios[yardstick], bands[name][yardstick]));
  };
  const isOutside = (name: GuardedCorpus): boolean => judgeAll(name).some(({ isWithin }) => !isWithin);
  for (const name of guarded) measured.set(name, await measure(server, name, leastRounds));
  for (let left = guarded.filter(isOutside); left.length > 0 && isPatient(); left = guarded.filter(isOutside)) {
    for (const name of left) {
      measured.set(name, joined(measured.get(name) ?? nothing, await measure(server, name, 1)));
    }
  }
  const verdicts = guarded.flatMap(judgeAll);
  for (const { sentence } of verdicts) console.log(sentence);
  await mkdir(join('test-results', 'bench'), { recursive: true });
  const figures = guarded.map((name) => {
    const laps = measured.get(name) ?? nothing;
    return { name, ratios: ratiosOf(laps), bands: bands[name], ...laps };
  });
  await writeFile(join('test-results', 'bench', 'guard.json'), JSON.stringify(figures, null, 2));
  if (verdicts.every(({ isWithin }) => isWithin)) return 0;
  console.error('The whole job got slower than recorded. `npm run bench` shows where; docs/performance.md explains.');
  return 1;
}

async function record(server: RunningServer): Promise<number> {
  const ratios = async (name: GuardedCorpus): Promise<Ratios> => ratiosOf(await measure(server, name, 3 * leastRounds));
  const bands = bandsFor({ a: await ratios('a'), b: await ratios('b'), c: await ratios('c') });
  await writeFile(bandsFile, `${JSON.stringify(bands, null, 2)}\n`);
  console.log(`Recorded in test/bench/jobs/bands.json: ${JSON.stringify(bands)}`);
  return 0;
}

function isPatient(): boolean {
  return performance.now() - startedAt < patienceMs;
}

async function measure(server: RunningServer, name: GuardedCorpus, rounds: number): Promise<Measured> {
  const corpus = await makeCorpus(name, 'quick', root);
  const contestants = [batchdrop({ program }), plainNode];
  const workFolder = join(root, `work-${process.pid}`);
  const courses = await race({ corpus, contestants, server, workFolder, rounds });
  const [ours = [], others = []] = courses.map(({ laps }) => laps);
  return { ours, others };
}

function joined(before: Measured, more: Measured): Measured {
  return { ours: [...before.ours, ...more.ours], others: [...before.others, ...more.others] };
}

/** Best against best: the least that other programs of this machine got in the way of. */
function ratiosOf({ ours, others }: Measured): Ratios {
  const ratio = (of: (lap: Lap) => number): number => bestRatio(ours.map(of), others.map(of));
  return { processor: ratio(({ cpuMs }) => cpuMs ?? NaN), clock: ratio(({ jobMs }) => jobMs) };
}
