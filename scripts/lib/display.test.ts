// When a virtual display is brought, and when Chromium's sandbox is given up.
import { describe, expect, it } from 'vitest';
import { hasDisplay, sandboxArguments, withDisplay } from './display.mjs';

describe('hasDisplay', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { DISPLAY: '' }, false],
    ['linux', {}, false],
    ['darwin', {}, true],
    ['win32', {}, true],
  ] as const)('on %s with %o is %s', (platform, env, expected) => {
    expect(hasDisplay(env, platform)).toBe(expected);
  });
});

describe('withDisplay', () => {
  it('leaves the command alone where there is a display', () => {
    expect(withDisplay('electron', ['.'], true)).toEqual({ command: 'electron', args: ['.'] });
  });

  it('runs the command on a free virtual display where there is none', () => {
    const { command, args } = withDisplay('electron', ['.', '--demo'], false);
    expect(command).toBe('xvfb-run');
    expect(args[0]).toBe('-a');
    expect(args.slice(-3)).toEqual(['electron', '.', '--demo']);
  });
});

describe('sandboxArguments', () => {
  it('gives the sandbox up for root alone', () => {
    expect(sandboxArguments(0)).toEqual(['--no-sandbox']);
    expect(sandboxArguments(1000)).toEqual([]);
    expect(sandboxArguments(NaN)).toEqual([]);
  });
});
