// The page's addresses lead to files of the page's folder and nowhere else.
import { join, sep } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFor } from './page-files';

const folder = join(sep, 'program', 'out', 'renderer');

describe('an address of the page', () => {
  it.each([
    ['app://batchdrop/', 'index.html'],
    ['app://batchdrop/index.html', 'index.html'],
    ['app://batchdrop/index.html?x=1#/sets', 'index.html'],
    ['app://batchdrop/assets/index-1.js', 'assets/index-1.js'],
    ['app://batchdrop/a%20b.png', 'a b.png'],
  ])('%s is the file %s', (address, file) => {
    expect(fileFor(address, folder)).toBe(join(folder, file));
  });

  it.each([
    'app://elsewhere/index.html',
    'app://batchdrop.evil.example/index.html',
    'https://batchdrop/index.html',
    'app://batchdrop/%2e%2e/main/index.js',
    'app://batchdrop/..%2fmain%2findex.js',
    'app://batchdrop/..%2frenderer-2%2findex.html',
    'app://batchdrop/%00',
    'app://batchdrop/%E0%A4%A',
    'no address',
  ])('%s is no file', (address) => {
    const file = fileFor(address, folder);
    // A parser may resolve the dots by itself; what counts is that nothing outside is served.
    expect(file === null || file.startsWith(folder + sep)).toBe(true);
    if (!address.includes('%2e%2e')) expect(file).toBeNull();
  });

  it('never leads out of the folder', () => {
    const piece = fc.constantFrom('..', '.', '%2e', '%2e%2e', '/', '%2f', '\\', '%5c', 'a', '%25', ':', 'C:');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = fileFor(`app://batchdrop/${pieces.join('')}`, folder);
        expect(file === null || file.startsWith(folder + sep)).toBe(true);
      }),
    );
  });
});
