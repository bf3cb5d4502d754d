import { expect, test } from 'vitest';
import { isBeyond, judge, type SampleAt } from './growth';

const mebi = 1024 * 1024;

/** Twenty-one samples of a program that does not grow, 500 batches apart, with what a leak adds. */
function soaked(grown: (batches: number) => Partial<SampleAt>): SampleAt[] {
  return Array.from({ length: 21 }, (_, index) => {
    const batches = index * 500;
    // Code flattens out after a while; objects come and go by 20 kB.
    const flat = { objectBytes: 16 * mebi + (index % 3) * 10_000, codeBytes: Math.min(13 * mebi, batches * 3_000) };
    return {
      ...{ heapBytes: 0, spaces: {}, externalBytes: 0, arrayBufferBytes: 0, rssBytes: 0, openFiles: 36 + (index % 3) },
      ...{
        resources: { Timeout: 18 },
        warnings: [],
        delay: { p99Ms: 90, maxMs: 400 },
        ownDelay: { p99Ms: 20, maxMs: 80 },
      },
      ...{ batches, ...flat, ...grown(batches) },
    };
  });
}

function beyond(samples: readonly SampleAt[]): string[] {
  return judge(samples)
    .filter(isBeyond)
    .map(({ what }) => what);
}

test('lets a program pass whose compiled code flattens out', () => {
  expect(beyond(soaked(() => ({})))).toEqual([]);
});

test.each([
  ['objects in the heap', (batches: number) => ({ objectBytes: 16 * mebi + batches * 120 })],
  ['outside the heap', (batches: number) => ({ externalBytes: batches * 120 })],
  ['compiled code', (batches: number) => ({ codeBytes: batches * 300 })],
  ['whole process', (batches: number) => ({ rssBytes: batches * 2_000 })],
  ['open files', (batches: number) => ({ openFiles: 36 + Math.floor(batches / 1_000) })],
  ['handles and timers', (batches: number) => ({ resources: { Timeout: 18 + Math.floor(batches / 1_000) } })],
])('sees a leak: %s', (what, grown) => {
  expect(beyond(soaked(grown))).toEqual([`${what}, per 10,000 batches`]);
});

test('one sample with a read buffer in it does not decide', () => {
  expect(beyond(soaked((batches) => (batches === 10_000 ? { externalBytes: 2 * mebi } : {})))).toEqual([]);
});

test('tells growth but does not judge it before the caches are full', () => {
  expect(beyond(soaked((batches) => ({ objectBytes: batches * 200 })).slice(0, 3))).toEqual([]);
});

test('judges the delay without waits for a processor', () => {
  const samples = soaked(() => ({ ownDelay: { p99Ms: 51, maxMs: 80 } }));
  expect(beyond(samples)).toEqual(['event loop delay, 99th percentile']);
});
