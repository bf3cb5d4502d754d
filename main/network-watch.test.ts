// The network's return is noticed once, by what a look shows; losing it says nothing.
import { describe, expect, it } from 'vitest';
import type { Clock } from './engine/ports';
import { isReturn, systemAddresses, watchNetwork, type NetworkLook } from './network-watch';

const offline: NetworkLook = { addresses: [], online: false };
const lan: NetworkLook = { addresses: ['192.168.1.7'], online: true };
const vpn: NetworkLook = { addresses: ['192.168.1.7', '10.8.0.2'], online: true };

describe('the return of the network', () => {
  it.each([
    [offline, lan, true],
    [lan, vpn, true],
    [{ ...lan, online: false }, lan, true],
    [lan, { addresses: ['192.168.2.9'], online: true }, true],
    [lan, lan, false],
    [vpn, lan, false],
    [lan, offline, false],
  ])('from %j to %j is one: %s', (before, now, expected) => {
    expect(isReturn(before, now)).toBe(expected);
  });

  it('is told once for each time it comes back, until the watch is ended', async () => {
    const looks = [lan, offline, offline, lan, lan, offline, vpn];
    const ended = new AbortController();
    let looked = 0;
    const look = (): NetworkLook => looks[looked++] ?? offline;
    // Each sleep is one look; the last one ends the watch.
    const clock: Clock = {
      now: () => 0,
      sleep: (_delayMs, { signal }) => {
        if (looked === looks.length) ended.abort();
        return Promise.resolve(!signal.aborted);
      },
    };
    const returns: number[] = [];
    await watchNetwork(look, clock, () => returns.push(looked - 1), { signal: ended.signal });
    expect(returns).toEqual([3, 6]);
  });

  it('counts only addresses that lead somewhere', () => {
    const addresses = systemAddresses({
      lo: [{ internal: true, address: '127.0.0.1' }],
      eth0: [
        { internal: false, address: '192.168.1.7' },
        { internal: false, address: 'fe80::1' },
      ],
      eth1: [{ internal: false, address: '169.254.3.4' }],
      none: undefined,
    });
    expect(addresses).toEqual(['192.168.1.7']);
  });
});
