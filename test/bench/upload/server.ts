// A process of its own: takes requests and throws their bodies away, as fast as they come or at a pace. Not an HTTP server
// of a library, so that it is never what the clients wait for.
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { readSlowly } from '../../../main/engine/deliver/testing/servers';

export interface ServerOrder {
  /** PEM files; without them it speaks plain HTTP. */
  readonly tls: { readonly keyFile: string; readonly certificateFile: string } | null;
  /** Reads no faster than this; null: as fast as it can. */
  readonly bytesPerSecond: number | null;
}

/** What it tells its parent: first where it listens, then how much of a slow body it has read. */
export type ServerWord =
  | { readonly kind: 'listening'; readonly port: number }
  /** `at` in milliseconds since 1970. */
  | { readonly kind: 'received'; readonly at: number; readonly bytes: number };

const accepted = '{"Function successfully executed!": "169a4df0-52c4-4835-8bb4-10296c8e5e3a"}';
const tellEveryMs = 20;

const { tls, bytesPerSecond } = JSON.parse(process.argv[2] ?? '{}') as ServerOrder;
const server: Server =
  tls === null
    ? createServer(serve)
    : createTlsServer({ key: readFileSync(tls.keyFile), cert: readFileSync(tls.certificateFile) }, serve);
server.listen(0, '127.0.0.1', () => {
  tell({ kind: 'listening', port: (server.address() as AddressInfo).port });
});

function serve(socket: Socket): void {
  let head = '';
  let bodyBytes = -1;
  let received = 0;
  socket.on('error', () => undefined);
  if (bytesPerSecond !== null) {
    readSlowly(socket, bytesPerSecond / 1000);
    const timer = setInterval(() => tell({ kind: 'received', at: Date.now(), bytes: received }), tellEveryMs);
    socket.on('close', () => clearInterval(timer));
  }
  socket.on('data', (part: Buffer) => {
    if (bodyBytes >= 0) {
      received += part.length;
    } else {
      head += part.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      bodyBytes = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      received = head.length - end - 4;
      if (/\r\nexpect: *100-continue/i.test(head)) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    }
    if (received < bodyBytes) return;
    const length = Buffer.byteLength(accepted);
    socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${accepted}`);
  });
}

function tell(word: ServerWord): void {
  process.send?.(word);
}
