// A folder with 100,000 delivered files: how soon its first scan is over and its events are on, against `find`.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { promisify } from 'node:util';
import { aPdf } from '../../integration/documents';
import type { Sample } from './protocol';
import { inMebi, loopRows, peakRow, type Row } from './rows';
import { foldersOf, makeTree, seedDelivered } from './tree';
import { configOf, launch, type WatchingOptions } from './watching-program';

export interface LargeTreeOptions {
  readonly folder: string;
  readonly tree: string;
  readonly files: number;
  readonly rounds: number;
  readonly serverUrl: string;
}

const settleMs = 100;
const probeEveryMs = 100;
/** One that is ready this long after it was closed was noticed by its event: no scan of so many files is that quick. */
const promptMs = 1_000;
/** So many in a row are noticed at once: events are on. */
const promptProbes = 10;
const restMs = 10_000;
const patienceMs = 60_000;

interface Lap {
  readonly findMs: number;
  readonly scanMs: number;
  readonly eventsMs: number;
  readonly busy: Sample;
  readonly rest: Sample;
}

/** Each round: `find`, the program, `find` once more. */
export async function largeTree(options: LargeTreeOptions): Promise<Row[]> {
  const { tree, files, folder } = options;
  await makeTree(tree, files);
  const seeded = join(folder, 'seeded.sqlite');
  const watching = { dataFolder: folder, folders: [tree], serverUrl: options.serverUrl, settleMs };
  await seedDelivered(seeded, tree, configOf(watching));
  await find(tree);
  const laps: Lap[] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const dataFolder = join(folder, `tree ${round}`);
    await mkdir(dataFolder);
    await copyFile(seeded, join(dataFolder, 'ledger.sqlite'));
    laps.push(await lap({ ...watching, dataFolder }, files));
    await rm(dataFolder, { recursive: true });
  }
  const name = `${files.toLocaleString('en')} files`;
  const excess = (ms: (lap: Lap) => number) => laps.map((one) => ms(one) / one.findMs);
  const busy = laps.map((one) => one.busy);
  return [
    { what: `${name}: find -printf`, values: laps.map(({ findMs }) => findMs), unit: 'ms' },
    { what: `${name}: first scan`, values: laps.map(({ scanMs }) => scanMs), unit: 'ms' },
    {
      what: `${name}: first scan less 1 s, to find`,
      values: excess(({ scanMs }) => Math.max(0, scanMs - 1_000)),
      ...{ unit: 'x', limit: 4 },
    },
    { what: `${name}: events on`, values: laps.map(({ eventsMs }) => eventsMs), unit: 'ms' },
    { what: `${name}: events on, to find`, values: excess(({ eventsMs }) => eventsMs), unit: 'x', limit: 15 },
    peakRow(name, busy, 400),
    { what: `${name}: memory after 10 s of rest`, values: laps.map(({ rest }) => inMebi(rest.rssBytes)), unit: 'MiB' },
    {
      what: `${name}: memory after a collection`,
      values: laps.map(({ rest }) => inMebi(rest.collectedBytes)),
      ...{ unit: 'MiB', limit: 150 },
    },
    ...loopRows(name, busy),
  ];
}

async function lap(options: WatchingOptions, files: number): Promise<Lap> {
  const tree = options.folders[0] ?? '';
  const before = await find(tree);
  const program = await launch(options);
  try {
    const startedAt = await program.start();
    const scanned = await program.line(({ type }) => type === 'scan-finished');
    const eventsAt = await firstPrompt(tree, files, program);
    // A collection would flatter what follows: memory is looked at when it has rested, once.
    await after(restMs);
    const busy = await program.sample();
    return {
      findMs: (before + (await find(tree))) / 2,
      ...{ scanMs: scanned.at - startedAt, eventsMs: eventsAt - startedAt },
      ...{ busy, rest: busy },
    };
  } finally {
    await program.stop();
    await removeProbes(tree);
  }
}

const probes: string[] = [];

async function removeProbes(tree: string): Promise<void> {
  for (const probe of probes.splice(0)) await rm(join(tree, probe), { force: true });
}

/** Puts documents into one folder after the other until they are noticed at once; answers with the time of the first. */
async function firstPrompt(
  tree: string,
  files: number,
  { line, lines, refresh }: Awaited<ReturnType<typeof launch>>,
): Promise<number> {
  const folders = foldersOf(files);
  const closed: { path: string; at: number }[] = [];
  const from = probes.length;
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    if (Date.now() > giveUpAt) throw new Error('events never came on');
    const path = `${folders[(closed.length * 7) % folders.length] ?? ''}/probe ${Date.now()}.pdf`;
    await writeFile(join(tree, path), aPdf(path));
    probes.push(path);
    closed.push({ path, at: Date.now() });
    await after(probeEveryMs);
    await refresh();
    const readyAt = new Map(
      lines.flatMap(({ type, relativePath, at }) =>
        type === 'document-ready' && relativePath !== null ? [[relativePath, at] as const] : [],
      ),
    );
    const isPrompt = ({ path: probe, at }: { path: string; at: number }): boolean =>
      (readyAt.get(probe) ?? Infinity) - at <= promptMs;
    const lastLate = closed.findLastIndex((probe) => !isPrompt(probe) && Date.now() - probe.at > promptMs);
    const sure = closed.slice(lastLate + 1).filter(isPrompt);
    if (sure.length >= promptProbes) {
      // None of those before may have fallen between the scan and the events.
      for (const probe of probes.slice(from)) {
        await line(({ type, relativePath }) => type === 'document-ready' && relativePath === probe);
      }
      return sure[0]?.at ?? Infinity;
    }
  }
}

/** Milliseconds. */
async function find(tree: string): Promise<number> {
  const startedAt = performance.now();
  await promisify(execFile)('find', [tree, '-printf', '%p %s %T@\n'], { maxBuffer: 64 * 1024 * 1024 });
  return performance.now() - startedAt;
}
