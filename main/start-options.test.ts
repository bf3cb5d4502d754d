// What a command line asks for.
import { describe, expect, it } from 'vitest';
import { readStartOptions, wantsWindow } from './start-options';

const defaults = { dataFolder: '/home/ap/.config/Batchdrop', devServer: undefined };

describe('the command line', () => {
  it('asks for the window on the usual data when it says nothing', () => {
    expect(readStartOptions(['batchdrop'], defaults)).toEqual({
      ...{ dataFolder: defaults.dataFolder, isDefaultFolder: true, isHidden: false, demo: null, devServer: null },
    });
  });

  it('may name a folder and ask for no window', () => {
    const options = readStartOptions(['batchdrop', '--data-dir=/data', '--hidden'], defaults);
    expect(options).toMatchObject({ dataFolder: '/data', isDefaultFolder: false, isHidden: true });
  });

  it('of a second start brings the window up, unless that one is the login’s', () => {
    expect(wantsWindow(['batchdrop'])).toBe(true);
    expect(wantsWindow(['batchdrop', '--hidden'])).toBe(false);
  });
});
