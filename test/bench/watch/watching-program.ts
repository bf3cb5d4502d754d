// Starts the process that is measured, on a config of its own, and asks it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { demoAccount } from '../../../main/sandbox/sandbox';
import type { Answer, Line, Order, ProgramOrder, Sample } from './protocol';

export interface WatchingOptions {
  /** For config, ledger and spool. */
  readonly dataFolder: string;
  readonly folders: readonly string[];
  readonly serverUrl: string;
  readonly settleMs: number;
  /** Nothing is sealed, unless given. */
  readonly batch?: { readonly quietMs: number; readonly maxDocuments: number };
  /** Looks so often; without it the folders are watched by events. */
  readonly pollMs?: number;
}

export interface WatchingProgram {
  /** Every line so far. */
  readonly lines: readonly Line[];
  /** Takes in what was told since. */
  refresh(): Promise<void>;
  /** Asked whenever lines came, until it is true of them. */
  until(isTrue: () => boolean): Promise<void>;
  /** The first line that fits, now or later. */
  line(fits: (line: Line) => boolean): Promise<Line>;
  /** Starts the engine; answers with the time, in milliseconds since 1970. */
  start(): Promise<number>;
  sample(): Promise<Sample>;
  /** From here on the event loop is not looked at, which alone takes a hundredth of a core. */
  lookAway(): Promise<void>;
  stop(): Promise<void>;
}

const passwordVariable = 'BATCHDROP_BENCH_PASSWORD';
/** Longer than anything here may take. */
const patienceMs = 120_000;

/** The config that the program runs with; its folders' ids depend on their paths alone. */
export function configOf({ folders, serverUrl, settleMs, batch, pollMs }: WatchingOptions): object {
  const { companyName, username } = demoAccount;
  const about = { credential: 'bench', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' };
  return {
    credentials: [{ name: 'bench', baseUrl: serverUrl, companyName, username, passwordEnv: passwordVariable }],
    ...{ settleMs, rescanMs: 3_600_000 },
    folders: folders.map((path) => ({
      ...{ path, ...about, duplicates: 'send' },
      batch: batch ?? { quietMs: 3_600_000, maxDocuments: 10_000 },
      ...(pollMs !== undefined && { watch: { mode: 'polling', pollMs } }),
    })),
  };
}

/** Resolves when the process is there; its engine has not been started yet. */
export async function launch(options: WatchingOptions): Promise<WatchingProgram> {
  const { dataFolder } = options;
  await mkdir(dataFolder, { recursive: true });
  const configFile = join(dataFolder, 'config.json');
  await writeFile(configFile, JSON.stringify(configOf(options)));
  const order: ProgramOrder = { configFile, dataFolder };
  const child: ChildProcess = fork(join(import.meta.dirname, 'program.js'), [JSON.stringify(order)], {
    execArgv: ['--expose-gc', ...(process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof'])],
    env: { ...process.env, NODE_ENV: 'production', [passwordVariable]: demoAccount.password },
  });
  const waiting = new Map<number, (value: unknown) => void>();
  let lastNumber = 0;
  let hasEnded = false;
  const expectAnswer = (number: number): Promise<unknown> =>
    new Promise((resolve) => {
      waiting.set(number, resolve);
    });
  child.on('message', (message) => {
    // Of program.ts, which sends nothing else.
    const { number, value } = message as Answer;
    waiting.get(number)?.(value);
    waiting.delete(number);
  });
  const ended = once(child, 'exit').then(() => {
    hasEnded = true;
  });

  async function ask(order: Order): Promise<unknown> {
    if (hasEnded) throw new Error('the engine’s process has ended');
    const number = ++lastNumber;
    const answer = expectAnswer(number);
    child.send({ number, order });
    const gone = ended.then(() => {
      throw new Error('the engine’s process ended');
    });
    return Promise.race([answer, gone]);
  }

  const lines: Line[] = [];
  const refresh = async (): Promise<void> => {
    lines.push(...((await ask('lines')) as Line[]));
  };
  const until = async (isTrue: () => boolean): Promise<void> => {
    const giveUpAt = Date.now() + patienceMs;
    while (!isTrue()) {
      if (Date.now() > giveUpAt)
        throw new Error(`waited in vain; the last lines were ${JSON.stringify(lines.slice(-3))}`);
      const before = lines.length;
      await refresh();
      if (lines.length === before) await after(20);
    }
  };
  await Promise.race([expectAnswer(0), ended]);
  return {
    lines,
    refresh,
    until,
    line: async (fits) => {
      let from = 0;
      let found: Line | undefined;
      await until(() => {
        found = lines.find((line, at) => at >= from && fits(line));
        from = lines.length;
        return found !== undefined;
      });
      if (found === undefined) throw new Error('no such line');
      return found;
    },
    start: async () => (await ask('start')) as number,
    sample: async () => (await ask('sample')) as Sample,
    lookAway: async () => {
      await ask('look-away');
    },
    stop: async () => {
      await ask('stop');
      await ended;
    },
  };
}
