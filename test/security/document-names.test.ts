// What a document is called inside a zip, whoever named it: a corpus of hostile names, chance, and other people's unzip.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentKinds, type DocumentId } from '../../main/engine/model';
import { entryNames } from '../../main/engine/seal/entry-names';
import type { SealDocument } from '../../main/engine/seal/seal-job';
import { writeZip } from '../../main/engine/seal/write-zip';
import { anUplink } from '../../main/engine/testing/builders';
import { aPdf } from '../integration/documents';

const corpus = JSON.parse(await readFile(join(import.meta.dirname, 'corpus/entry-names.json'), 'utf8')) as string[];
const device =
  /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])\s*(?:\.|$)/i;
const shown = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u200b\u2060\ufeff]/u;
const run = promisify(execFile);

/** Why no system may be given this name; null when it is harmless everywhere. */
function harm(name: string): string | null {
  if (name === '' || name === '.' || name === '..') return 'no name';
  if (/[/\\:*?"<>|]/.test(name)) return 'leads somewhere else, or is forbidden on Windows';
  if (shown.test(name)) return 'is not what it looks like';
  if (/[.\s]$/.test(name)) return 'ends with what Windows drops';
  if (/^[.\s]/.test(name)) return 'is hidden, or begins with a blank';
  if (device.test(name)) return 'is a device';
  if (Buffer.byteLength(name) > 255) return 'is too long';
  if (basename(normalize(`/root/${name}`)) !== name) return 'leaves its folder';
  return null;
}

function expectHarmless(names: readonly string[]): void {
  expect(names.map((name) => [name, harm(name)]).filter(([, why]) => why !== null)).toEqual([]);
  const onAnySystem = names.map((name) => name.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC'));
  expect(new Set(onAnySystem).size).toBe(names.length);
}

describe('the check itself', () => {
  it('tells a harmful name from a harmless one', () => {
    for (const name of ['..', 'a/b', 'a\\b', 'CON', 'com¹.pdf', 'a.', 'a\u202eb', 'a:b', '.a', 'n'.repeat(256)]) {
      expect(harm(name), name).not.toBeNull();
    }
    for (const name of ['invoice.pdf', 'console.pdf', 'März 2026 (2).pdf', 'دفتر‌خانه.pdf'])
      expect(harm(name), name).toBeNull();
  });
});

describe('names inside a zip', () => {
  it.each(corpus)('turn %j into a harmless one', (name) => {
    for (const kind of documentKinds) expectHarmless(entryNames([{ relativePath: name, kind }]));
  });

  it('are all different for the whole corpus at once', () => {
    expectHarmless(entryNames(corpus.map((relativePath) => ({ relativePath, kind: 'pdf' }))));
  });

  it('are harmless whatever the names are made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(...corpus),
      fc.constantFrom(
        '.',
        '..',
        '/',
        '\\',
        ' ',
        'CON',
        'nul',
        '.pdf',
        '\u202e',
        '\u200d',
        'COM\u00b9',
        'n'.repeat(200),
        '\ud83d',
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    const name = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));
    const documents = fc.array(fc.record({ relativePath: name, kind: fc.constantFrom(...documentKinds) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(documents, (all) => {
        expectHarmless(entryNames(all));
      }),
      { numRuns: 400 },
    );
  });
});

describe('a zip of documents with hostile names', () => {
  let base: string;
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'batchdrop-names-'));
  });
  afterEach(() => rm(base, { recursive: true, force: true }));

  async function sealed(): Promise<{ zipPath: string; names: string[] }> {
    const source = join(base, 'source');
    await mkdir(source);
    const names = entryNames(corpus.map((relativePath) => ({ relativePath, kind: 'pdf' })));
    const documents: SealDocument[] = [];
    for (const [index, entryName] of [...names].sort().entries()) {
      const path = join(source, `${index}.pdf`);
      await writeFile(path, aPdf(entryName));
      const { size: sizeBytes, mtimeMs } = await stat(path);
      documents.push({
        documentId: (index + 1) as DocumentId,
        path,
        within: source,
        entryName,
        sizeBytes,
        mtimeMs,
      });
    }
    const zipPath = join(base, 'batch.zip');
    expect(await writeZip({ zipPath, documents, uplink: anUplink })).toMatchObject({ kind: 'sealed' });
    return { zipPath, names };
  }

  // Programs that nobody here wrote; each has its own idea of what a path in a zip may do.
  it.each([
    ['unzip', (zip: string, into: string) => ['-q', '-o', zip, '-d', into]],
    [
      'python3',
      (zip: string, into: string) => [
        '-c',
        'import sys,zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])',
        zip,
        into,
      ],
    ],
    ['7z', (zip: string, into: string) => ['x', '-y', `-o${into}`, zip]],
  ] as const)('is unpacked by %s into one folder, file by file', async (program, args) => {
    const { zipPath, names } = await sealed();
    const into = join(base, 'deep', 'down', 'here');
    await mkdir(into, { recursive: true });
    try {
      await run(program, args(zipPath, into), { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      console.log(`${program} is not on this machine: its part of the test is left out`);
      return;
    }
    expect((await readdir(into)).map((name) => name.normalize('NFC')).sort()).toEqual(
      names.map((name) => name.normalize('NFC')).sort(),
    );
    expect(await readdir(join(base, 'deep', 'down'))).toEqual(['here']);
    expect((await readdir(base)).sort()).toEqual(['batch.zip', 'deep', 'source']);
  });
});
