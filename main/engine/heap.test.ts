// Tests of what is asked of V8, in a program of their own: its heap is nobody else's.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modestHelpers } from './heap';
import { buildScript, type BuiltScript } from './testing/built-script';

let built: BuiltScript;
beforeAll(async () => {
  built = await buildScript(join(import.meta.dirname, 'heap.ts'));
});
afterAll(() => built.remove());

/** Runs these lines; answers with what they print. */
async function printed(lines: string): Promise<unknown> {
  const file = join(built.folder, 'program.mjs');
  await writeFile(
    file,
    `import { getHeapSpaceStatistics, getHeapStatistics } from 'node:v8';
     import * as heap from './heap.mjs';
     const newSpaceMiB = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 2 ** 20;
     const kept = [];
     const allocate = () => { for (let i = 0; i < 2_000_000; i += 1) { kept.push({ i }); if (kept.length > 50_000) kept.length = 0; } };
     ${lines}`,
  );
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  return JSON.parse(stdout);
}

describe("V8's heap", () => {
  it('gives new objects little room, also after a thread was started', async () => {
    const begun = `heap.keepNewSpaceSmall();
      const start = (begin) => new Promise((resolve) => begin(new URL('data:text/javascript,')).once('exit', resolve));`;
    const growing = `import { Worker } from 'node:worker_threads'; ${begun} await start((file) => new Worker(file)); allocate(); console.log(newSpaceMiB());`;
    const small = `${begun} await start(heap.startWorker); allocate(); console.log(newSpaceMiB());`;
    expect(await printed(growing)).toBeGreaterThan(6);
    expect(await printed(small)).toBeLessThanOrEqual(4);
  });

  it('is collected when it is asked for', async () => {
    const lines = `
      let garbage = Array.from({ length: 300_000 }, (_, index) => ({ index }));
      const before = getHeapStatistics().used_heap_size;
      garbage = null;
      heap.collectGarbage();
      console.log((before - getHeapStatistics().used_heap_size) / 2 ** 20);`;
    expect(await printed(lines)).toBeGreaterThan(5);
  });

  // Set at run time, a flag that V8 does not know is passed over without a word.
  it('knows the flags that keep its helpers modest', async () => {
    const started = promisify(execFile)(process.execPath, [...modestHelpers, '--eval', 'console.log(1)']);
    await expect(started).resolves.toMatchObject({ stdout: '1\n' });
  });
});
