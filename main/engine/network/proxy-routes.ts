// Which way leads to a server: what the system's answer (PAC) or the environment's variables say.
import { BlockList, isIP } from 'node:net';
import type { ProxyRoute, ResolveProxy } from '../ports';

export const direct: ProxyRoute = { kind: 'direct' };

const schemes = { PROXY: 'http', HTTP: 'http', HTTPS: 'https', SOCKS: 'socks5', SOCKS5: 'socks5' } as const;
const usualPorts = { http: 80, https: 443, socks5: 1080 } as const;

/**
 * The routes of a PAC answer such as `PROXY a:8080; SOCKS5 b:1080; DIRECT`, in its order. What this program cannot use
 * (SOCKS4, QUIC) is left out; nothing usable is no way at all, and never a direct one.
 */
export function parseProxyAnswer(answer: string): readonly ProxyRoute[] {
  if (answer.trim() === '') return [direct];
  return answer.split(';').flatMap((part): ProxyRoute[] => {
    const [kind = '', place = ''] = part.trim().split(/\s+/);
    const name = kind.toUpperCase();
    if (name === 'DIRECT') return [direct];
    const scheme = name in schemes ? schemes[name as keyof typeof schemes] : undefined;
    if (scheme === undefined || !URL.canParse(`http://${place}`)) return [];
    const { hostname, port } = new URL(`http://${place}`);
    const route = { host: bare(hostname), port: portOf(port, place, scheme), login: null };
    return [{ kind: 'proxy', scheme, ...route }];
  });
}

/** A URL leaves out the port 80, which is what stands there then. */
function portOf(port: string, place: string, scheme: keyof typeof usualPorts): number {
  if (port !== '') return Number(port);
  return place.endsWith(':80') ? 80 : usualPorts[scheme];
}

export type EnvironmentProxies =
  | { readonly ok: true; readonly resolve: ResolveProxy }
  /** The variable, whose value is not told: it may have a password in it. */
  | { readonly ok: false; readonly variable: string };

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies of HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY; the small letters count first, as for curl. */
export function proxiesFromEnvironment(environment: Environment): EnvironmentProxies {
  const routes = new Map<string, ProxyRoute>();
  for (const scheme of ['https', 'http', 'all']) {
    const variable = [`${scheme}_proxy`, `${scheme}_proxy`.toUpperCase()].find((name) => isSet(environment[name]));
    const value = variable === undefined ? undefined : environment[variable];
    if (variable === undefined || value === undefined) continue;
    const route = routeOf(value);
    if (route === null) return { ok: false, variable };
    routes.set(`${scheme}:`, route);
  }
  const isExempt = exemptions(environment['no_proxy'] ?? environment['NO_PROXY'] ?? '');
  return {
    ok: true,
    resolve: (url) => {
      const route = isExempt(url) ? undefined : (routes.get(url.protocol) ?? routes.get('all:'));
      return Promise.resolve([route ?? direct]);
    },
  };
}

function routeOf(value: string): ProxyRoute | null {
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(value.trim()) ? value.trim() : `http://${value.trim()}`;
  const scheme = /^(https?|socks5h?):/i.exec(text)?.[1]?.toLowerCase().replace('socks5h', 'socks5');
  // URL knows the parts of a special scheme only.
  const place = text.replace(/^[^:]+:/, 'http:');
  if ((scheme !== 'http' && scheme !== 'https' && scheme !== 'socks5') || !URL.canParse(place)) return null;
  const { hostname, port, username, password } = new URL(place);
  const written = place.replace(/\/+$/, '');
  const login = username === '' ? null : { username: decoded(username), password: decoded(password) };
  return { kind: 'proxy', scheme, host: bare(hostname), port: portOf(port, written, scheme), login };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * NO_PROXY as curl reads it: names with all below them, a leading dot does not matter, `*` alone is everything, addresses
 * and CIDR ranges; and as others do, a port after the name.
 */
export function exemptions(list: string): (url: URL) => boolean {
  const entries = list
    .split(/[\s,]+/)
    .map((entry) => entry.toLowerCase())
    .filter((entry) => entry !== '');
  return (url) => {
    const host = bare(url.hostname).toLowerCase().replace(/\.$/, '');
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return entries.some((entry) => entry === '*' || matches(entry, host, port));
  };
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry.includes('/')) return isInRange(entry, host);
  const [, name = entry, itsPort] = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry) ?? [];
  if (itsPort !== undefined && itsPort !== port) return false;
  const known = bare(name)
    .replace(/^\*?\./, '')
    .replace(/\.$/, '');
  if (known === '') return false;
  if (isIP(host) !== 0) return host === known;
  return host === known || host.endsWith(`.${known}`);
}

function isInRange(range: string, host: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(bare(network));
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(bits) || Number(bits) > (family === 4 ? 32 : 128)) {
    return false;
  }
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(bare(network), Number(bits), kind);
  return list.check(host, kind);
}

/** A host as sockets want it: an IPv6 address without brackets. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== '';
}
