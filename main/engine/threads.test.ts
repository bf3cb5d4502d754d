// Tests of where documents are looked at.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createThreads } from './threads';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-threads-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('documents are looked at in the thread, also while that writes a zip, and without it in the background', async () => {
  const worker = join(folder, 'seal-worker.mjs');
  // Looks are answered, a zip never is.
  await writeFile(
    worker,
    `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, work }) => {
      if (work.kind === 'inspect') parentPort.postMessage({ id, result: { kind: 'inspected', inspections: ['looked'] } });
    });`,
  );
  const threads = createThreads(pathToFileURL(worker));
  const job = { paths: [join(folder, 'gone.pdf')], within: folder, otherImages: false };
  const options = { signal: new AbortController().signal };
  const sealed = threads.seal.seal({ zipPath: '', documents: [], uplink: { bytesPerSecond: 1 } });
  expect(await threads.inspect(job, options)).toEqual(['looked']);
  await threads.stop();
  expect(await sealed).toMatchObject({ kind: 'spool-failed' });
  expect(await threads.inspect(job, options)).toEqual([{ kind: 'vanished' }]);
});
