// The same job over lines of limited speed: what is worth deflating there, and is it noticed?
import { cp, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { batchdrop, deliver } from './batchdrop';
import { makeCorpus, type Scale } from './corpora';
import type { BenchOptions } from './options';
import { race, thoseHere, type Course } from './race';
import { betterOf, pairedRatio } from './ratios';
import { printReport, type CorpusReport, type Ratio } from './report';
import { startServer } from './start-server';
import { zipAndCurl } from './zip-and-curl';

/** Of Batchdrop's time to the better of `zip -0` + curl and `zip -6` + curl. */
const limit = 1.05;
const usualRounds = 3;

export interface LinkParts extends Pick<BenchOptions, 'links' | 'corpora' | 'rounds'> {
  readonly program: string;
  readonly root: string;
  readonly workFolder: string;
}

/**
 * A race for each line and corpus. Batchdrop has delivered a batch over the line before, in another run: how fast a line is,
 * it learns from what went over it lately, and an untouched installation takes a server on this machine for a fast one.
 */
export async function measureLinks({
  links,
  corpora,
  rounds,
  program,
  root,
  workFolder,
}: LinkParts): Promise<CorpusReport[]> {
  const rivals = await thoseHere([zipAndCurl(0), zipAndCurl(6)]);
  // Both or none: they are the same programs.
  if (rivals.length === 0) return [];
  const reports: CorpusReport[] = [];
  for (const megabits of links) {
    const server = await startServer({ bytesPerSecond: (megabits * 1e6) / 8 });
    const knownLine = `${workFolder}-known-line`;
    try {
      await learnLine({ program, url: server.url, root, knownLine });
      await server.sentBytes(1);
      for (const name of corpora) {
        const corpus = await makeCorpus(name, scaleFor(megabits), root);
        const contestants = [batchdrop({ program, knownLine }), ...rivals];
        const courses = await race({ corpus, contestants, server, workFolder, rounds: rounds ?? usualRounds });
        const report = { title: `${name} at ${megabits} Mbit/s`, corpus, courses, ratios: ratiosOf(courses) };
        printReport(report);
        reports.push(report);
      }
    } finally {
      await server.stop();
      await rm(knownLine, { recursive: true, force: true });
    }
  }
  return reports;
}

/** Some seconds of sending: enough that the line is what is measured, on the slowest not for longer than needed. */
function scaleFor(megabits: number): Scale {
  if (megabits >= 500) return 'full';
  return megabits >= 50 ? 'third' : 'tenth';
}

/** Ratios to either, and to the better of the two in each round, which alone is judged. */
function ratiosOf(courses: readonly Course[]): Ratio[] {
  const [ours = [], stored = [], deflated = []] = courses.map(({ laps }) => laps.map(({ jobMs }) => jobMs));
  return [
    { what: 'Batchdrop to zip -0 + curl', value: pairedRatio(ours, stored), limit: null },
    { what: 'Batchdrop to zip -6 + curl', value: pairedRatio(ours, deflated), limit: null },
    { what: 'Batchdrop to the better of the two', value: pairedRatio(ours, betterOf(stored, deflated)), limit },
  ];
}

interface Line {
  readonly program: string;
  readonly url: string;
  readonly root: string;
  /** The data folder that comes of it. */
  readonly knownLine: string;
}

/** Delivers one batch over the line, as a program does that was used before. */
async function learnLine({ program, url, root, knownLine }: Line): Promise<void> {
  const corpus = await makeCorpus('b', 'quick', root);
  const folder = `${knownLine}-work`;
  await rm(knownLine, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const data = join(folder, 'data');
    await deliver({ program, corpus, url, data, config: join(folder, 'config.json') });
    await cp(data, knownLine, { recursive: true });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
