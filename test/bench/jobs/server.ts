// A process of its own: the endpoint that all contestants send to. Reads bodies, counts their bytes, keeps nothing.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSlowly } from '../../../main/engine/deliver/testing/servers';

export interface ServerOrder {
  /** Reads bodies no faster than this; null: as fast as it can. */
  readonly bytesPerSecond: number | null;
}

/** What it tells its parent: first where it listens, then of every upload how long its body was. */
export type ServerWord =
  { readonly kind: 'listening'; readonly port: number } | { readonly kind: 'uploaded'; readonly bytes: number };

const { bytesPerSecond } = JSON.parse(process.argv[2] ?? '{}') as ServerOrder;
let uploads = 0;
// A body over a slow line takes longer than the five minutes that Node.js would give it.
const server = createServer({ requestTimeout: 0 }, (request, response) => {
  const isUpload = request.url?.endsWith('/uploadbatch') === true;
  let bytes = 0;
  if (isUpload && bytesPerSecond !== null) readSlowly(request, bytesPerSecond / 1000);
  request.on('data', (part: Buffer) => (bytes += part.length));
  request.on('end', () => {
    if (isUpload) tell({ kind: 'uploaded', bytes });
    answer(request, response);
  });
});
server.listen(0, '127.0.0.1', () => {
  tell({ kind: 'listening', port: (server.address() as AddressInfo).port });
});

/** As contract.md says; the token is one that nobody checks. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('content-type', 'application/json');
  if (request.url?.endsWith('/get_access_token') === true) {
    const token = `${inBase64({ alg: 'HS256' })}.${inBase64({ exp: Math.floor(Date.now() / 1000) + 900 })}.bench`;
    response.end(JSON.stringify({ refresh_token: token, access_token: token, release_version: '7.8.9' }));
    return;
  }
  uploads += 1;
  const batchId = `00000000-0000-4000-8000-${String(uploads).padStart(12, '0')}`;
  response.end(JSON.stringify({ 'Function successfully executed!': batchId, release_version: '7.8.9' }));
}

function inBase64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function tell(word: ServerWord): void {
  process.send?.(word);
}
