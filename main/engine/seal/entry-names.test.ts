// Tests of the names inside a zip.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentKinds } from '../model';
import { entryNames, type NamedDocument } from './entry-names';

function pdfNames(...relativePaths: string[]): string[] {
  return entryNames(relativePaths.map((relativePath) => ({ relativePath, kind: 'pdf' })));
}

describe('entryNames', () => {
  it.each([
    ['invoice.pdf', 'invoice.pdf'],
    ['deep/er/invoice.PDF', 'invoice.PDF'],
    ['Rechnung März 😀.pdf', 'Rechnung März 😀.pdf'],
    ['Ma\u0308rz.pdf', 'Ma\u0308rz.pdf'],
    ['scan', 'scan.pdf'],
    ['letter.txt', 'letter.txt.pdf'],
    ['photo.jpg', 'photo.jpg.pdf'],
    ['v1.2', 'v1.2.pdf'],
    ['a\\b:c*d?e"f<g>h|i\tj\u007f.pdf', 'a_b_c_d_e_f_g_h_i_j_.pdf'],
    ['half \ud83d pair.pdf', 'half _ pair.pdf'],
    [' invoice.pdf . ', 'invoice.pdf'],
    ['invoice .pdf', 'invoice .pdf'],
    ['...invoice.pdf', '_invoice.pdf'],
    ['.pdf', '_pdf.pdf'],
    ['   ', 'document.pdf'],
    ['con.pdf', 'con_.pdf'],
    ['AUX', 'AUX_.pdf'],
    ['lpt1.old.pdf', 'lpt1_.old.pdf'],
    ['nul .pdf', 'nul_ .pdf'],
    ['com¹.pdf', 'com¹_.pdf'],
    ['console.pdf', 'console.pdf'],
    ['com10.pdf', 'com10.pdf'],
  ])('calls the PDF %j %j', (relativePath, expected) => {
    expect(pdfNames(relativePath)).toEqual([expected]);
  });

  it.each<[NamedDocument, string]>([
    [{ relativePath: 'a.JPEG', kind: 'jpeg' }, 'a.JPEG'],
    [{ relativePath: 'a.jfif', kind: 'jpeg' }, 'a.jfif'],
    [{ relativePath: 'a.png', kind: 'jpeg' }, 'a.png.jpg'],
    [{ relativePath: 'a.tiff', kind: 'tiff' }, 'a.tiff'],
    [{ relativePath: 'a', kind: 'webp' }, 'a.webp'],
  ])('gives %j an extension that fits its content', (document, expected) => {
    expect(entryNames([document])).toEqual([expected]);
  });

  it('numbers documents of one name, the first by path keeps it', () => {
    const names = pdfNames('y/scan.pdf', 'x/scan.pdf', 'z/SCAN.pdf', 'scan');
    expect(names).toEqual(['scan (3).pdf', 'scan (2).pdf', 'SCAN (4).pdf', 'scan.pdf']);
  });

  it('takes names for the same that differ in case or in how an accent is written', () => {
    expect(pdfNames('a/\u00e4.pdf', 'b/a\u0308.pdf')).toEqual(['\u00e4.pdf', 'a\u0308 (2).pdf']);
    expect(pdfNames('a/Straße.pdf', 'b/STRASSE.pdf')).toEqual(['Straße.pdf', 'STRASSE (2).pdf']);
  });

  it('leaves a document its own name when a numbered one would take it', () => {
    expect(pdfNames('a/scan.pdf', 'b/scan.pdf', 'c/scan (2).pdf')).toEqual([
      'scan.pdf',
      'scan (3).pdf',
      'scan (2).pdf',
    ]);
  });

  it('keeps a name of 250 characters whole', () => {
    const name = `${'n'.repeat(246)}.pdf`;
    expect(pdfNames(name)).toEqual([name]);
  });

  it('shortens a name of more than 255 bytes before its extension, between characters', () => {
    expect(pdfNames(`${'😀'.repeat(70)}.pdf`)).toEqual([`${'😀'.repeat(62)}.pdf`]);
    expect(pdfNames('ä'.repeat(250))).toEqual([`${'ä'.repeat(125)}.pdf`]);
  });

  it('numbers names that became the same by shortening', () => {
    const [first = '', second = ''] = pdfNames(`${'n'.repeat(252)}a.pdf`, `${'n'.repeat(252)}b.pdf`);
    expect(first).toBe(`${'n'.repeat(251)}.pdf`);
    expect(second).toBe(`${'n'.repeat(247)} (2).pdf`);
  });

  it('is quick when thousands of documents have one name', () => {
    const names = pdfNames(...Array.from({ length: 5_000 }, (_, index) => `${index}/scan.pdf`));
    expect(new Set(names).size).toBe(5_000);
  });
});

describe('any entry names', () => {
  const awkward = fc.constantFrom(
    'a',
    'A',
    'ä',
    'a\u0308',
    ' ',
    '.',
    '/',
    '(2)',
    'con',
    '😀',
    '\ud83d',
    ':',
    '.pdf',
    'n'.repeat(120),
  );
  const path = fc.oneof(
    fc.array(awkward, { maxLength: 5 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );
  const documents = fc.array(fc.record({ relativePath: path, kind: fc.constantFrom(...documentKinds) }), {
    maxLength: 25,
  });

  it('are unique, valid everywhere and at most 255 bytes long', () => {
    fc.assert(
      fc.property(documents, (all) => {
        const names = entryNames(all);
        expect(names).toHaveLength(all.length);
        expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(all.length);
        for (const name of names) {
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
          expect(Buffer.from(name).toString()).toBe(name);
          expect(name).not.toMatch(/[\p{Cc}/\\:*?"<>|]|^[.\s]|[.\s]$|^(?:con|nul)\./iu);
        }
      }),
    );
  });

  it('do not depend on the order of the documents', () => {
    const distinct = fc.uniqueArray(fc.record({ relativePath: path, kind: fc.constantFrom(...documentKinds) }), {
      selector: ({ relativePath }) => relativePath,
      maxLength: 25,
    });
    fc.assert(
      fc.property(distinct, (all) => {
        expect(entryNames([...all].reverse()).reverse()).toEqual(entryNames(all));
      }),
    );
  });
});
