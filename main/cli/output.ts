// Where the command line writes: one JSON object per line on stdout for machines, sentences on stderr for people.
import type { EngineEvent } from '../engine/events';
import type { QueueTally } from '../engine/ports';

export interface Output {
  event(event: EngineEvent, pathById: ReadonlyMap<string, string>): void;
  summary(tally: QueueTally, exitCode: number): void;
  log(sentence: string): void;
}

/**
 * Writes to the given streams; `now` stamps the lines. Events that come in one turn of the event loop are written together:
 * a write waits for the system, and a burst of ten thousand documents would wait for it ten thousand times.
 */
export function createOutput(
  streams: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream },
  now: () => number,
): Output {
  let unwritten: string[] = [];
  const line = (value: object): void => {
    if (unwritten.length === 0) setImmediate(write);
    unwritten.push(`${JSON.stringify({ time: new Date(now()).toISOString(), ...value })}\n`);
  };
  const write = (): void => {
    if (unwritten.length > 0) streams.stdout.write(unwritten.join(''));
    unwritten = [];
  };
  return {
    event: (event, pathById) => {
      line(withPath(event, pathById));
    },
    summary: (tally, exitCode) => {
      line({ type: 'finished', exitCode, ...tally });
      write();
    },
    log: (sentence) => {
      streams.stderr.write(`${new Date(now()).toISOString()} ${sentence}\n`);
    },
  };
}

/** Folder ids mean nothing outside; their paths do. */
function withPath(event: EngineEvent, pathById: ReadonlyMap<string, string>): object {
  return 'folderId' in event ? { ...event, folder: pathById.get(event.folderId) ?? null } : event;
}
