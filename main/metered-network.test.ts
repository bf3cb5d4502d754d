// What each system's words about the network mean, and that a system without words keeps nothing back.
import { describe, expect, it } from 'vitest';
import { meteredNetwork, type RunProgram } from './metered-network';

const signal = new AbortController().signal;
const ask = (platform: NodeJS.Platform, run?: RunProgram) => meteredNetwork(platform, run)({ signal });
const missing = (program: string) => Promise.reject(new Error(`spawn ${program} ENOENT`));

describe('on Linux the network is metered', () => {
  it.each([
    ['u 0\n', null],
    ['u 1\n', true],
    ['u 2\n', false],
    ['u 3\n', true],
    ['u 4\n', false],
    ['', null],
    ['Failed to get property', null],
  ])('as NetworkManager says on the bus: %j', async (printed, metered) => {
    expect(await ask('linux', () => Promise.resolve(printed))).toBe(metered);
  });

  const device = (state: string, metered: string) => `GENERAL.STATE:${state}\nGENERAL.METERED:${metered}\n`;
  it.each([
    [[device('100 (connected)', 'yes'), device('10 (unmanaged)', 'unknown')], true],
    [[device('100 (connected)', 'yes (guessed)')], true],
    [[device('100 (connected)', 'no (guessed)'), device('30 (disconnected)', 'yes')], false],
    [[device('100 (connected)', 'unknown')], null],
    [[], null],
  ])('as its command line says of connected devices, where there is no busctl', async (devices, metered) => {
    const run: RunProgram = (program) => (program === 'nmcli' ? Promise.resolve(devices.join('\n')) : missing(program));
    expect(await ask('linux', run)).toBe(metered);
  });
});

describe('on Windows the network is metered', () => {
  it.each([
    ['Unrestricted\r\n', false],
    ['Fixed\r\n', true],
    ['Variable\r\n', true],
    ['Unknown\r\n', null],
    ['none\r\n', null],
  ])('by the connection cost %j', async (printed, metered) => {
    expect(await ask('win32', () => Promise.resolve(printed))).toBe(metered);
  });
});

describe('nobody knows', () => {
  it('where no program is there that could be asked', async () => {
    expect(await ask('linux', missing)).toBeNull();
    expect(await ask('win32', missing)).toBeNull();
  });

  it('on macOS, and nothing is started to find out', async () => {
    const run: RunProgram = () => {
      throw new Error('nothing is to be run');
    };
    expect(await ask('darwin', run)).toBeNull();
  });

  it('when the program is ended meanwhile', async () => {
    expect(await meteredNetwork('linux')({ signal: AbortSignal.abort() })).toBeNull();
  });
});

it('asks this computer itself without failing', async () => {
  expect([true, false, null]).toContain(await ask(process.platform));
});
