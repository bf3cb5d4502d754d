// Starts the program under test, talks to it over its stdio, kills it, and tells how it ended.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import type { EngineEvent } from '../../main/engine/events';
import { optionsVariable, type Command, type ProgramLine, type ProgramOptions } from './program-protocol';

/** The program was killed, or ended by itself, before it answered. */
export class ProgramEnded extends Error {}
/** The program did not answer in time: it hangs, which is a finding. */
class ProgramHangs extends Error {}

export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
}

export interface DrivenProgram {
  /** Everything it said so far. */
  readonly events: readonly EngineEvent[];
  readonly isRunning: boolean;
  /** Resolves when the engine runs; a string when the program refused to start. Rejects with `ProgramEnded`. */
  readonly started: Promise<Extract<ProgramLine, { type: 'started' | 'refused' }>>;
  readonly ended: Promise<ProgramEnd>;
  /** Rejects with `ProgramEnded` when the program dies over it, and with `ProgramHangs` after a minute. */
  ask(command: Command): Promise<unknown>;
  /** Resolves with the first event, past or future, that fits. */
  event(fits: (event: EngineEvent) => boolean): Promise<EngineEvent>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface StartOptions extends ProgramOptions {
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Runs through this command, such as `prlimit --fsize=…`. */
  readonly through?: readonly string[];
}

const answerDeadlineMs = 60_000;

/** Starts the program with these options. */
export function startProgram({ script, environment, through = [], ...options }: StartOptions): DrivenProgram {
  const [command, ...args] = [...through, process.execPath, script];
  const env = { ...process.env, NODE_ENV: 'production', ...environment, [optionsVariable]: JSON.stringify(options) };
  const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const events: EngineEvent[] = [];
  const listeners = new Set<() => void>();
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastNumber = 0;
  let stderr = '';
  let tellStart: (line: Extract<ProgramLine, { type: 'started' | 'refused' }>) => void = () => undefined;
  const toldStart = new Promise<Extract<ProgramLine, { type: 'started' | 'refused' }>>((resolve) => {
    tellStart = resolve;
  });

  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // A killed program's pipe breaks; the promises say so.
  child.stdin.on('error', () => undefined);
  createInterface({ input: child.stdout }).on('line', (text) => {
    // A killed program may break off in the middle of a line.
    const line = parseLine(text);
    if (line === null) return;
    if (line.type === 'event') events.push(line.event);
    else if (line.type === 'answer') waiting.get(line.number)?.resolve(line.value);
    else if (line.type === 'error') waiting.get(line.number)?.reject(new Error(line.detail));
    else tellStart(line);
    for (const listener of [...listeners]) listener();
  });
  const ended = once(child, 'close').then((): ProgramEnd => ({
    exitCode: child.exitCode,
    signal: child.signalCode,
    stderr,
  }));
  const died = ended.then(({ exitCode, signal }) => {
    throw new ProgramEnded(`the program ended with ${signal ?? String(exitCode)}\n${stderr}`);
  });
  died.catch(() => undefined);

  return {
    events,
    get isRunning() {
      return child.exitCode === null && child.signalCode === null;
    },
    started: inTime(Promise.race([toldStart, died]), 'start'),
    ended,
    ask: async (asked) => {
      const number = ++lastNumber;
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(number, { resolve, reject }));
      answer.catch(() => undefined);
      child.stdin.write(`${JSON.stringify({ number, command: asked })}\n`);
      return inTime(Promise.race([answer, died]), asked.do);
    },
    event: (fits) => {
      const found = new Promise<EngineEvent>((resolve) => {
        const look = (): void => {
          const event = events.find(fits);
          if (event === undefined) return;
          listeners.delete(look);
          resolve(event);
        };
        listeners.add(look);
        look();
      });
      return inTime(Promise.race([found, died]), 'event');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function inTime<Value>(work: Promise<Value>, what: string): Promise<Value> {
  const timer = new AbortController();
  work.catch(() => undefined);
  const late = after(answerDeadlineMs, undefined, { signal: timer.signal }).then(() => {
    throw new ProgramHangs(`no answer to "${what}" within ${answerDeadlineMs / 1000} s`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

function parseLine(text: string): ProgramLine | null {
  try {
    return JSON.parse(text) as ProgramLine;
  } catch {
    return null;
  }
}
