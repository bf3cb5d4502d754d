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
  let stamp = { at: NaN, text: '' };
  // Thousands of events come in one millisecond.
  const time = (): string => {
    const at = now();
    if (at !== stamp.at) stamp = { at, text: new Date(at).toISOString() };
    return stamp.text;
  };
  const line = (value: object): void => {
    if (unwritten.length === 0) setImmediate(write);
    unwritten.push(`${JSON.stringify(value)}\n`);
  };
  const write = (): void => {
    if (unwritten.length > 0) streams.stdout.write(unwritten.join(''));
    unwritten = [];
  };
  return {
    event: (event, pathById) => {
      // Folder ids mean nothing outside; their paths do.
      const folder = 'folderId' in event ? { folder: pathById.get(event.folderId) ?? null } : {};
      line({ time: time(), ...event, ...folder });
    },
    summary: (tally, exitCode) => {
      line({ time: time(), type: 'finished', exitCode, ...tally });
      write();
    },
    log: (sentence) => {
      streams.stderr.write(`${time()} ${sentence}\n`);
    },
  };
}
