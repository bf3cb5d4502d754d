// Decodes a cross-reference stream (ISO 32000-1, 7.5.8).
import { inflateSync } from 'node:zlib';
import { arrayIn, dictionaryIn, numberIn, type PdfDictionary, type PdfObject } from './parse-object';

// 50,000 objects of the usual row size; more is given up, not decoded for seconds.
const mostBytes = 512 * 1024;

/** A function that tells where an object stands that is not in an object stream; it answers null when it cannot tell. */
export function decodeXrefStream(dictionary: PdfDictionary, bytes: Buffer): (objectNumber: number) => number | null {
  const widths = numbersOf(arrayIn(dictionary, 'W'));
  const [typeBytes = 0, offsetBytes = 0] = widths;
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  const fits = widths.length === 3 && widths.every((width) => Number.isInteger(width) && width >= 0 && width <= 8);
  const rows = fits ? decodedRows(dictionary, bytes, rowBytes) : null;
  if (rows === null || rowBytes === 0) return () => null;
  const index = numbersOf(arrayIn(dictionary, 'Index') ?? null);
  const sections = index.length > 0 ? index : [0, numberIn(dictionary, 'Size') ?? 0];
  return (objectNumber) => {
    const row = rowOf(sections, objectNumber);
    if (row === null || (row + 1) * rowBytes > rows.length) return null;
    const at = row * rowBytes;
    // Without a type field every entry is of type 1: a plain object at an offset.
    const type = typeBytes === 0 ? 1 : bigEndian(rows, at, typeBytes);
    return type === 1 ? bigEndian(rows, at + typeBytes, offsetBytes) : null;
  };
}

function rowOf(sections: readonly number[], objectNumber: number): number | null {
  let before = 0;
  for (let at = 0; at + 1 < sections.length; at += 2) {
    const first = sections[at] ?? 0;
    const count = sections[at + 1] ?? 0;
    if (objectNumber >= first && objectNumber < first + count) return before + objectNumber - first;
    before += count;
  }
  return null;
}

function decodedRows(dictionary: PdfDictionary, bytes: Buffer, rowBytes: number): Buffer | null {
  const filter = only(dictionary.get('Filter'));
  if (filter === undefined) return bytes;
  if (filter.type !== 'name' || filter.name !== 'FlateDecode') return null;
  const parameters = only(dictionary.get('DecodeParms'));
  const entries = parameters?.type === 'dictionary' ? parameters.entries : dictionaryIn(dictionary, 'DecodeParms');
  const predictor = entries === null ? 1 : (numberIn(entries, 'Predictor') ?? 1);
  try {
    const inflated = inflateSync(bytes, { maxOutputLength: mostBytes });
    if (predictor === 1) return inflated;
    return predictor >= 10 ? undoPngPrediction(inflated, rowBytes) : null;
  } catch {
    // Damaged, cut short by the reading limit, or larger than what is decoded.
    return null;
  }
}

/** Rows with a filter byte in front (RFC 2083, chapter 6); one byte per pixel, as cross-reference streams have. */
function undoPngPrediction(bytes: Buffer, rowBytes: number): Buffer | null {
  const rowCount = Math.floor(bytes.length / (rowBytes + 1));
  const rows = Buffer.alloc(rowCount * rowBytes);
  for (let row = 0; row < rowCount; row += 1) {
    const filter = bytes[row * (rowBytes + 1)] ?? 0;
    if (filter > 4) return null;
    for (let column = 0; column < rowBytes; column += 1) {
      const at = row * rowBytes + column;
      const left = column > 0 ? (rows[at - 1] ?? 0) : 0;
      const up = row > 0 ? (rows[at - rowBytes] ?? 0) : 0;
      const upLeft = row > 0 && column > 0 ? (rows[at - rowBytes - 1] ?? 0) : 0;
      rows[at] = (bytes[row * (rowBytes + 1) + 1 + column] ?? 0) + predicted(filter, left, up, upLeft);
    }
  }
  return rows;
}

// No arrays here and below: this runs half a million times for a hostile stream.
function predicted(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const estimate = left + up - upLeft;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toUpLeft = Math.abs(estimate - upLeft);
  if (toLeft <= toUp && toLeft <= toUpLeft) return left;
  return toUp <= toUpLeft ? up : upLeft;
}

function bigEndian(bytes: Buffer, at: number, length: number): number {
  let value = 0;
  for (const byte of bytes.subarray(at, at + length)) value = value * 256 + byte;
  return value;
}

function only(object: PdfObject | undefined): PdfObject | undefined {
  return object?.type === 'array' ? object.items[0] : object;
}

function numbersOf(items: readonly PdfObject[] | null): number[] {
  return (items ?? []).flatMap((item) => (item.type === 'number' ? [item.value] : []));
}
