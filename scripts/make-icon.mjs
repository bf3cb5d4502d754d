// Draws the program's icon, a page that drops into a tray, into scripts/assets/icon.png. Run by hand when it changes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const side = 512;
const samples = 4;

/** @typedef {[number, number, number]} Colour */
/** @typedef {(x: number, y: number) => boolean} Shape */

/** @type {(left: number, top: number, right: number, bottom: number, radius: number) => Shape} */
const box = (left, top, right, bottom, radius) => (x, y) => {
  const dx = Math.max(left + radius - x, x - (right - radius), 0);
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
  return dx * dx + dy * dy <= radius * radius && x >= left && x <= right && y >= top && y <= bottom;
};
/** @type {Shape} */
const cutCorner = (x, y) => x - 296 > y - 96;
/** @type {Shape} */
const foldedCorner = (x, y) => x >= 296 && y <= 136 && x - 296 <= y - 96;
/** @type {Shape} */
const arrowHead = (x, y) => y >= 226 && y <= 282 && Math.abs(x - 256) <= (282 - y) * 1.05;

/**
 * From the bottom up: the topmost shape that holds a point gives its colour.
 * @type {readonly { shape: Shape, colour: (x: number, y: number) => Colour }[]}
 */
const layers = [
  { shape: box(24, 24, 488, 488, 108), colour: (x, y) => mix([59, 118, 246], [30, 58, 168], (x + y) / (2 * side)) },
  { shape: box(112, 268, 400, 408, 36), colour: () => [219, 230, 255] },
  { shape: box(148, 232, 364, 372, 12), colour: () => [28, 52, 140] },
  { shape: (x, y) => box(176, 96, 336, 340, 18)(x, y) && !cutCorner(x, y), colour: () => [255, 255, 255] },
  { shape: foldedCorner, colour: () => [178, 200, 250] },
  { shape: box(241, 150, 271, 232, 8), colour: () => [38, 84, 214] },
  { shape: arrowHead, colour: () => [38, 84, 214] },
  { shape: box(112, 308, 400, 408, 36), colour: () => [219, 230, 255] },
];

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share
 * @returns {Colour}
 */
function mix([r, g, b], [r2, g2, b2], share) {
  return [r + (r2 - r) * share, g + (g2 - g) * share, b + (b2 - b) * share];
}

/**
 * One pixel as red, green, blue and opacity: the mean of its samples.
 * @param {number} column
 * @param {number} row
 */
function pixel(column, row) {
  const sum = [0, 0, 0];
  let hits = 0;
  for (let at = 0; at < samples * samples; at += 1) {
    const x = column + ((at % samples) + 0.5) / samples;
    const y = row + (Math.floor(at / samples) + 0.5) / samples;
    const top = layers.findLast(({ shape }) => shape(x, y));
    if (top === undefined) continue;
    hits += 1;
    top.colour(x, y).forEach((part, channel) => (sum[channel] = (sum[channel] ?? 0) + part));
  }
  const opacity = Math.round((255 * hits) / samples ** 2);
  return [...sum.map((part) => Math.round(part / Math.max(hits, 1))), opacity];
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const header = Buffer.alloc(13);
header.writeUInt32BE(side, 0);
header.writeUInt32BE(side, 4);
header.set([8, 6, 0, 0, 0], 8); // 8 bits each of red, green, blue and opacity
// Each row starts with 0: its bytes are not filtered.
const rows = Array.from({ length: side }, (_, row) => [
  0,
  ...Array.from({ length: side }, (_, x) => pixel(x, row)).flat(),
]);
const picture = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
]);
writeFileSync(fileURLToPath(new URL('assets/icon.png', import.meta.url)), picture);
