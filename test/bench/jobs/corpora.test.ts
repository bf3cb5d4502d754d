// Tests of the bench's corpora: of the kinds that the limits are stated for, made once, and taken by the program.
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../main/engine/watch/content/inspect';
import { corpusNames, describeCorpus, makeCorpus } from './corpora';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'bench-corpora-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('describeCorpus', () => {
  it.each([
    ['a', 1_000, 200e6, 1],
    ['b', 10_000, 80e6, 1],
    ['c', 20, 522e6, 1],
    ['d', 12_060, 2_046e6, 2],
  ] as const)('%s has %d documents of %d bytes in all, for %d batches', (name, documents, sizeBytes, batches) => {
    const corpus = describeCorpus(name, 'full', root);
    expect(corpus).toMatchObject({ documents, batches });
    expect(Math.round(corpus.sizeBytes / 1e6)).toBe(sizeBytes / 1e6);
  });

  it('plans no batch that the config file would not allow', () => {
    for (const name of corpusNames) {
      for (const scale of ['full', 'third', 'tenth', 'quick'] as const) {
        const { documents, batches } = describeCorpus(name, scale, root);
        expect(documents / batches).toBeLessThanOrEqual(10_000);
        expect((documents / batches) % 1).toBe(0);
      }
    }
  });
});

describe('makeCorpus', () => {
  it('makes what was described, of documents that the program takes', async () => {
    const corpus = await makeCorpus('d', 'quick', root);
    const paths = await filesOf(corpus.folder);
    expect(paths).toHaveLength(corpus.documents);
    let sizeBytes = 0;
    for (const path of paths) {
      const judged = await inspectDocument(path, {
        ...{ otherImages: true, within: dirname(path), signal: new AbortController().signal },
      });
      expect(judged).toMatchObject({ kind: 'complete' });
      if (judged.kind === 'complete') sizeBytes += judged.sizeBytes;
    }
    // TIFF and BMP differ by a header.
    expect(Math.abs(sizeBytes - corpus.sizeBytes)).toBeLessThan(1_000);
  });

  it('holds no content twice, nor one that another scale has', async () => {
    const folders = [await makeCorpus('text', 'quick', root), await makeCorpus('text', 'tenth', root)];
    const contents = new Set<string>();
    let documents = 0;
    for (const { folder } of folders) {
      for (const path of await filesOf(folder)) {
        contents.add((await readFile(path)).toString('latin1'));
        documents += 1;
      }
    }
    expect(contents.size).toBe(documents);
  });

  it('makes what is there once only, and an unfinished one anew', async () => {
    const { folder } = describeCorpus('text', 'quick', root);
    const first = await makeCorpus('text', 'quick', root);
    const mark = join(first.folder, 'mark');
    await writeFile(mark, '');
    await makeCorpus('text', 'quick', root);
    expect((await stat(mark)).isFile()).toBe(true);
    await rm(folder, { recursive: true });
    await makeCorpus('text', 'quick', root);
    expect(await readdir(root)).toEqual([folder.slice(root.length + 1)]);
    expect(await filesOf(folder)).toHaveLength(first.documents);
  });
});

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
