// How a request gets to its server: a connection of its own, certificates always checked, loopback never by proxy.
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';
import { isLoopback } from './base-url';

export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

/**
 * No connection is used twice: one that the server closed while it was idle fails only after a small zip was handed
 * over, and the batch would be in doubt for nothing. `rejectUnauthorized` is spelled out because the environment
 * variable NODE_TLS_REJECT_UNAUTHORIZED would turn the check off otherwise.
 */
export const defaultAgents: Agents = {
  http: new HttpAgent({ keepAlive: false }),
  https: new HttpsAgent({ keepAlive: false, rejectUnauthorized: true }),
};

/** axios's `proxy` setting for an address: `false` on loopback, else undefined, which obeys HTTP(S)_PROXY and NO_PROXY. */
export function proxyFor(url: URL): false | undefined {
  return isLoopback(url.hostname) ? false : undefined;
}

/** Calls `reached` once the socket leads to the server itself; never when a proxy refused to build the tunnel. */
export function whenServerReached(
  socket: Socket & { encrypted?: boolean; secureConnecting?: boolean },
  { secure }: { secure: boolean },
  reached: () => void,
): void {
  // After the listeners of axios, which set the socket's timeout on the same events.
  const soon = (): void => {
    process.nextTick(() => {
      if (!socket.destroyed) reached();
    });
  };
  if (isRefusedTunnel(socket, { secure })) return;
  if (socket.secureConnecting === true) socket.once('secureConnect', soon);
  else if (socket.connecting) socket.once('connect', soon);
  else soon();
}

/** A proxy that refuses a tunnel answers for the server, on a socket that is not encrypted (https-proxy-agent). */
export function isRefusedTunnel(socket: Socket & { encrypted?: boolean }, { secure }: { secure: boolean }): boolean {
  return secure && socket.encrypted !== true;
}
