// A client for tests of the sandbox's faults: HTTP written by hand on a socket, so that nothing smooths over what happens.
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

export interface RawRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Sent as one chunk without a Content-Length. */
  readonly chunked?: boolean;
  /** Gives up after this time without a byte in either direction; without it waits for ever. */
  readonly idleMs?: number;
  /** Hangs up as soon as the system took the whole request. */
  readonly leaves?: boolean;
  /** Sends the whole body, whatever is answered before its end. */
  readonly insists?: boolean;
  /** PEM that is trusted, with https. */
  readonly ca?: string;
}

export interface RawAnswer {
  /** null without a whole head. */
  readonly status: number | null;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The server sent "100 Continue". */
  readonly asked: boolean;
  /** `complete`: as long as its Content-Length says. Else `closed`, `reset`, `idle`, or another error's code. */
  readonly end: string;
  /** Body bytes that the system took. */
  readonly sentBytes: number;
  /** Pieces that the answer came in. */
  readonly pieces: number;
  readonly tookMs: number;
}

const pieceBytes = 64 * 1024;

/** Posts the body and hangs up when the answer is whole. Never rejects. */
export function post(request: RawRequest): Promise<RawAnswer> {
  const { url, headers, body, chunked = false, idleMs = 0, leaves = false, insists = false } = request;
  const { hostname, port, pathname, host } = new URL(url);
  const target = { host: hostname, port: Number(port) };
  const isTls = url.startsWith('https:');
  const socket: Socket = isTls ? connectTls({ ...target, ...(request.ca ? { ca: request.ca } : {}) }) : connect(target);
  const startedAt = performance.now();
  const seen = { text: '', pieces: 0, sentBytes: 0 };

  const size = { ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(body.length) }) };
  const lines = Object.entries({ host, ...size, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST ${pathname} HTTP/1.1\r\n${lines.join('')}\r\n`);

  function sendFrom(at: number, onSent: () => void): void {
    if (socket.destroyed) return;
    if (at >= body.length) {
      onSent();
      if (chunked) socket.write('\r\n0\r\n\r\n');
      if (leaves) socket.destroySoon();
      return;
    }
    const piece = body.subarray(at, at + pieceBytes);
    if (chunked && at === 0) socket.write(`${body.length.toString(16)}\r\n`);
    socket.write(piece, (error) => {
      if (error) return;
      seen.sentBytes += piece.length;
      sendFrom(at + piece.length, onSent);
    });
  }

  return new Promise((resolve) => {
    let end: string | null = null;
    const finish = (how: string): void => {
      end ??= how;
      socket.destroy();
    };
    function finishWhenWhole(): void {
      const { headers: got, text } = parse(seen.text);
      const length = got['content-length'];
      const isSent = seen.sentBytes === body.length;
      if (length !== undefined && text.length >= Number(length) && (isSent || !insists)) finish('complete');
    }
    socket.setTimeout(idleMs, () => finish('idle'));
    socket.on('data', (chunk: Buffer) => {
      seen.text += chunk.toString('latin1');
      seen.pieces += 1;
      finishWhenWhole();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      finish(error.code === 'ECONNRESET' || error.code === 'EPIPE' ? 'reset' : (error.code ?? error.message));
    });
    socket.once('close', () => {
      const { sentBytes, pieces } = seen;
      const tookMs = performance.now() - startedAt;
      resolve({ ...parse(seen.text), end: end ?? 'closed', sentBytes, pieces, tookMs });
    });
    sendFrom(0, finishWhenWhole);
  });
}

/** Status, headers and text of what has come so far; a "100 Continue" is passed over. */
function parse(raw: string): Pick<RawAnswer, 'status' | 'headers' | 'text' | 'asked'> {
  const asked = raw.startsWith('HTTP/1.1 100');
  const answer = asked ? raw.slice(raw.indexOf('\r\n\r\n') + 4) : raw;
  const headEnd = answer.indexOf('\r\n\r\n');
  if (headEnd === -1) return { status: null, headers: {}, text: '', asked };
  const [first = '', ...lines] = answer.slice(0, headEnd).split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const text = answer.slice(headEnd + 4);
  return { status: Number(first.split(' ')[1]), headers: Object.fromEntries(headers), text, asked };
}
