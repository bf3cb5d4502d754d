// What the sealer has just proven is on record for those who send it.
import { stat } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { stampOf, type FileStamp } from './file-stamp';
import { aSealerBench } from './testing/sealer-bench';
import { writeZip } from './write-zip';

it('the stamp of a zip is on record as soon as its batch is sealed', async () => {
  const bench = await aSealerBench();
  await bench.put('a.pdf', 'first');
  const stamps: FileStamp[] = [];
  const paths: string[] = [];
  await bench.work(undefined, {
    thread: {
      seal: (job) => {
        paths.push(job.zipPath);
        return writeZip(job);
      },
    },
    spool: {
      proven: (_zipName, stamp) => {
        expect(bench.rows('SELECT state FROM batch')).toEqual([{ state: 'sealed' }]);
        stamps.push(stamp);
      },
    },
  });
  expect(bench.failures).toEqual([]);
  expect(paths).toHaveLength(1);
  expect(stamps).toEqual([stampOf(await stat(paths[0] ?? '', { bigint: true }))]);
});
