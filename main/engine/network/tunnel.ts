// A tunnel through an HTTP proxy (RFC 9110, CONNECT): the proxy sees host and port, never the request.
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { ProxyRoute } from '../ports';
import { ownCodes } from './problems';

export type Proxy = Extract<ProxyRoute, { kind: 'proxy' }>;

export type Tunnel =
  { readonly kind: 'open'; readonly socket: Socket } | { readonly kind: 'failed'; readonly code: string };

/** Asks the proxy at the other end of `socket` for a tunnel. `target`: host and port, an IPv6 address in brackets. */
export function openTunnel(
  socket: Socket,
  target: string,
  { login }: Pick<Proxy, 'login'>,
  { signal }: { signal: AbortSignal },
): Promise<Tunnel> {
  return new Promise((resolve) => {
    const asked = request({
      method: 'CONNECT',
      path: target,
      createConnection: () => socket,
      headers: { Host: target, ...proxyAuthorization(login) },
      signal,
    });
    const fail = (code: string): void => {
      socket.destroy();
      resolve({ kind: 'failed', code });
    };
    asked.once('connect', ({ statusCode = 0 }: IncomingMessage, open: Socket, head: Buffer) => {
      if (statusCode < 200 || statusCode > 299) {
        fail(refusalCode(statusCode, login));
        return;
      }
      if (head.length > 0) open.unshift(head);
      resolve({ kind: 'open', socket: open });
    });
    // Stays, as a late error must not end the process.
    asked.on('error', () => fail(signal.aborted ? ownCodes.aborted : ownCodes.proxyFailed));
    asked.once('response', (reply) => {
      reply.resume();
      fail(refusalCode(reply.statusCode ?? 0, login));
    });
    asked.end();
  });
}

/** A proxy's answer for itself; never to be taken for the server's. */
export function refusalCode(status: number, login: Proxy['login']): string {
  return status === 407 && login !== null ? ownCodes.proxyRefusedPassword : `PROXY_${status}`;
}

/** The header for a proxy with a password; only ever sent to the proxy itself. */
export function proxyAuthorization(login: Proxy['login']): Record<string, string> {
  if (login === null) return {};
  const basic = Buffer.from(`${login.username}:${login.password}`).toString('base64');
  return { 'Proxy-Authorization': `Basic ${basic}` };
}
