// Draws the tray's icons, a document tray with a mark for the state, into main/shell/tray/icons. Run by hand when they change.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { box, disc, drawPng } from './lib/png.mjs';

/** @typedef {import('./lib/png.mjs').Colour} Colour */
/** @typedef {import('./lib/png.mjs').Layer} Layer */
/** @typedef {import('./lib/png.mjs').Shape} Shape */

const folder = fileURLToPath(new URL('../main/shell/tray/icons/', import.meta.url));
const sizes = [16, 22, 32];

/** @type {Readonly<Record<string, { mark: (size: number) => Mark | null, fill: Colour, sign: Colour }>>} */
const states = {
  well: { mark: () => null, fill: [0, 0, 0], sign: [0, 0, 0] },
  delivering: { mark: upwards, fill: [37, 99, 235], sign: [255, 255, 255] },
  attention: { mark: exclamation, fill: [245, 158, 11], sign: [41, 28, 0] },
  paused: { mark: bars, fill: [107, 114, 128], sign: [255, 255, 255] },
  problem: { mark: cross, fill: [220, 38, 38], sign: [255, 255, 255] },
};

/**
 * The panel's colour decides the tray's; a template image of macOS has one colour, and the sign is a hole in it.
 * @type {Readonly<Record<string, { tray: Colour, isTemplate: boolean }>>}
 */
const panels = {
  light: { tray: [38, 43, 49], isTemplate: false },
  dark: { tray: [255, 255, 255], isTemplate: false },
  template: { tray: [0, 0, 0], isTemplate: true },
};

/** @typedef {{ readonly edge: Shape, readonly disc: Shape, readonly sign: Shape }} Mark */

mkdirSync(folder, { recursive: true });
for (const [state, look] of Object.entries(states)) {
  for (const [panel, { tray, isTemplate }] of Object.entries(panels)) {
    for (const size of sizes) {
      if (isTemplate && size === 22) continue;
      const mark = look.mark(size);
      const layers = [...glyph(size).map((shape) => painted(shape, tray)), ...marked(mark, look, isTemplate)];
      writeFileSync(`${folder}${state}-${panel}-${size}.png`, drawPng(size, layers));
    }
  }
}
// Windows lays this over the program's button in the taskbar.
for (const size of [16, 32]) {
  const look = states['attention'];
  if (look === undefined) throw new Error('no such state');
  const half = size / 2;
  const layers = [painted(disc(half, half, half), look.fill), painted(exclamationIn(0, 0, size), look.sign)];
  writeFileSync(`${folder}overlay-${size}.png`, drawPng(size, layers));
}

/**
 * @param {Mark | null} mark
 * @param {{ fill: Colour, sign: Colour }} look
 * @param {boolean} isTemplate
 * @returns {Layer[]}
 */
function marked(mark, { fill, sign }, isTemplate) {
  if (mark === null) return [];
  const hole = { shape: mark.edge, colour: null };
  if (isTemplate) return [hole, painted(mark.disc, [0, 0, 0]), { shape: mark.sign, colour: null }];
  return [hole, painted(mark.disc, fill), painted(mark.sign, sign)];
}

/**
 * @param {Shape} shape
 * @param {Colour} colour
 * @returns {Layer}
 */
function painted(shape, colour) {
  return { shape, colour: () => colour };
}

/**
 * An open tray and an arrow into it; edges lie on whole pixels, so that they are sharp.
 * @param {number} size
 * @returns {Shape[]}
 */
function glyph(size) {
  const at = whole(size);
  const thick = Math.max(2, at(1.5));
  const [left, right, top, bottom] = [at(1), size - at(1), at(8.5), size - at(1.5)];
  // As thick as the tray's walls or a pixel more, and in the very middle.
  const shaft = thick % 2 === size % 2 ? thick : thick + 1;
  const middle = size / 2;
  const [neck, tip] = [at(5), at(10)];
  return [
    box(left, top, left + thick, bottom),
    box(right - thick, top, right, bottom),
    box(left, bottom - thick, right, bottom),
    box(middle - shaft / 2, at(1), middle + shaft / 2, neck + 1),
    (x, y) => y >= neck && y <= tip && Math.abs(x - middle) <= (tip - y) * 0.85,
  ];
}

/**
 * The disc at the lower right, with a sign in it and a gap around it.
 * @param {number} size
 * @param {(left: number, top: number, side: number) => Shape} sign
 * @returns {Mark}
 */
function markOf(size, sign) {
  // Even, so that a sign can lie in its middle.
  const side = 2 * Math.round((size * 9) / 32);
  const [left, top] = [size - side, size - side];
  const [x, y] = [left + side / 2, top + side / 2];
  const gap = Math.max(1, Math.round(size / 20));
  return { edge: disc(x, y, side / 2 + gap), disc: disc(x, y, side / 2), sign: sign(left, top, side) };
}

/** @param {number} size */
function exclamation(size) {
  return markOf(size, exclamationIn);
}

/** @type {(left: number, top: number, side: number) => Shape} */
function exclamationIn(left, top, side) {
  const at = whole(side);
  const [x, half] = [left + side / 2, Math.max(1, Math.round(side * 0.09))];
  const stroke = box(x - half, top + at(3), x + half, top + at(9.4));
  const dot = box(x - half, top + at(11), x + half, top + at(11) + 2 * half);
  return (px, py) => stroke(px, py) || dot(px, py);
}

/** @param {number} size */
function bars(size) {
  return markOf(size, (left, top, side) => {
    const at = whole(side);
    const [x, gap, thick] = [left + side / 2, Math.max(1, at(1.4)), Math.max(1, at(2))];
    const [from, to] = [top + at(4), top + side - at(4)];
    const [first, second] = [box(x - gap - thick, from, x - gap, to), box(x + gap, from, x + gap + thick, to)];
    return (px, py) => first(px, py) || second(px, py);
  });
}

/** @param {number} size */
function cross(size) {
  return markOf(size, (left, top, side) => {
    const [x, y, reach, thick] = [left + side / 2, top + side / 2, side * 0.25, Math.max(0.8, side * 0.085)];
    return (px, py) => {
      const [dx, dy] = [px - x, py - y];
      if (Math.max(Math.abs(dx), Math.abs(dy)) > reach) return false;
      return Math.min(Math.abs(dx - dy), Math.abs(dx + dy)) / Math.SQRT2 <= thick;
    };
  });
}

/** @param {number} size */
function upwards(size) {
  return markOf(size, (left, top, side) => {
    const [x, tip, base] = [left + side / 2, top + side * 0.2, top + side * 0.56];
    const stem = box(x - Math.max(1, side * 0.1), base - 0.5, x + Math.max(1, side * 0.1), top + side * 0.8);
    return (px, py) => (py >= tip && py <= base && Math.abs(px - x) <= (py - tip) * 0.85) || stem(px, py);
  });
}

/**
 * Sixteenths of this size in whole pixels.
 * @param {number} size
 * @returns {(sixteenths: number) => number}
 */
function whole(size) {
  return (sixteenths) => Math.round((sixteenths * size) / 16);
}
