// The bench of the whole job: documents in a folder -> batch id, by Batchdrop and by what a user would use instead, against
// the same server. Options: see options.ts.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { batchdrop } from './batchdrop';
import type { Contestant } from './contestant';
import { makeCorpus, type Corpus, type CorpusName, type Scale } from './corpora';
import { measureLinks } from './links';
import { parseOptions, type BenchOptions } from './options';
import { python } from './python';
import { race, thoseHere, type Course } from './race';
import { pairedRatio } from './ratios';
import { asJson, beyondLimits, printReport, type CorpusReport, type Ratio } from './report';
import { startServer } from './start-server';
import { zipAndCurl } from './zip-and-curl';

/** Of Batchdrop's time to that of `zip -0 -r` + `curl -F`. */
const limits: Readonly<Partial<Record<CorpusName, number>>> = { a: 1.3, b: 3, c: 1, d: 1 };
const usualRounds: Readonly<Record<CorpusName, number>> = { a: 5, b: 5, c: 5, d: 3, text: 5 };

const parsed = parseOptions(process.argv.slice(2));
if (parsed.kind === 'problem') {
  console.error(parsed.problem);
  process.exitCode = 2;
} else {
  process.exitCode = await run(parsed.options);
}

async function run(options: BenchOptions): Promise<number> {
  // Kept from run to run, outside the project: making them takes longer than measuring.
  const root = options.dir ?? join(tmpdir(), 'batchdrop-bench');
  const program = options.program ?? join('out', 'main', 'cli.js');
  const workFolder = join(root, `work-${process.pid}`);
  const started = loadavg()[0] ?? NaN;
  const reports =
    options.links.length > 0
      ? await measureLinks({ ...options, program, root, workFolder })
      : await measureJobs(options, { program, root, workFolder });
  const machine = { cpus: cpus().length, model: cpus()[0]?.model ?? '', node: process.version };
  const load = { before: started, after: loadavg()[0] ?? NaN };
  console.log(
    `\n${machine.cpus} cores, Node.js ${machine.node}; load ${load.before.toFixed(1)} before the first round.`,
  );
  const name = options.links.length > 0 ? 'jobs-links.json' : 'jobs.json';
  const json = options.json ?? join('test-results', 'bench', name);
  await mkdir(dirname(json), { recursive: true });
  await writeFile(json, JSON.stringify({ machine, load, races: reports.map(asJson) }, null, 2));
  const isJudged = reports.some(({ ratios }) => ratios.some(({ limit }) => limit !== null));
  if (!isJudged) console.error('Nothing was judged: the limits are ratios to zip + curl on the corpora a to d.');
  const beyond = beyondLimits(reports);
  for (const sentence of beyond) console.error(sentence);
  return beyond.length === 0 ? 0 : 1;
}

interface Places {
  readonly program: string;
  readonly root: string;
  readonly workFolder: string;
}

async function measureJobs(options: BenchOptions, { program, root, workFolder }: Places): Promise<CorpusReport[]> {
  const scale: Scale = options.quick ? 'quick' : 'full';
  const present = await thoseHere([batchdrop({ program }), zipAndCurl(0), python]);
  const server = await startServer({ bytesPerSecond: null });
  const reports: CorpusReport[] = [];
  try {
    for (const name of options.corpora) {
      const corpus = await makeCorpus(name, scale, root);
      const contestants = present.filter((contestant) => takesPart(contestant, corpus));
      const rounds = options.rounds ?? (options.quick ? 3 : usualRounds[name]);
      const courses = await race({ corpus, contestants, server, workFolder, rounds });
      const report = { title: name, corpus, courses, ratios: ratiosOf(courses, name) };
      printReport(report);
      reports.push(report);
    }
  } finally {
    await server.stop();
  }
  return reports;
}

/** Batchdrop is the first of them. The whole job is judged; what is left of it once all documents are found good is told. */
function ratiosOf([ours, ...others]: readonly Course[], name: CorpusName): Ratio[] {
  const jobs = ({ laps }: Course): number[] => laps.map(({ jobMs }) => jobMs);
  const sealAndSend = ours?.laps.map(({ times }) => (times === undefined ? NaN : times.sealMs + times.sendMs)) ?? [];
  return others.flatMap((other) => {
    const rival = other.contestant.name;
    const limit = rival === zipAndCurl(0).name ? (limits[name] ?? null) : null;
    return [
      { what: `Batchdrop to ${rival}`, value: ours === undefined ? NaN : pairedRatio(jobs(ours), jobs(other)), limit },
      { what: `Sealing and sending alone to ${rival}`, value: pairedRatio(sealAndSend, jobs(other)), limit: null },
    ];
  });
}

function takesPart(contestant: Contestant, corpus: Corpus): boolean {
  const why = contestant.declines?.(corpus) ?? null;
  if (why !== null) console.log(`${contestant.name} is left out of ${corpus.name}: ${why}.`);
  return why === null;
}
