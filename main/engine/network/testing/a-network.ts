// A network for tests: direct and by the system's certificates, unless the test says otherwise.
import { createNetwork, type Network, type NetworkParts } from '../network';

export function aNetwork(parts: Partial<NetworkParts> = {}): Network {
  return createNetwork({
    trust: { kind: 'system' },
    proxy: { kind: 'none' },
    proxyPassword: () => Promise.resolve(null),
    ...parts,
  });
}
