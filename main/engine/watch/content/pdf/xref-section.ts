// Reads one cross-reference section of a PDF, a table or a stream: its trailer, and where it says an object stands.
import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from '../byte-source';
import { numberIn, parseDictionaryAt, parseObject, type PdfDictionary } from './parse-object';
import { decodeXrefStream } from './xref-stream';

export interface XrefSection {
  readonly trailer: PdfDictionary;
  /** The offset of an object that is not in an object stream; null when this section does not tell. */
  locate(objectNumber: number): Promise<number | null>;
}

const dictionaryBytes = 8 * 1024;
const entryBytes = 20;
// Each costs a read; real tables have a handful.
const mostSubsections = 500;

/** The section at `offset`; null when there is none that can be read. */
export async function readXrefSection(source: ByteSource, offset: number): Promise<XrefSection | null> {
  const start = latin1(await source.read(offset, 64));
  const table = /^\s*xref\b/.exec(start);
  if (table !== null) return readTable(source, offset + table[0].length);
  const stream = /^\s*\d+\s+\d+\s+obj\b/.exec(start);
  return stream === null ? null : readStream(source, offset + stream[0].length);
}

interface Subsection {
  readonly first: number;
  readonly count: number;
  readonly entriesAt: number;
}

async function readTable(source: ByteSource, start: number): Promise<XrefSection | null> {
  const subsections: Subsection[] = [];
  for (let at = start; subsections.length < mostSubsections;) {
    const text = latin1(await source.read(at, 64));
    const trailer = /^\s*trailer/.exec(text);
    if (trailer !== null) return tableSection(source, at + trailer[0].length, subsections);
    const heading = /^\s*(\d{1,10})[ \t]+(\d{1,10})[ \t]*(?:\r\n|\r|\n)/.exec(text);
    if (heading === null) return null;
    const [whole, first, count] = heading;
    const entriesAt = at + whole.length;
    subsections.push({ first: Number(first), count: Number(count), entriesAt });
    at = entriesAt + Number(count) * entryBytes;
  }
  return null;
}

async function tableSection(
  source: ByteSource,
  trailerAt: number,
  subsections: readonly Subsection[],
): Promise<XrefSection | null> {
  const trailer = parseDictionaryAt(latin1(await source.read(trailerAt, dictionaryBytes)), 0);
  if (trailer === null) return null;
  return {
    trailer: trailer.entries,
    locate: async (objectNumber) => {
      const own = subsections.find(({ first, count }) => objectNumber >= first && objectNumber < first + count);
      if (own === undefined) return null;
      const entryAt = own.entriesAt + (objectNumber - own.first) * entryBytes;
      const entry = /^(\d{10}) \d{5} n/.exec(latin1(await source.read(entryAt, entryBytes)));
      return entry === null ? null : Number(entry[1]);
    },
  };
}

async function readStream(source: ByteSource, start: number): Promise<XrefSection | null> {
  const text = latin1(await source.read(start, dictionaryBytes));
  const parsed = parseDictionaryAt(text, 0);
  if (parsed === null) return null;
  const { entries: trailer, end } = parsed;
  const type = trailer.get('Type');
  if (type?.type !== 'name' || type.name !== 'XRef') return null;
  const keyword = /^\s*stream(?:\r\n|\n)/.exec(text.slice(end));
  const length = numberIn(trailer, 'Length');
  if (keyword === null || length === null) return { trailer, locate: () => Promise.resolve(null) };
  const bytesAt = start + end + keyword[0].length;
  let locate: ((objectNumber: number) => number | null) | null = null;
  return {
    trailer,
    locate: async (objectNumber) => {
      if (locate === null) {
        const bytes = await source.read(bytesAt, length);
        // Milliseconds each, and a hostile file chains many: other work gets its turn in between.
        await setImmediate();
        locate = decodeXrefStream(trailer, bytes);
      }
      return locate(objectNumber);
    },
  };
}

/** The dictionary that is the object of this number at `offset`; null when another one, or none, stands there. */
export async function readDictionaryObject(
  source: ByteSource,
  offset: number,
  objectNumber: number,
): Promise<PdfDictionary | null> {
  const text = latin1(await source.read(offset, dictionaryBytes));
  const heading = /^\s*(\d{1,10})\s+\d{1,5}\s+obj\b/.exec(text);
  if (heading === null || Number(heading[1]) !== objectNumber) return null;
  const parsed = parseObject(text, heading[0].length);
  return parsed?.object.type === 'dictionary' ? parsed.object.entries : null;
}

function latin1(bytes: Buffer): string {
  return bytes.toString('latin1');
}
