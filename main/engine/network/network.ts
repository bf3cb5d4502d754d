// Opens the connection to a credential's server: proxies, tunnel, TLS. Nothing of a request leaves before it is open.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { errorCode } from '../error-code';
import { isLoopback } from '../loopback';
import type { Credential, ProxyChoice, Trust } from '../model';
import type { ProxyRoute, ResolveProxy, Secrets } from '../ports';
import type { SeenCertificate } from './certificates';
import { handshake, type Handshake } from './handshake';
import { isCertificateProblem, ownCodes } from './problems';
import { bare, direct } from './proxy-routes';
import { openSocksTunnel } from './socks';
import { openTunnel, proxyAuthorization, type Proxy, type Tunnel } from './tunnel';

export type Opened =
  | {
      readonly kind: 'open';
      readonly socket: Socket;
      /** What a request in plain HTTP has to tell the proxy at the other end; null when the server itself is there. */
      readonly forProxy: { readonly headers: Readonly<Record<string, string>>; readonly login: Proxy['login'] } | null;
    }
  /** Nothing was sent. `certificate`: the one that was not taken. */
  | { readonly kind: 'failed'; readonly code: string; readonly certificate: SeenCertificate | null };

export interface Network {
  /** Connects to the server of this address. Never rejects. A signal that fires answers `ABORTED`. */
  open(url: URL, options: { signal: AbortSignal }): Promise<Opened>;
}

export interface NetworkParts {
  readonly trust: Trust;
  readonly proxy: ProxyChoice;
  readonly proxyPassword: () => Promise<string | null>;
  /** Without it the system is not asked, and every way is direct. */
  readonly resolveProxy?: ResolveProxy | undefined;
}

/** The network of a credential. */
export function networkOf(
  { id, trust, proxy }: Pick<Credential, 'id' | 'trust' | 'proxy'>,
  { secrets, resolveProxy }: { secrets: Secrets; resolveProxy?: ResolveProxy | undefined },
): Network {
  return createNetwork({
    trust: trust ?? { kind: 'system' },
    proxy: proxy ?? { kind: 'system' },
    proxyPassword: () => secrets.proxyPassword?.(id) ?? Promise.resolve(null),
    resolveProxy,
  });
}

/**
 * Makes a network. Each request gets a connection of its own: one that the server closed while it was idle fails only
 * after a small zip was handed over, and the batch would be in doubt for nothing.
 */
export function createNetwork(parts: NetworkParts): Network {
  // What was pinned by its fingerprint alone, once it was shown.
  let trust = parts.trust;

  async function open(url: URL, options: { signal: AbortSignal }): Promise<Opened> {
    // Settings of an earlier version may name such an address.
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
      return { kind: 'failed', code: ownCodes.notEncrypted, certificate: null };
    }
    let last: Opened = { kind: 'failed', code: ownCodes.proxyUnreachable, certificate: null };
    for (const route of await orNone(routesTo(url), options)) {
      last = await openBy(route, url, options);
      // The next route is for a proxy that is away; whatever else failed would fail there too, or is a person's matter.
      if (last.kind === 'open' || last.code !== ownCodes.proxyUnreachable) break;
    }
    return last;
  }

  async function routesTo(url: URL): Promise<readonly ProxyRoute[]> {
    const { proxy } = parts;
    if (proxy.kind === 'none') return [direct];
    if (proxy.kind === 'system') {
      if (isLoopback(url.hostname) || parts.resolveProxy === undefined) return [direct];
      return parts.resolveProxy(url).catch(() => [direct]);
    }
    const { username, host, port } = proxy;
    const password = username === null ? null : await parts.proxyPassword();
    const login = username === null || password === null ? null : { username, password };
    return [{ kind: 'proxy', scheme: 'http', host: bare(host), port, login }];
  }

  async function openBy(route: ProxyRoute, url: URL, options: { signal: AbortSignal }): Promise<Opened> {
    const first = await openOnce(route, url, trust, options);
    if (first.kind === 'open' || trust.kind !== 'pinned' || trust.pem !== undefined) return first;
    // Known by its fingerprint alone it could not be checked; now it is known, it is checked on a new connection.
    if (first.certificate?.fingerprint !== trust.fingerprint) return first;
    trust = { ...trust, pem: first.certificate.pem };
    return openOnce(route, url, trust, options);
  }

  return { open };
}

/** A system that looks for its proxies for too long gives none, and the connection fails. */
async function orNone<Route>(
  routes: Promise<readonly Route[]>,
  { signal }: { signal: AbortSignal },
): Promise<readonly Route[]> {
  const ended = new AbortController();
  const over = once(signal, 'abort', { signal: ended.signal }).catch(() => undefined);
  if (signal.aborted) return [];
  const found = await Promise.race([routes, over.then(() => [])]);
  ended.abort();
  return found;
}

async function openOnce(route: ProxyRoute, url: URL, trust: Trust, options: { signal: AbortSignal }): Promise<Opened> {
  const isSecure = url.protocol === 'https:';
  const host = bare(url.hostname);
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
  const way =
    route.kind === 'direct' ? await connectTo(host, port, options) : await connectTo(route.host, route.port, options);
  if (way.kind === 'failed') {
    if (route.kind === 'direct' || way.code === ownCodes.aborted) return { ...way, certificate: null };
    return { kind: 'failed', code: ownCodes.proxyUnreachable, certificate: null };
  }
  if (route.kind === 'direct') return isSecure ? secured(way.socket, host, trust, options) : plain(way.socket);
  const toProxy = await reachProxy(way.socket, route, trust, options);
  if (toProxy.kind === 'failed') return { ...toProxy, certificate: null };
  if (!isSecure && route.scheme !== 'socks5') {
    return { ...plain(toProxy.socket), forProxy: { headers: proxyAuthorization(route.login), login: route.login } };
  }
  const tunnel =
    route.scheme === 'socks5'
      ? await openSocksTunnel(toProxy.socket, { host, port }, route, options)
      : await openTunnel(toProxy.socket, `${url.hostname}:${port}`, route, options);
  if (tunnel.kind === 'failed') return { ...tunnel, certificate: null };
  return isSecure ? secured(tunnel.socket, host, trust, options) : plain(tunnel.socket);
}

/** A proxy is a server of the company's: the system and added authorities speak for it, a pin is for the server behind. */
async function reachProxy(
  socket: Socket,
  { scheme, host }: Proxy,
  trust: Trust,
  options: { signal: AbortSignal },
): Promise<Tunnel> {
  if (scheme !== 'https') return { kind: 'open', socket };
  const proxyTrust: Trust = trust.kind === 'pinned' ? { kind: 'system' } : trust;
  const result = await handshake(socket, { host, trust: proxyTrust }, options);
  if (result.kind === 'secure') return { kind: 'open', socket: result.socket };
  if (result.code === ownCodes.aborted) return result;
  const code = isCertificateProblem(result.code) ? ownCodes.proxyCertificate : ownCodes.proxyUnreachable;
  return { kind: 'failed', code };
}

async function secured(socket: Socket, host: string, trust: Trust, options: { signal: AbortSignal }): Promise<Opened> {
  const result: Handshake = await handshake(socket, { host, trust }, options);
  return result.kind === 'secure' ? plain(result.socket) : result;
}

function plain(socket: Socket): Extract<Opened, { kind: 'open' }> {
  return { kind: 'open', socket, forProxy: null };
}

function connectTo(host: string, port: number, { signal }: { signal: AbortSignal }): Promise<Tunnel> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const failed = (code: string): void => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      resolve({ kind: 'failed', code });
    };
    const onAbort = (): void => failed(ownCodes.aborted);
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      resolve({ kind: 'open', socket });
    });
    // Stays: between two owners a late error would end the process.
    socket.on('error', (error: Error) => failed(errorOf(error)));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Of several addresses that failed (happy eyeballs) the first one's code. */
function errorOf(error: Error): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return errorCode(first instanceof Error ? first : error);
}
