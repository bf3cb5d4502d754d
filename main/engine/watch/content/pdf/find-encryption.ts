// Finds a PDF's encryption dictionary by following its cross-reference sections, newest first.
import type { ByteSource } from '../byte-source';
import { arrayIn, numberIn, type PdfDictionary, type PdfObject } from './parse-object';
import { readDictionaryObject, readXrefSection, type XrefSection } from './xref-section';

export type Encryption =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'encrypted';
      readonly dictionary: PdfDictionary;
      /** First part of the file's ID; empty when it has none. */
      readonly fileId: Buffer;
    }
  /** The sections are damaged, or lie beyond what may be read. */
  | { readonly kind: 'cannot-tell' };

export interface PdfPlaces {
  /** Where `%PDF-` stands. Offsets in the file may count from there. */
  readonly headerAt: number;
  /** What `startxref` says. */
  readonly startXref: number;
}

// Every saved change adds a section; the newest trailer has to name the encryption, its object may be in any of them.
const mostSections = 16;

/** Looks for encryption from the last cross-reference section on. */
export async function findEncryption(source: ByteSource, places: PdfPlaces): Promise<Encryption> {
  const sections = await readSections(source, places);
  if (sections.length === 0) return { kind: 'cannot-tell' };
  const encrypt = firstWith(sections, 'Encrypt');
  if (encrypt === undefined || (encrypt.type === 'word' && encrypt.word === 'null')) return { kind: 'none' };
  const dictionary = await resolve(source, places, sections, encrypt);
  return dictionary === null
    ? { kind: 'cannot-tell' }
    : { kind: 'encrypted', dictionary, fileId: firstIdPart(sections) };
}

async function readSections(source: ByteSource, { headerAt, startXref }: PdfPlaces): Promise<XrefSection[]> {
  const sections: XrefSection[] = [];
  const visited = new Set<number>();
  const offsets = [startXref];
  for (let offset = offsets.shift(); offset !== undefined; offset = offsets.shift()) {
    if (visited.has(offset) || sections.length >= mostSections) continue;
    visited.add(offset);
    const section =
      (await readXrefSection(source, offset)) ??
      (headerAt > 0 ? await readXrefSection(source, offset + headerAt) : null);
    if (section === null) continue;
    sections.push(section);
    // A file for old and new readers has a stream beside its table.
    for (const key of ['XRefStm', 'Prev']) {
      const next = numberIn(section.trailer, key);
      if (next !== null) offsets.push(next);
    }
  }
  return sections;
}

async function resolve(
  source: ByteSource,
  { headerAt }: PdfPlaces,
  sections: readonly XrefSection[],
  encrypt: PdfObject,
): Promise<PdfDictionary | null> {
  if (encrypt.type === 'dictionary') return encrypt.entries;
  if (encrypt.type !== 'reference') return null;
  for (const section of sections) {
    const offset = await section.locate(encrypt.objectNumber);
    if (offset === null) continue;
    const found =
      (await readDictionaryObject(source, offset, encrypt.objectNumber)) ??
      (headerAt > 0 ? await readDictionaryObject(source, offset + headerAt, encrypt.objectNumber) : null);
    if (found !== null) return found;
  }
  return null;
}

function firstIdPart(sections: readonly XrefSection[]): Buffer {
  for (const { trailer } of sections) {
    const first = arrayIn(trailer, 'ID')?.[0];
    if (first?.type === 'string') return first.bytes;
  }
  return Buffer.alloc(0);
}

function firstWith(sections: readonly XrefSection[], key: string): PdfObject | undefined {
  return sections.map(({ trailer }) => trailer.get(key)).find((object) => object !== undefined);
}
