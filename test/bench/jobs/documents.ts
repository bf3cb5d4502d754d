// Documents as they come from scanners and mailboxes, drawn by chance: whole by their format, as compressible as real ones.
import { deflateSync } from 'node:zlib';
import { noise, numbers } from './noise';

/** A scan of an A4 page at 300 dots per inch in colour: 26.1 MB. */
const pageWidth = 2_480;
const pageHeight = 3_508;

export type Paper = 'clean' | 'noisy';

// Where a scanner sees blank paper, its JPEG repeats itself; with these parts deflating saves about 9 %, as on real ones.
const blankPart = 0.09;
const blankPaper = Buffer.from('28a28a0028a28a00', 'hex');

/** A PDF around one JPEG, as a scanner writes it, of exactly this size. */
export function jpegPdf(seed: string, sizeBytes: number): Buffer {
  return pdfOfSize(sizeBytes, '/Type /XObject /Subtype /Image /Filter /DCTDecode', (length) => {
    const picture = noise(seed, length);
    // In a JPEG's data 0xff announces a marker.
    for (let at = picture.indexOf(0xff); at !== -1; at = picture.indexOf(0xff, at)) picture[at] = 0x7f;
    for (let at = 0; at + 1_000 <= length; at += 1_000) {
      picture.fill(blankPaper, at, at + 1_000 * blankPart);
    }
    Buffer.from('ffd8ffdb000200ffda0002', 'hex').copy(picture);
    picture.writeUInt16BE(0xffd9, length - 2);
    return picture;
  });
}

/** A PDF as an invoicing program writes it, with a deflated page that does not shrink any more, of exactly this size. */
export function flatePdf(seed: string, sizeBytes: number): Buffer {
  return pdfOfSize(sizeBytes, '/Filter /FlateDecode', (length) => {
    let text = words(seed, 2 * length);
    let page = deflateSync(text);
    while (page.length < length) {
      text = words(seed, 2 * text.length);
      page = deflateSync(text);
    }
    return page.subarray(0, length);
  });
}

/** A PDF whose page is plain text, of exactly this size: deflating saves about two thirds. */
export function textPdf(seed: string, sizeBytes: number): Buffer {
  return pdfOfSize(sizeBytes, '', (length) => words(seed, length));
}

/** An uncompressed scan as BMP. */
export function bmpScan(seed: string, paper: Paper, rows = pageHeight): Buffer {
  const pixels = page(seed, paper, rows);
  const header = Buffer.alloc(54);
  header.write('BM', 0, 'latin1');
  header.writeUInt32LE(header.length + pixels.length, 2);
  header.writeUInt32LE(header.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(pageWidth, 18);
  header.writeInt32LE(rows, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  header.writeUInt32LE(pixels.length, 34);
  return Buffer.concat([header, pixels]);
}

/** An uncompressed scan as TIFF with one strip. */
export function tiffScan(seed: string, paper: Paper, rows = pageHeight): Buffer {
  const pixels = page(seed, paper, rows);
  const [short, long] = [3, 4];
  const pixelsAt = 8;
  const bitsAt = pixelsAt + pixels.length;
  const entries = [
    ...([
      [256, long, 1, pageWidth],
      [257, long, 1, rows],
      [258, short, 3, bitsAt],
      [259, short, 1, 1],
    ] as const),
    ...([
      [262, short, 1, 2],
      [273, long, 1, pixelsAt],
      [277, short, 1, 3],
      [278, long, 1, rows],
      [279, long, 1, pixels.length],
    ] as const),
  ];
  const header = Buffer.alloc(8);
  header.write('II*\0', 0, 'latin1');
  header.writeUInt32LE(bitsAt + 6, 4);
  const directory = Buffer.alloc(6 + 2 + entries.length * 12 + 4);
  for (const at of [0, 2, 4]) directory.writeUInt16LE(8, at);
  directory.writeUInt16LE(entries.length, 6);
  entries.forEach(([tag, type, count, value], index) => {
    const at = 8 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(type, at + 2);
    directory.writeUInt32LE(count, at + 4);
    directory.writeUInt32LE(value, at + 8);
  });
  return Buffer.concat([header, pixels, directory]);
}

/** Header, catalog, one stream, table and end marks around `content`, filled up with a comment to the very size. */
function pdfOfSize(sizeBytes: number, streamEntries: string, content: (length: number) => Buffer): Buffer {
  const head = (length: number): string =>
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n' +
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n' +
    '3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n' +
    `4 0 obj\n<< ${streamEntries} /Length ${length} >>\nstream\n`;
  const tail = (before: string, endAt: number): string => {
    const places = [1, 2, 3, 4].map((number) => before.indexOf(`${number} 0 obj`));
    const rows = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
    return `xref\n0 5\n0000000000 65535 f \n${rows}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${endAt}\n%%EOF\n`;
  };
  const after = '\nendstream\nendobj\n';
  // Once with the longest numbers: what is left over is filled up below.
  const frame = head(sizeBytes).length + after.length + tail(head(0), sizeBytes).length;
  const length = sizeBytes - frame - 2;
  const before = Buffer.from(head(length), 'latin1');
  const soFar = before.length + length + after.length;
  const filling = sizeBytes - soFar - tail(head(length), soFar + 2).length;
  const comment = `%${' '.repeat(filling - 2)}\n`;
  const end = tail(head(length), soFar + comment.length);
  return Buffer.concat([before, content(length), Buffer.from(after + comment + end, 'latin1')]);
}

/** Lines of an invoice. */
function words(seed: string, length: number): Buffer {
  const next = numbers(seed);
  const parts: string[] = [];
  for (let written = 0; written < length;) {
    const [word, amount] = [vocabulary[next(vocabulary.length)] ?? '', next(1_000_000)];
    const line = `1 0 0 1 ${next(595)} ${next(842)} Tm (${word} ${(amount / 100).toFixed(2)} EUR ${next(10_000)}) Tj\n`;
    parts.push(line);
    written += line.length;
  }
  return Buffer.from(parts.join(''), 'latin1').subarray(0, length);
}

const vocabulary =
  'Invoice Quantity Delivery Freight Discount Steel Paper Service Hours Licence Pallet Cable Repair Rent Energy Fuel'.split(
    ' ',
  );

/** Pixels of paper with lines of print: white, or with the grain that a cheap scanner adds to every dot. */
function page(seed: string, paper: Paper, rows: number): Buffer {
  const rowBytes = pageWidth * 3;
  const pixels = Buffer.alloc(rows * rowBytes, 0xff);
  const next = numbers(seed);
  // Print: 30 rows in 100, with strokes a few dots wide.
  for (let row = 200; row + 30 < rows; row += 100) {
    const strokes = Array.from({ length: 90 }, () => ({ at: 300 + next(pageWidth - 600), wide: 3 + next(12) }));
    for (let inner = 0; inner < 30; inner += 1) {
      for (const { at, wide } of strokes) {
        const left = (row + inner) * rowBytes + (at + next(3)) * 3;
        pixels.fill(0x20, left, left + wide * 3);
      }
    }
  }
  // So that no two pages are the same, even the smallest.
  noise(seed, 96).copy(pixels, pixels.length - rowBytes);
  if (paper === 'noisy') addGrain(pixels, seed);
  return pixels;
}

function addGrain(pixels: Buffer, seed: string): void {
  const grain = noise(`${seed} grain`, pixels.length);
  for (let at = 0; at < pixels.length; at += 1) pixels[at] = (pixels[at] ?? 0) ^ ((grain[at] ?? 0) & 0x0f);
}
