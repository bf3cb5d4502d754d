// Checks which documents are drawn, which get an icon, and what counts as blank.
import { describe, expect, it } from 'vitest';
import { isBlank, scaleToFit } from './canvas-picture';
import { iconKind, pictureKind } from './picture-kind';

describe('pictureKind', () => {
  it.each([
    ['a.PDF', 'pdf', 'pdf'],
    ['March/receipt.v2.jpeg', 'image', 'image'],
    ['scan.tif', 'none', 'image'],
    ['pdf', 'none', 'file'],
    ['folder.pdf/readme', 'none', 'file'],
    ['a.constructor', 'none', 'file'],
  ])('of %s', (name, picture, icon) => {
    expect([pictureKind(name), iconKind(name)]).toEqual([picture, icon]);
  });
});

describe('isBlank', () => {
  it('is a page on which nothing can be seen', () => {
    expect(isBlank([255, 255, 255, 255, 250, 250, 250, 255])).toBe(true);
    expect(isBlank([255, 255, 255, 255, 250, 200, 250, 255])).toBe(false);
  });
});

it('fits wide and high pages into the picture', () => {
  expect(scaleToFit({ width: 1120, height: 100 })).toBeCloseTo(0.1);
  expect(scaleToFit({ width: 10, height: 1440 })).toBeCloseTo(0.1);
});
