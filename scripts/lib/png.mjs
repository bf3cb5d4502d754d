// Draws pictures from shapes, without a library: each pixel is the mean of its samples.
import { crc32, deflateSync } from 'node:zlib';

/** @typedef {readonly [number, number, number]} Colour red, green, blue from 0 to 255 */
/** @typedef {(x: number, y: number) => boolean} Shape whether a point is inside, in pixels from the top left */
/** @typedef {(x: number, y: number) => Colour} Paint */
/** @typedef {{ readonly shape: Shape, readonly colour: Paint | null }} Layer `colour` null cuts a hole into what lies below */

const samples = 4;

/**
 * A rectangle with round corners.
 * @type {(left: number, top: number, right: number, bottom: number, radius?: number) => Shape}
 */
export const box =
  (left, top, right, bottom, radius = 0) =>
  (x, y) => {
    const dx = Math.max(left + radius - x, x - (right - radius), 0);
    const dy = Math.max(top + radius - y, y - (bottom - radius), 0);
    return dx * dx + dy * dy <= radius * radius && x >= left && x <= right && y >= top && y <= bottom;
  };

/** @type {(centreX: number, centreY: number, radius: number) => Shape} */
export const disc = (centreX, centreY, radius) => (x, y) => Math.hypot(x - centreX, y - centreY) <= radius;

/**
 * A picture as PNG, 8 bits each of red, green, blue and opacity.
 * @param {number} side width and height in pixels
 * @param {readonly Layer[]} layers from the bottom up: the topmost that holds a point gives its colour
 * @returns {Buffer}
 */
export function drawPng(side, layers) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  // Each row starts with 0: its bytes are not filtered.
  const rows = Array.from({ length: side }, (_, row) => [
    0,
    ...Array.from({ length: side }, (_, column) => pixel(column, row, layers)).flat(),
  ]);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * One pixel as red, green, blue and opacity.
 * @param {number} column
 * @param {number} row
 * @param {readonly Layer[]} layers
 */
function pixel(column, row, layers) {
  const sum = [0, 0, 0];
  let hits = 0;
  for (let at = 0; at < samples * samples; at += 1) {
    const x = column + ((at % samples) + 0.5) / samples;
    const y = row + (Math.floor(at / samples) + 0.5) / samples;
    const top = layers.findLast(({ shape }) => shape(x, y));
    if (top === undefined || top.colour === null) continue;
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
