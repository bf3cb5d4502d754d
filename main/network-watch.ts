// Notices that the network may be back, by looking: no system event exists that plain Node.js could wait for.
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import type { Clock } from './engine/ports';

export interface NetworkLook {
  /** Addresses of this computer that others could reach, such as `192.168.1.7`. */
  readonly addresses: readonly string[];
  /** What else the system says; true where it says nothing. */
  readonly online: boolean;
}

export interface PowerListener {
  /** The network may be back. */
  readonly onNetwork: () => void;
  /** The computer slept: timers stood still, and anything may have changed. */
  readonly onWake: () => void;
}

const everyMs = 2_000;

/** Looks every 2 seconds until the signal fires; `onReturn` is called when a look shows more network than the one before. */
export async function watchNetwork(
  look: () => NetworkLook,
  clock: Clock,
  onReturn: () => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  let before = look();
  while (await clock.sleep(everyMs, { signal })) {
    const now = look();
    if (isReturn(before, now)) onReturn();
    before = now;
  }
}

/** Whether an address was gained (a cable, a wireless network, a VPN), or the system calls itself online again. */
export function isReturn(before: NetworkLook, now: NetworkLook): boolean {
  if (now.online && !before.online) return true;
  return now.addresses.some((address) => !before.addresses.includes(address));
}

/** The addresses of the running system; loopback and link-local ones lead to no server. */
export function systemAddresses(interfaces: Interfaces = networkInterfaces()): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !address.startsWith('169.254.') && !/^fe80:/i.test(address))
    .map(({ address }) => address);
}

type Interfaces = Readonly<Record<string, readonly Pick<NetworkInterfaceInfo, 'internal' | 'address'>[] | undefined>>;
