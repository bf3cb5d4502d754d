// Whether a queue of ten thousand batches costs more at each step than one of ten.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manualClock } from '../../../main/engine/testing/manual-clock';
import type { CredentialId } from '../../../main/engine/model';
import type { Ledger } from '../../../main/engine/ports';
import { createCredentialRest } from '../../../main/engine/queue/credential-rest';
import { startDispatcher } from '../../../main/engine/queue/dispatcher';
import { recoverInterrupted } from '../../../main/engine/queue/recovery';
import { createSending } from '../../../main/engine/queue/sending';
import { openSpool, type Spool } from '../../../main/engine/seal/spool';
import { defaultUploads } from '../../../main/engine/upload-limits';
import { openLedger } from '../../../main/ledger/open-ledger';
import type { LedgerViews } from '../../../main/ledger/views/views';
import { median } from '../figures';
import { queueCredentials, seedQueue } from './queued-batches';
import { timed, type Row } from './rows';

interface Queue {
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly spool: Spool;
  readonly step: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const short = 10;
const ratioLimit = 1.5;
const screenLimitMs = 50;
const nothing = (): void => undefined;

/** Asks both queues in turn, so that whatever else the computer does falls on both. */
export async function longQueue(
  folder: string,
  { long, rounds, now }: { readonly long: number; readonly rounds: number; readonly now: number },
): Promise<Row[]> {
  const queues = [await aQueue(folder, short, now), await aQueue(folder, long, now)] as const;
  const rows: Row[] = [];
  try {
    for (const [what, ask] of Object.entries(perStep(now)))
      rows.push(...(await compare(what, ask, queues, rounds, ratioLimit)));
    for (const [what, ask] of Object.entries(atOnce(now))) rows.push(...(await compare(what, ask, queues, 5)));
    for (const group of ['waiting', 'held'] as const) {
      const ask = ({ views }: Queue) => views.queue({ offset: long, limit: 500, group });
      rows.push(timed(`window: deep page of ${long}, ${group}`, await times(() => ask(queues[1]), 5), screenLimitMs));
    }
  } finally {
    for (const { close } of queues) await close();
  }
  return rows;
}

type Ask = (queue: Queue) => Promise<unknown>;

/** What is asked at each step, or for each batch. */
function perStep(now: number): Readonly<Record<string, Ask>> {
  const barred = [queueCredentials[0] as CredentialId];
  return {
    'a step of the dispatcher': ({ step }) => step(),
    due: ({ ledger }) => ledger.batches.due(now, 8, []),
    'due, one credential barred': ({ ledger }) => ledger.batches.due(now, 8, barred),
    'next retry': ({ ledger }) => ledger.batches.nextRetryAt(now),
    'held back by a pause': ({ ledger }) => ledger.batches.isHeldBack({ scope: 'folder', id: 'folder-3' as never }),
    'originals to move': ({ ledger }) => ledger.batches.awaitingAfterUpload(20),
    'to be split': ({ ledger }) => ledger.batches.splitting(),
    'recovery at start': ({ ledger }) =>
      recoverInterrupted({
        ledger,
        clock: manualClock(now),
        onEvent: nothing,
        credential: () => null,
        backoffMs: () => 1,
      }),
  };
}

/** What is asked once at the start, or told because somebody else has to change it. */
function atOnce(now: number): Readonly<Record<string, Ask>> {
  return {
    'start: wake what waits for the network': ({ ledger }) =>
      ledger.batches.wakeWaiting(['network', 'interrupted'], now),
    'start: zips that are needed, sweep': async ({ ledger, spool }) => spool.sweep(await ledger.batches.spooledZips()),
    'seal: has the spool room': ({ spool }) => spool.hasRoom(),
    'tray: tally': ({ ledger }) => ledger.batches.tally(),
  };
}

async function compare(
  what: string,
  ask: Ask,
  queues: readonly [Queue, Queue],
  rounds: number,
  limit?: number,
): Promise<Row[]> {
  const [few, many]: [number[], number[]] = [[], []];
  for (const queue of queues) await ask(queue);
  for (let round = 0; round < rounds; round += 1) {
    few.push(...(await times(() => ask(queues[0]), 1)));
    many.push(...(await times(() => ask(queues[1]), 1)));
  }
  const ratio: Row = { what: `${what}: ratio`, median: median(many) / median(few), unit: 'x' };
  return [
    timed(`${what}, short queue`, few),
    timed(`${what}, long queue`, many),
    limit === undefined ? ratio : { ...ratio, limit },
  ];
}

async function times(ask: () => Promise<unknown>, rounds: number): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    await ask();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

async function aQueue(folder: string, batches: number, now: number): Promise<Queue> {
  const file = join(folder, `queue-${batches}.sqlite`);
  await seedQueue(file, { batches, now });
  const opened = await openLedger(file, { now: () => now });
  if (opened.kind !== 'opened') throw new Error(`the queue's ledger is ${opened.kind}`);
  const { ledger, views } = opened;
  const spoolDir = join(folder, `spool-${batches}`);
  await mkdir(spoolDir);
  for (const name of await ledger.batches.spooledZips()) await writeFile(join(spoolDir, name), 'zip');
  const spool = await openSpool(
    spoolDir,
    () => ({ keepMs: 0, maxBytes: 1e12 }),
    () => now,
  );
  const dispatcher = await aDispatcher(ledger, now);
  return {
    ...{ ledger, views, spool, step: dispatcher.step },
    close: async () => {
      await dispatcher.stop();
      await opened.close();
    },
  };
}

/** Looks at the queue for a place that is free, and finds that what is due is being sent already. */
async function aDispatcher(ledger: Ledger, now: number) {
  const clock = manualClock(now);
  const onError = (error: unknown): never => {
    throw error;
  };
  const rest = createCredentialRest(
    () => ({ firstMs: 10, ceilingMs: 10 }),
    clock,
    () => 1,
  );
  // One place more than the credentials that are not paused can use.
  const limits = { ...defaultUploads, places: 5, placesPerCredential: 2 };
  const sending = createSending({
    ...{ ledger, clock, onEvent: nothing, limits: () => limits, isMetered: () => Promise.resolve(null) },
  });
  let idle = nothing;
  const stopping = new AbortController();
  const watch = sending.start({ onChange: nothing, onIdle: nothing, onError });
  const dispatcher = startDispatcher({
    ...{ ledger, clock, rest, sending, onError, onIdle: () => idle() },
    attempt: () =>
      new Promise((resolve) => {
        stopping.signal.addEventListener('abort', () => resolve());
      }),
  });
  const step = () =>
    new Promise<void>((resolve) => {
      idle = resolve;
      dispatcher.wake();
    });
  await step();
  return {
    step,
    stop: async () => {
      stopping.abort();
      await Promise.all([dispatcher.stop(), watch.stop()]);
    },
  };
}
