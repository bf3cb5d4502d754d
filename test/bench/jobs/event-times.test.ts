// Tests of reading a job's times from the program's events.
import { describe, expect, it } from 'vitest';
import { jobTimes } from './event-times';

const line = (ms: number, type: string, more: object = {}): string =>
  JSON.stringify({ time: new Date(1_000_000 + ms).toISOString(), type, ...more });

const oneBatch = [
  line(0, 'folder-state', { state: 'scanning' }),
  line(10, 'scan-finished'),
  line(12, 'folder-state', { state: 'watching' }),
  line(30, 'document-ready'),
  line(40, 'document-ready'),
  line(100, 'batch-sealed', { documents: 2 }),
  line(110, 'batch-sending'),
  line(160, 'batch-accepted', { documents: 2 }),
  line(300, 'finished', { exitCode: 0 }),
];

describe('jobTimes', () => {
  it('counts from the first look at the folder until the batch id, and not the end of the program', () => {
    expect(jobTimes(`${oneBatch.join('\n')}\n`)).toEqual({
      ...{ wholeMs: 160, scanMs: 10, lookMs: 30, sealMs: 60, sendMs: 60 },
      ...{ acceptedDocuments: 2, acceptedBatches: 1 },
    });
  });

  it('lasts until the last batch, with parts that add up where batches overlap', () => {
    const times = jobTimes(
      [
        ...oneBatch.slice(0, 8),
        line(200, 'batch-sealed', { documents: 1 }),
        line(250, 'batch-accepted', { documents: 1 }),
      ].join('\n'),
    );
    expect(times).toMatchObject({ wholeMs: 250, acceptedDocuments: 3, acceptedBatches: 2 });
    expect(times.scanMs + times.lookMs + times.sealMs + times.sendMs).toBe(250);
  });

  it('has parts of no length where the next began before the one before was over', () => {
    const times = jobTimes(
      [line(0, 'folder-state'), line(5, 'document-ready'), line(9, 'batch-sealed'), line(20, 'scan-finished')]
        .concat(line(30, 'batch-accepted', { documents: 1 }))
        .join('\n'),
    );
    expect(times).toMatchObject({ scanMs: 20, lookMs: 0, sealMs: 0, sendMs: 10 });
  });

  it('refuses to time a job that delivered nothing', () => {
    expect(() => jobTimes(oneBatch.slice(0, 7).join('\n'))).toThrow('delivered nothing');
    expect(() => jobTimes('')).toThrow('delivered nothing');
  });
});
