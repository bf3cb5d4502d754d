// Streams that keep what a command writes.
import { PassThrough } from 'node:stream';
import type { ExitCode } from '../exit-codes';
import type { Streams } from '../streams';

export interface Written {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout, parsed. */
  readonly json: unknown;
}

/** Runs a command with streams of its own. */
export async function collect(command: (streams: Streams) => Promise<ExitCode>): Promise<Written> {
  const texts = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr'): PassThrough => {
    const passThrough = new PassThrough();
    passThrough.on('data', (chunk: Buffer) => (texts[name] += chunk.toString()));
    return passThrough;
  };
  const streams = { stdout: stream('stdout'), stderr: stream('stderr') };
  const exitCode = await command(streams);
  return {
    exitCode,
    ...texts,
    get json() {
      return JSON.parse(texts.stdout) as unknown;
    },
  };
}
