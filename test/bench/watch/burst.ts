// A burst of files from another process: each is recorded once, and none is taken before its writer has closed it. They are
// sealed and delivered meanwhile.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../../../main/ledger/connection';
import type { Sample } from './protocol';
import { loopRows, peakRow, type Row } from './rows';
import { launch } from './watching-program';
import type { WriterOrder, WriterWord } from './writer';

export interface BurstOptions {
  readonly folder: string;
  readonly files: number;
  readonly rounds: number;
  readonly serverUrl: string;
}

const pauseMs = 50;
const settleMs = 400;
const atOnce = 100;
const batch = { quietMs: 3_600_000, maxDocuments: 100 };

interface Lap {
  readonly notOnce: number;
  readonly notInLedger: number;
  readonly early: number;
  readonly lastMs: number;
  readonly busy: Sample;
}

export async function burst(options: BurstOptions): Promise<Row[]> {
  const laps: Lap[] = [];
  for (let round = 0; round < options.rounds; round += 1) laps.push(await lap(options, round));
  const name = `burst of ${options.files.toLocaleString('en')}`;
  const of = (what: string, value: (lap: Lap) => number, limit?: number): Row => ({
    ...{ what: `${name}: ${what}`, values: laps.map(value), unit: 'files' as const },
    ...(limit !== undefined && { limit }),
  });
  const busy = laps.map((one) => one.busy);
  return [
    of('not ready exactly once', ({ notOnce }) => notOnce, 0),
    of('more or fewer in the ledger', ({ notInLedger }) => notInLedger, 0),
    of('ready before they were closed', ({ early }) => early, 0),
    {
      what: `${name}: last one ready after its writer's end`,
      values: laps.map(({ lastMs }) => lastMs),
      unit: 'ms',
    },
    peakRow(name, busy),
    ...loopRows(name, busy),
  ];
}

async function lap({ folder, files, serverUrl }: BurstOptions, round: number): Promise<Lap> {
  const inbox = join(folder, `burst ${round}`);
  await mkdir(inbox);
  const dataFolder = join(folder, `data ${round}`);
  const program = await launch({ dataFolder, folders: [inbox], serverUrl, settleMs, batch });
  try {
    await program.start();
    await program.line(({ type }) => type === 'scan-finished');
    const closedAt = await write({ folder: inbox, files, atOnce, pauseMs });
    const ready = new Map<string, number[]>();
    let taken = 0;
    const take = (): void => {
      for (const { type, relativePath, at } of program.lines.slice(taken)) {
        if (type === 'document-ready' && relativePath !== null)
          ready.set(relativePath, [...(ready.get(relativePath) ?? []), at]);
      }
      taken = program.lines.length;
    };
    await program.until(() => {
      take();
      return ready.size >= files;
    });
    const paths = Object.keys(closedAt);
    const times = (path: string): readonly number[] => ready.get(path) ?? [];
    // Full batches only, so that nothing is left that waits for its quiet time.
    const batches = Math.floor(files / batch.maxDocuments);
    await program.until(() => program.lines.filter(({ type }) => type === 'batch-accepted').length >= batches);
    const busy = await program.sample();
    const inLedger = documentsIn(join(dataFolder, 'ledger.sqlite'));
    const lastClosedAt = Math.max(...Object.values(closedAt));
    return {
      notOnce: paths.filter((path) => times(path).length !== 1).length + Math.abs(files - paths.length),
      notInLedger: Math.abs(inLedger - files),
      early: paths.filter((path) => Math.min(...times(path)) < (closedAt[path] ?? Infinity)).length,
      lastMs: Math.max(...paths.flatMap(times)) - lastClosedAt,
      busy,
    };
  } finally {
    await program.stop();
  }
}

function documentsIn(ledgerFile: string): number {
  const connection = connect(ledgerFile);
  const [row] = connection.prepare('SELECT count(*) AS documents FROM document').all([]) as { documents: number }[];
  connection.close();
  return row?.documents ?? 0;
}

async function write(order: WriterOrder): Promise<WriterWord['closedAt']> {
  const child = fork(join(import.meta.dirname, 'writer.js'), [JSON.stringify(order)]);
  const ended = once(child, 'close').then(() => {
    throw new Error('the writer ended without a word');
  });
  ended.catch(() => undefined);
  // Of writer.ts, which sends nothing else.
  const [word] = (await Promise.race([once(child, 'message'), ended])) as [WriterWord];
  return word.closedAt;
}
