// Servers for tests that lie, stall and hang up: real sockets on loopback, closed when the test ends.
import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net';
import { certificate, privateKey } from './certificate';
import { createServer as createRawTlsServer, type TlsOptions } from 'node:tls';

export interface Servers {
  /** Serves HTTP; answers with its base URL. */
  serve(handler: RequestListener): Promise<string>;
  /** Serves HTTPS, with the certificate of certificate.ts when no other is given. */
  serveTls(handler: RequestListener, options?: ServerOptions): Promise<string>;
  /** Takes connections and leaves everything else to the test. */
  accept(onConnection: (socket: Socket) => void): Promise<string>;
  /** A proxy that answers CONNECT as the test says. */
  proxy(onConnect: (socket: Socket, target: string, headers: IncomingHttpHeaders) => void): Promise<string>;
  /** Takes TLS connections. */
  acceptTls(options: TlsOptions, onConnection: (socket: Socket) => void): Promise<string>;
  closeAll(): Promise<void>;
}

/** Opens servers on free ports of 127.0.0.1. */
export function createServers(): Servers {
  const open: TcpServer[] = [];
  const sockets = new Set<Socket>();

  async function listen(server: TcpServer, scheme = 'http'): Promise<string> {
    server.on('connection', (socket: Socket) => {
      sockets.add(socket);
      // Hanging up is what these servers are for.
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    open.push(server);
    return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  return {
    serve: (handler) => listen(createServer(handler)),
    serveTls: (handler, options = { key: privateKey, cert: certificate }) =>
      listen(createTlsServer(options, handler), 'https'),
    accept: (onConnection) => listen(createTcpServer(onConnection)),
    acceptTls: (options, onConnection) => {
      const server = createRawTlsServer(options, (socket) => {
        // Hanging up is what these servers are for.
        socket.on('error', () => undefined);
        onConnection(socket);
      });
      return listen(server, 'https');
    },
    proxy: (onConnect) => {
      const server: Server = createServer((_request, response) => response.writeHead(500).end());
      server.on('connect', (request: IncomingMessage, socket: Socket) => {
        onConnect(socket, request.url ?? '', request.headers);
      });
      return listen(server);
    },
    closeAll: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(open.splice(0).map((server) => new Promise<void>((resolve) => server.close(() => resolve()))));
    },
  };
}

/** A request's body to its end. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Takes bytes no faster than `bytesPerMs`; catches up after the machine was busy. */
export function readSlowly(source: Socket | IncomingMessage, bytesPerMs: number): void {
  const startedAt = performance.now();
  let taken = 0;
  source.on('data', (part: Buffer) => {
    taken += part.length;
    const aheadMs = taken / bytesPerMs - (performance.now() - startedAt);
    if (aheadMs <= 0) return;
    source.pause();
    setTimeout(() => source.resume(), aheadMs);
  });
}
