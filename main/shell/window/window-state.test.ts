// The window comes back to where it was, on displays that may have changed meanwhile.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../settings/testing/drafts';
import { placeFor, readWindowState, saveWindowState, type WindowState } from './window-state';

const main = { x: 0, y: 25, width: 1920, height: 1055 };
const second = { x: 1920, y: 0, width: 1280, height: 1024 };
const at = (x: number, y: number, width = 1000, height = 700): WindowState => ({
  ...{ bounds: { x, y, width, height }, isMaximized: false, zoomLevel: 0 },
});

describe('the window', () => {
  it.each([
    ['has its usual size at first', null, [main], { width: 1280, height: 800 }],
    ['fits on a small display', null, [{ ...main, width: 1024, height: 700 }], { width: 1024, height: 700 }],
    ['is never smaller than its smallest', null, [{ ...main, width: 640, height: 480 }], { width: 800, height: 600 }],
    ['comes back to where it was', at(100, 50), [main], { x: 100, y: 50, width: 1000, height: 700 }],
    ['comes back to a second display', at(2000, 10), [main, second], { x: 2000, y: 10, width: 1000, height: 700 }],
    ['goes to the first display when the second is gone', at(2000, 10), [main], { width: 1000, height: 700 }],
    [
      'may stick out as long as it can be taken hold of',
      at(-880, 50),
      [main],
      { x: -880, y: 50, width: 1000, height: 700 },
    ],
    ['does not stay where only a sliver is seen', at(-900, 50), [main], { width: 1000, height: 700 }],
    ['does not hide its title bar above the display', at(100, 0), [main], { width: 1000, height: 700 }],
    ['does not hide it below', at(100, 1070), [main], { width: 1000, height: 700 }],
    [
      'shrinks to a display that became smaller',
      at(10, 30, 3000, 2000),
      [main],
      { x: 10, y: 30, width: 1920, height: 1055 },
    ],
    ['has its usual size where no display is known', at(1, 1), [], { width: 1280, height: 800 }],
  ] as const)('%s', (_what, saved, displays, place) => {
    expect(placeFor(saved, displays)).toEqual(place);
  });

  it('is remembered in a file that is there as a whole', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'window.json');
    expect(await readWindowState(file)).toBeNull();
    const state = { ...at(10, 20), isMaximized: true, zoomLevel: 1.5 };
    await saveWindowState(file, state);
    await saveWindowState(file, state);
    expect(await readWindowState(file)).toEqual(state);
    expect(await readdir(folder)).toEqual(['window.json']);
  });

  it.each(['', '{', '{}', '{"bounds":{"x":"1","y":2,"width":3,"height":4},"isMaximized":false,"zoomLevel":0}'])(
    'forgets what makes no sense: %j',
    async (text) => {
      const file = join(await temporaryFolder(), 'window.json');
      await writeFile(file, text);
      expect(await readWindowState(file)).toBeNull();
    },
  );
});
