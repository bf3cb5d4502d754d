// The whole fault test: kill matrix and model-based histories, with their tables. Exit code 1 on any broken promise.
import { parseArgs } from 'node:util';
import { checkpoints } from '../../main/engine/checkpoints';
import { buildProgram } from './build-program';
import { figuresOf, figuresTable, table } from './figures';
import { playSeed, type SeededHistory } from './histories';
import { outOfReach, planMatrix, runTarget, runTour, type MatrixPlan, type TourRun } from './kill-matrix';
import { inPool } from './pool';
import { tours } from './tours';

const { values } = parseArgs({
  options: {
    histories: { type: 'string', default: '200' },
    steps: { type: 'string', default: '20' },
    /** Of the first history; each has the next one. */
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    /** How often each moment of the matrix is killed at, each time with another seed. 0: no matrix. */
    kills: { type: 'string', default: '3' },
    /** Kills only at moments that match this pattern. */
    at: { type: 'string', default: '' },
    jobs: { type: 'string', default: '2' },
    /** Looks for a shorter history that fails as well, for so many seconds each. */
    shrink: { type: 'string', default: '0' },
  },
});
const [historyCount, steps, firstSeed, times, jobs, shrinkSeconds] = [
  ...[values.histories, values.steps, values.seed, values.kills, values.jobs, values.shrink].map(Number),
] as [number, number, number, number, number, number];

const startedAt = Date.now();
const built = await buildProgram();
const problems: string[] = [];
const counts = new Map<string, number>();
try {
  const calm = times === 0 ? [] : await runCalm();
  const plan = times === 0 ? { targets: [], notReached: [] } : planMatrix(calm, times);
  const matrix = await runMatrix(plan);
  const played = await runHistories();
  if (times > 0) console.log(`\nKill matrix\n\n${matrixTable(plan, matrix)}`);
  for (const moment of plan.notReached) noteMissed(moment);
  const parts = [
    { name: 'kill matrix', figures: figuresOf([...calm, ...matrix]) },
    { name: `histories of ${steps} steps`, figures: figuresOf(played) },
    { name: 'all', figures: figuresOf([...calm, ...matrix, ...played]) },
  ];
  console.log(`\nFigures (first seed ${firstSeed}, ${Math.round((Date.now() - startedAt) / 1000)} s)\n`);
  console.log(figuresTable(parts));
} finally {
  await built.remove();
}
for (const problem of problems) console.log(`\n${problem}`);
console.log(problems.length === 0 ? '\nEvery promise was kept.' : `\n${problems.length} promises were broken.`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** Every tour without a kill: what they reach is what can be killed at. */
async function runCalm(): Promise<TourRun[]> {
  // What a person set up follows the seed, and all of it has come after six.
  const seeds = Array.from({ length: Math.max(6, 2 * times) }, (_unused, index) => index + 1);
  const runs = await inPool(
    tours.flatMap((tour) => seeds.map((seed) => ({ tour, seed }))),
    jobs,
    ({ tour, seed }) => runTour(built.script, tour, seed, null),
  );
  for (const run of runs) noteTour(run);
  return runs;
}

async function runMatrix(plan: MatrixPlan): Promise<TourRun[]> {
  const targets = plan.targets.filter(({ moment }) => new RegExp(values.at).test(moment));
  return inPool(targets, jobs, async (target) => {
    const run = await runTarget(built.script, target);
    noteTour(run);
    progress('kills', targets.length);
    return run;
  });
}

async function runHistories(): Promise<SeededHistory[]> {
  const seeds = Array.from({ length: historyCount }, (_unused, index) => firstSeed + index);
  return inPool(seeds, jobs, async (seed) => {
    const played = await playSeed({ script: built.script, seed, steps, shrinkMs: shrinkSeconds * 1_000 });
    if (played.audit.violations.length > 0) {
      const again = `npm run test:faults -- --kills 0 --histories 1 --steps ${steps} --seed ${seed}`;
      note(`History ${seed} (${again})`, [...played.log.map((line) => `  ${line}`), ...played.audit.violations]);
    }
    progress('histories', historyCount);
    return played;
  });
}

function noteTour({ tour, seed, kill, audit }: TourRun): void {
  if (audit.violations.length === 0) return;
  const where = kill === null ? 'without a kill' : `killed at ${kill.moment}, time ${kill.occurrence}`;
  note(`${tour}, seed ${seed}, ${where}`, audit.violations);
}

function note(title: string, lines: readonly string[]): void {
  problems.push([title, ...lines].join('\n'));
  console.log(`\n${problems.at(-1) ?? ''}`);
}

function noteMissed(moment: string): void {
  const why = outOfReach.get(moment);
  console.log(`Not reached: ${moment}${why === undefined ? '' : ` (${why})`}`);
  if (why === undefined) problems.push(`No run reached ${moment}.`);
}

function matrixTable({ notReached }: MatrixPlan, runs: readonly TourRun[]): string {
  const moments = new Set<string>([...checkpoints, ...runs.map(({ kill }) => kill?.moment ?? '')]);
  const rows = [...moments].map((moment) => {
    const { histories, kills, documents, deliveredOnce, inDoubt, violations } = figuresOf(
      runs.filter(({ kill }) => kill?.moment === moment),
    );
    const verdict = notReached.includes(moment) ? 'not reached' : violations === 0 ? 'kept' : `${violations} broken`;
    return [moment, ...[histories, kills, documents, deliveredOnce, inDoubt].map(String), verdict];
  });
  return table(['killed at', 'runs', 'kills', 'documents', 'delivered once', 'in doubt', 'promise'], rows);
}

function progress(what: string, of: number): void {
  const count = (counts.get(what) ?? 0) + 1;
  counts.set(what, count);
  if (count % 20 === 0 || count === of) console.log(`${what}: ${count} of ${of}`);
}
