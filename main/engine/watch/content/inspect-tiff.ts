// Judges a TIFF or BigTIFF: every page's directory and picture data have to lie inside the file.
import type { ByteSource } from './byte-source';
import { complete, incomplete, type ContentJudgement } from './judgement';

interface Layout {
  readonly littleEndian: boolean;
  /** 4 bytes in a TIFF, 8 in a BigTIFF. */
  readonly offsetBytes: 4 | 8;
}

interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Where its values stand: in the entry itself when they fit. */
  readonly valuesAt: number;
}

// Bytes per value of the types that offsets and lengths come in; others need no look inside.
const valueBytes: ReadonlyMap<number, number> = new Map([
  [1, 1], // BYTE
  [2, 1], // ASCII
  [3, 2], // SHORT
  [4, 4], // LONG
  [5, 8], // RATIONAL
  [7, 1], // UNDEFINED
  [12, 8], // DOUBLE
  [13, 4], // IFD
  [16, 8], // LONG8
  [18, 8], // IFD8
]);
// Offsets and lengths of strips, of tiles, and of a JPEG of the old kind.
const dataTags = [
  [273, 279],
  [324, 325],
  [513, 514],
] as const;
const mostPages = 2_000;
const mostEntries = 1_000;
// Of longer lists the beginning and the end are looked at: pictures are written in order.
const listBytes = 16 * 1024;

/** Judges a file that starts with a TIFF signature. Pages beyond the reading limit are taken for complete. */
export async function inspectTiff(source: ByteSource): Promise<ContentJudgement> {
  const header = await source.read(0, 16);
  const littleEndian = header[0] === 0x49;
  const isBig = header[littleEndian ? 2 : 3] === 43;
  const layout: Layout = { littleEndian, offsetBytes: isBig ? 8 : 4 };
  if (header.length < 2 * layout.offsetBytes) return incomplete('tiff', 'the header is cut short');
  let pageAt = numberAt(header, layout.offsetBytes, layout.offsetBytes, littleEndian);
  // Many programs write the directory last and its place in the header when all is done.
  if (pageAt === 0) return incomplete('tiff', 'no page yet');
  const visited = new Set<number>();
  while (pageAt !== 0 && !visited.has(pageAt) && visited.size < mostPages) {
    visited.add(pageAt);
    const page = await readPage(source, pageAt, layout);
    if (page === 'outside') return incomplete('tiff', `page ${visited.size} lies behind the end`);
    if (page === 'unknown') return complete('tiff');
    if (!(await hasItsData(source, page.entries, layout))) {
      return incomplete('tiff', `the picture of page ${visited.size} lies behind the end`);
    }
    pageAt = page.nextAt;
  }
  return complete('tiff');
}

type Page = { readonly entries: readonly Entry[]; readonly nextAt: number } | 'outside' | 'unknown';

async function readPage(source: ByteSource, at: number, { littleEndian, offsetBytes }: Layout): Promise<Page> {
  const countBytes = offsetBytes === 8 ? 8 : 2;
  const entryBytes = 4 + 2 * offsetBytes;
  if (at + countBytes > source.sizeBytes) return 'outside';
  const countField = await source.read(at, countBytes);
  if (countField.length < countBytes) return 'unknown';
  const count = numberAt(countField, 0, countBytes, littleEndian);
  // A directory has entries; zeros are space that is still to be written to.
  if (count === 0) return 'outside';
  if (at + countBytes + count * entryBytes + offsetBytes > source.sizeBytes) return 'outside';
  if (count > mostEntries) return 'unknown';
  const bytes = await source.read(at + countBytes, count * entryBytes + offsetBytes);
  if (bytes.length < count * entryBytes + offsetBytes) return 'unknown';
  const entries: Entry[] = [];
  for (let index = 0; index < count; index += 1) {
    const entryAt = index * entryBytes;
    const type = numberAt(bytes, entryAt + 2, 2, littleEndian);
    const values = numberAt(bytes, entryAt + 4, offsetBytes, littleEndian);
    const isInside = (valueBytes.get(type) ?? 1) * values <= offsetBytes;
    const fieldAt = entryAt + 4 + offsetBytes;
    entries.push({
      tag: numberAt(bytes, entryAt, 2, littleEndian),
      type,
      count: values,
      valuesAt: isInside ? at + countBytes + fieldAt : numberAt(bytes, fieldAt, offsetBytes, littleEndian),
    });
  }
  return { entries, nextAt: numberAt(bytes, count * entryBytes, offsetBytes, littleEndian) };
}

async function hasItsData(source: ByteSource, entries: readonly Entry[], layout: Layout): Promise<boolean> {
  for (const { type, count, valuesAt } of entries) {
    if (valuesAt + count * (valueBytes.get(type) ?? 0) > source.sizeBytes) return false;
  }
  for (const [offsetTag, lengthTag] of dataTags) {
    const offsets = entries.find(({ tag }) => tag === offsetTag);
    const lengths = entries.find(({ tag }) => tag === lengthTag);
    if (offsets === undefined) continue;
    for (const atEnd of [false, true]) {
      const starts = await readNumbers(source, offsets, atEnd, layout);
      const sizes = lengths === undefined ? [] : await readNumbers(source, lengths, atEnd, layout);
      // As many from the end of one list as from the end of the other, though their numbers differ in width.
      if (atEnd) [starts, sizes].forEach((list) => list.reverse());
      if (starts.some((start, index) => start + (sizes[index] ?? 0) > source.sizeBytes)) return false;
    }
  }
  return true;
}

/** The first, or the last, values of an entry, as many as fit into 16 KB. */
async function readNumbers(source: ByteSource, entry: Entry, atEnd: boolean, layout: Layout): Promise<number[]> {
  const width = valueBytes.get(entry.type);
  if (width === undefined) return [];
  const wanted = Math.min(entry.count, Math.floor(listBytes / width));
  const at = entry.valuesAt + (atEnd ? (entry.count - wanted) * width : 0);
  const bytes = await source.read(at, wanted * width);
  const numbers: number[] = [];
  for (let offset = 0; offset + width <= bytes.length; offset += width) {
    numbers.push(numberAt(bytes, offset, width, layout.littleEndian));
  }
  // A list that could only be read in part would be matched with the wrong places of the other one.
  return numbers.length === wanted ? numbers : [];
}

function numberAt(bytes: Buffer, at: number, length: number, littleEndian: boolean): number {
  let value = 0;
  for (let index = 0; index < length; index += 1) {
    value = value * 256 + (bytes[at + (littleEndian ? length - 1 - index : index)] ?? 0);
  }
  return value;
}
