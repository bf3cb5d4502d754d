// Starts the endpoint of the bench in a process of its own.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ServerOrder, ServerWord } from './server';

export interface RunningServer {
  readonly url: string;
  /** The bytes of all upload bodies since this was asked last. Resolves when so many uploads are in. */
  sentBytes(uploads: number): Promise<number>;
  stop(): Promise<void>;
}

/** Rejects when it does not come up. */
export async function startServer(order: ServerOrder): Promise<RunningServer> {
  const child = fork(join(import.meta.dirname, 'server.js'), [JSON.stringify(order)]);
  const ended = once(child, 'exit');
  let bodies: number[] = [];
  let onUpload = (): void => undefined;
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (word: ServerWord) => {
      if (word.kind === 'listening') resolve(word.port);
      else {
        bodies.push(word.bytes);
        onUpload();
      }
    });
    child.once('exit', () => {
      reject(new Error('The server of the bench ended.'));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    sentBytes: (uploads) =>
      new Promise((resolve) => {
        // The answer may overtake the word about it.
        onUpload = () => {
          if (bodies.length < uploads) return;
          const sum = bodies.reduce((sum, bytes) => sum + bytes, 0);
          bodies = [];
          onUpload = () => undefined;
          resolve(sum);
        };
        onUpload();
      }),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
