// The tables of the bench, and the same figures for the JSON file.
import { median } from '../figures';
import type { Corpus } from './corpora';
import type { Course } from './race';
import { isBeyond } from './ratios';

export interface Ratio {
  /** What it is a ratio of, as a sentence's subject. */
  readonly what: string;
  readonly value: number;
  /** The value must not be greater; null: told, not judged. */
  readonly limit: number | null;
}

export interface CorpusReport {
  readonly title: string;
  readonly corpus: Corpus;
  readonly courses: readonly Course[];
  readonly ratios: readonly Ratio[];
}

export interface Summary {
  readonly name: string;
  readonly jobMs: number;
  readonly wallMs: number;
  readonly cpuMs: number | null;
  /** The highest of all rounds. */
  readonly peakBytes: number | null;
  readonly sentBytes: number;
  /** Of Batchdrop: what the job consists of. */
  readonly partsMs: Readonly<Record<'scan' | 'look' | 'seal' | 'send', number>> | null;
}

/** The medians of one contestant. */
function summaryOf({ contestant, laps }: Course): Summary {
  const cpu = laps.flatMap(({ cpuMs }) => cpuMs ?? []);
  const peaks = laps.flatMap(({ peakBytes }) => peakBytes ?? []);
  const times = laps.flatMap(({ times }) => times ?? []);
  return {
    name: contestant.name,
    jobMs: median(laps.map(({ jobMs }) => jobMs)),
    wallMs: median(laps.map(({ wallMs }) => wallMs)),
    cpuMs: cpu.length === 0 ? null : median(cpu),
    peakBytes: peaks.length === 0 ? null : Math.max(...peaks),
    sentBytes: median(laps.map(({ sentBytes }) => sentBytes)),
    partsMs:
      times.length === 0
        ? null
        : {
            scan: median(times.map(({ scanMs }) => scanMs)),
            look: median(times.map(({ lookMs }) => lookMs)),
            seal: median(times.map(({ sealMs }) => sealMs)),
            send: median(times.map(({ sendMs }) => sendMs)),
          },
  };
}

/** Prints one race: a row for each contestant, then the ratios. */
export function printReport({ title, corpus, courses, ratios }: CorpusReport): void {
  const rounds = courses[0]?.laps.length ?? 0;
  const batches = corpus.batches === 1 ? '' : `, in ${corpus.batches} batches`;
  console.log(`\n${title}: ${corpus.what} (${(corpus.sizeBytes / 1e6).toFixed(0)} MB${batches}), ${rounds} rounds`);
  const heads = ['job', 'whole process', 'CPU', 'peak', 'sent'];
  console.log(`  ${''.padEnd(width)}${heads.map((head) => head.padStart(14)).join('')}`);
  for (const summary of courses.map(summaryOf)) {
    const { name, jobMs, wallMs, cpuMs, peakBytes, sentBytes } = summary;
    const cells = [
      ...[seconds(jobMs), seconds(wallMs), cpuMs === null ? '-' : seconds(cpuMs)],
      peakBytes === null ? '-' : `${(peakBytes / 2 ** 20).toFixed(0)} MiB`,
      `${(sentBytes / 1e6).toFixed(1)} MB`,
    ];
    console.log(`  ${name.padEnd(width)}${cells.map((cell) => cell.padStart(14)).join('')}`);
    if (summary.partsMs === null) continue;
    const parts = Object.entries(summary.partsMs).map(([part, ms]) => `${part} ${seconds(ms)}`);
    console.log(`    of it: ${parts.join(', ')}`);
  }
  for (const { what, value, limit } of ratios) {
    const judged = limit === null ? '' : `   limit ${limit.toFixed(2)}${isBeyond(value, limit) ? '   BEYOND IT' : ''}`;
    console.log(`  ${what}: ${value.toFixed(2)}x${judged}`);
  }
}

/** A sentence for each ratio beyond its limit. */
export function beyondLimits(reports: readonly CorpusReport[]): string[] {
  return reports.flatMap(({ title, ratios }) =>
    ratios.flatMap(({ what, value, limit }) =>
      limit !== null && isBeyond(value, limit)
        ? [`${title}: ${what} is ${value.toFixed(2)}x; the limit is ${limit.toFixed(2)}x.`]
        : [],
    ),
  );
}

/** One race as it stands in the JSON file: medians, ratios, and every lap. */
export function asJson({ title, corpus, courses, ratios }: CorpusReport): object {
  const { documents, sizeBytes, batches } = corpus;
  return {
    ...{ title, corpus: { name: corpus.name, documents, sizeBytes, batches }, ratios },
    contestants: courses.map((course) => ({ ...summaryOf(course), laps: course.laps })),
  };
}

const width = 28;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
