// A tunnel through a SOCKS 5 proxy (RFC 1928, password RFC 1929). The proxy looks up the server's name.
import { once } from 'node:events';
import { isIPv4, isIPv6, type Socket } from 'node:net';
import { ownCodes } from './problems';
import type { Proxy, Tunnel } from './tunnel';

const noLogin = 0;
const password = 2;

/** Asks for a tunnel. Failures have the codes that an HTTP proxy's have. */
export async function openSocksTunnel(
  socket: Socket,
  { host, port }: { host: string; port: number },
  { login }: Pick<Proxy, 'login'>,
  { signal }: { signal: AbortSignal },
): Promise<Tunnel> {
  const read = (length: number): Promise<Buffer> => readExactly(socket, length, { signal });
  const failed = (code: string): Tunnel => {
    socket.destroy();
    return { kind: 'failed', code };
  };
  try {
    const methods = login === null ? [noLogin] : [noLogin, password];
    socket.write(Buffer.from([5, methods.length, ...methods]));
    const [version, method] = await read(2);
    if (version !== 5) return failed(ownCodes.proxyFailed);
    if (method === password && login !== null) {
      socket.write(Buffer.concat([Buffer.from([1]), withLength(login.username), withLength(login.password)]));
      const [, status] = await read(2);
      if (status !== 0) return failed(ownCodes.proxyRefusedPassword);
    } else if (method !== noLogin) return failed(login === null ? 'PROXY_407' : ownCodes.proxyRefusedPassword);
    socket.write(Buffer.concat([Buffer.from([5, 1, 0]), addressOf(host), Buffer.from([port >> 8, port & 255])]));
    const [, reply, , kind] = await read(4);
    if (reply !== 0) return failed(reply === 2 ? 'PROXY_403' : 'PROXY_503');
    const length = kind === 1 ? 4 : kind === 4 ? 16 : ((await read(1))[0] ?? 0);
    await read(length + 2);
    return { kind: 'open', socket };
  } catch {
    return failed(signal.aborted ? ownCodes.aborted : ownCodes.proxyFailed);
  }
}

/** An address as SOCKS writes it, a name as a name: it may be known to the proxy alone. */
function addressOf(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)]);
  if (!isIPv6(host)) return Buffer.concat([Buffer.from([3]), withLength(host)]);
  const [head = '', tail] = host.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const all = [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
  return Buffer.from([4, ...all.flatMap((group) => [group >> 8, group & 255])]);
}

function withLength(text: string): Buffer {
  const bytes = Buffer.from(text).subarray(0, 255);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

async function readExactly(socket: Socket, length: number, { signal }: { signal: AbortSignal }): Promise<Buffer> {
  for (;;) {
    const part = socket.read(length) as Buffer | null;
    if (part !== null && part.length === length) return part;
    if (part !== null || socket.readableEnded || socket.destroyed) throw new Error('the proxy hung up');
    // `end` is told by `readable` too.
    await once(socket, 'readable', { signal });
  }
}
