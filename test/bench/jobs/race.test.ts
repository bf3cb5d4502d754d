// Tests of the race's order and of what it does when somebody falls.
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contestant } from './contestant';
import type { Corpus } from './corpora';
import { race, rotated, thoseHere } from './race';

let root: string;
let corpus: Corpus;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bench-race-'));
  const folder = join(root, 'corpus');
  await mkdir(folder);
  await writeFile(join(folder, 'invoice.pdf'), 'content');
  corpus = { name: 'a', folder, documents: 1, sizeBytes: 7, what: 'one', batches: 1 };
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const server = { url: 'http://127.0.0.1:1', sentBytes: () => Promise.resolve(7), stop: () => Promise.resolve() };

function runner(name: string, run: (workFolder: string) => Promise<void>): Contestant {
  return {
    name,
    missing: () => Promise.resolve(null),
    uploads: () => 1,
    run: async ({ workFolder }) => {
      await run(workFolder);
      return { jobMs: 1, wallMs: 1, cpuMs: null, peakBytes: null };
    },
  };
}

describe('race', () => {
  it('lets another one begin each round, everybody in an empty folder', async () => {
    const order: string[] = [];
    const workFolder = join(root, 'work');
    const contestants = ['x', 'y', 'z'].map((name) =>
      runner(name, async (folder) => {
        order.push(name);
        // Fails where the one before has left its own.
        await writeFile(join(folder, 'mine'), '', { flag: 'wx' });
      }),
    );
    const courses = await race({ corpus, contestants, server, workFolder, rounds: 3 });
    expect(order.join('')).toBe('xyzyzxzxy');
    expect(courses.map(({ contestant, laps }) => [contestant.name, laps.length])).toEqual([
      ['x', 3],
      ['y', 3],
      ['z', 3],
    ]);
    await expect(stat(workFolder)).rejects.toThrow('ENOENT');
  });

  it('is over when one of them does not deliver', async () => {
    const workFolder = join(root, 'work');
    const contestants = [runner('x', () => Promise.reject(new Error('not everything was accepted')))];
    await expect(race({ corpus, contestants, server, workFolder, rounds: 1 })).rejects.toThrow('not everything');
    await expect(stat(workFolder)).rejects.toThrow('ENOENT');
  });
});

describe('thoseHere', () => {
  it('leaves out who lacks something, and goes on with the others', async () => {
    const said = vi.spyOn(console, 'error').mockReturnValue();
    const [here, away] = [runner('x', () => Promise.resolve()), runner('y', () => Promise.resolve())];
    const lacking = { ...away, missing: () => Promise.resolve('curl is not installed here') };
    expect(await thoseHere([lacking, here])).toEqual([here]);
    expect(said.mock.calls).toEqual([['y is left out: curl is not installed here.']]);
    said.mockRestore();
  });
});

describe('rotated', () => {
  it('goes round', () => {
    expect([0, 1, 2, 3].map((by) => rotated(['x', 'y', 'z'], by).join(''))).toEqual(['xyz', 'yzx', 'zxy', 'xyz']);
    expect(rotated([], 1)).toEqual([]);
  });
});
