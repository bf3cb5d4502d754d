// Starts the program that is soaked, and asks it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CallName, Calls } from '../../../preload/contract';
import { dataVariable, leakVariable, type Answer, type Order, type Sample } from './protocol';

export interface SoakedProgram {
  /** The value of a call that has to work. */
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Calls[Name]['value']>;
  /** Writes a heap snapshot to the file as well. */
  sample(snapshotFile: string): Promise<Sample>;
  wake(): Promise<void>;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

export interface SoakedOptions {
  /** To keep for ever with each accepted batch, on purpose. */
  readonly leakBytes: number;
  readonly nodeOptions: readonly string[];
}

/** Starts it on an empty data folder; resolves when its engine runs. Whatever it is asked rejects once it is gone. */
export async function startSoaked(dataFolder: string, options: SoakedOptions): Promise<SoakedProgram> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'program.js'), [], {
    execArgv: ['--expose-gc', '--trace-warnings', ...options.nodeOptions],
    env: {
      ...{ ...process.env, NODE_ENV: 'production' },
      ...{ [dataVariable]: dataFolder, [leakVariable]: String(options.leakBytes) },
    },
  });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastNumber = 0;
  const expectAnswer = (number: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(number, { resolve, reject }));
  child.on('message', (message) => {
    // Of program.ts, which sends nothing else.
    const answer = message as Answer;
    const asked = waiting.get(answer.number);
    waiting.delete(answer.number);
    if ('problem' in answer) asked?.reject(new Error(answer.problem));
    else asked?.resolve(answer.value);
  });
  const ended = once(child, 'exit').then(() => {
    for (const { reject } of waiting.values()) reject(new Error('the program ended'));
  });

  function ask(order: Order): Promise<unknown> {
    const number = ++lastNumber;
    const answer = expectAnswer(number);
    child.send({ number, order });
    return answer;
  }

  await expectAnswer(0);
  return {
    // The program answers a call with that call's value.
    call: async (name, request) => (await ask({ do: 'call', name, request })) as Calls[typeof name]['value'],
    sample: async (snapshotFile) => (await ask({ do: 'sample', snapshotFile })) as Sample,
    wake: async () => {
      await ask({ do: 'wake' });
    },
    stop: async () => {
      await ask({ do: 'stop' }).catch(() => undefined);
      await ended;
    },
  };
}
