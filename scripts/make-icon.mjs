// Draws the program's icon, a page that drops into a tray, into scripts/assets/icon.png. Run by hand when it changes.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { box, drawPng } from './lib/png.mjs';

const side = 512;

/** @typedef {import('./lib/png.mjs').Colour} Colour */
/** @typedef {import('./lib/png.mjs').Shape} Shape */

/** @type {Shape} */
const cutCorner = (x, y) => x - 296 > y - 96;
/** @type {Shape} */
const foldedCorner = (x, y) => x >= 296 && y <= 136 && x - 296 <= y - 96;
/** @type {Shape} */
const arrowHead = (x, y) => y >= 226 && y <= 282 && Math.abs(x - 256) <= (282 - y) * 1.05;

/**
 * From the bottom up.
 * @type {readonly import('./lib/png.mjs').Layer[]}
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

writeFileSync(fileURLToPath(new URL('assets/icon.png', import.meta.url)), drawPng(side, layers));
