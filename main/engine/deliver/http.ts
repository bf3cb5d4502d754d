// The one importer of axios: sends one multipart request and reports how far it got, whatever happens to it.
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Readable } from 'node:stream';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type FormData from 'form-data';
import { errorCode } from '../error-code';
import type { SeenCertificate } from '../network/certificates';
import { createNetwork, type Network, type Opened } from '../network/network';
import { refusalCode } from '../network/tunnel';
import type { Bandwidth } from './bandwidth';
import { createLineMeter, type LineSpan } from './line-meter';
import { meteredBody, type BodyPace } from './metered-body';
import type { Answer } from './outcome';
import { readReply } from './read-reply';

export interface PostRequest {
  readonly url: string;
  readonly bearer: string | null;
  readonly form: FormData;
  /** Called with the body bytes handed to the socket so far, before the last of them is; as often as pieces pass. */
  readonly onSent?: (bytesSent: number) => void;
  /** Called with the body bytes that the system has taken from the socket: what lies in this program is not counted. */
  readonly onTaken?: (bytesTaken: number) => void;
  readonly limits: HttpLimits;
  /** The credential's own; without it the server is reached directly, by the system's certificates. */
  readonly network?: Network | undefined;
  /** Shared by all uploads; without it the body goes as fast as the line takes it. */
  readonly bandwidth?: Bandwidth | undefined;
}

export interface HttpLimits {
  /** To get a connection, TLS and proxy included. */
  readonly connectMs: number;
  /** Without a byte moving in either direction while the body is on its way. */
  readonly stallMs: number;
  /**
   * Without a byte moving once the whole body is handed over, and in all for the answer's own text. Four times this, and no
   * answer has begun: given up whatever moves.
   */
  readonly replyMs: number;
}

export interface PostResult {
  readonly answer: Exclude<Answer, { kind: 'spool-damaged' }>;
  readonly bytesSent: number;
  readonly contentLength: number;
  /** The certificate that was not taken, so that nothing was sent. */
  readonly certificate?: SeenCertificate | undefined;
  /** How fast the line took the body; null when that cannot be said. */
  readonly line: LineSpan | null;
}

export const defaultLimits: HttpLimits = { connectMs: 30_000, stallMs: 120_000, replyMs: 120_000 };

const replyLimitBytes = 1024 * 1024;
// A server that sends "100 Continue" for ever is never silent, and never answers.
const replyPatience = 4;
const proxyWantsLogin = 407;

const direct = createNetwork({
  trust: { kind: 'system' },
  proxy: { kind: 'none' },
  proxyPassword: () => Promise.resolve(null),
});

/**
 * Posts a form. Never rejects: a failure says whether the whole body was handed to the socket, which decides if the
 * server can hold it (contract.md). The request is made when the connection leads to the server itself, proxy and
 * certificate included: one that does not come about has sent nothing.
 */
export async function post(request: PostRequest, { signal }: { signal: AbortSignal }): Promise<PostResult> {
  const { form, limits, network = direct } = request;
  const contentLength = await lengthOf(form);
  const ending = createEnding(signal);
  const timer = setTimeout(() => ending.end('CONNECT_TIMEOUT'), limits.connectMs);
  const opened = await network.open(new URL(request.url), { signal: ending.signal });
  clearTimeout(timer);
  try {
    if (opened.kind === 'open') return await send(request, opened, contentLength, ending);
    const { code, certificate } = opened;
    const answer = { kind: 'failure', code: ending.code() ?? code, bodyComplete: false } as const;
    return { answer, bytesSent: 0, contentLength, certificate: certificate ?? undefined, line: null };
  } finally {
    ending.release();
    if (opened.kind === 'open') opened.socket.destroy();
    form.destroy();
  }
}

async function send(
  { form, limits, bandwidth, onSent, onTaken, ...request }: PostRequest,
  { socket, forProxy }: Extract<Opened, { kind: 'open' }>,
  contentLength: number,
  ending: Ending,
): Promise<PostResult> {
  let bytesSent = 0;
  let sent: ClientRequest | null = null;
  let timer: NodeJS.Timeout | undefined;
  const line = createLineMeter();

  const body = meteredBody(form, onPiece, paceOf(bandwidth));

  function onPiece(bytes: number): void {
    // What was written and has not left this program yet; the head of the request may be among it, which errs low.
    taken(Math.max(0, bytesSent - (sent?.writableLength ?? 0)));
    bytesSent += bytes;
    if (bytesSent >= contentLength && timer === undefined) {
      sent?.setTimeout(limits.replyMs);
      timer = setTimeout(() => ending.end('STALLED'), replyPatience * limits.replyMs);
    }
    onSent?.(bytesSent);
  }

  function taken(bytes: number): void {
    line.moved(bytes);
    onTaken?.(bytes);
  }

  function paceOf(shared: Bandwidth | undefined): BodyPace | null {
    if (shared === undefined) return null;
    return {
      bandwidth: shared,
      onHeldBack: (isHeldBack) => {
        line.heldBack();
        // A body that waits for its turn moves nothing, and is not stalled.
        sent?.setTimeout(isHeldBack ? 0 : limits.stallMs);
      },
    };
  }

  function make(options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest {
    const isSecure = options.protocol === 'https:';
    const made = (isSecure ? httpsRequest : httpRequest)(
      {
        ...options,
        // The connection is there already; without an agent Node does not know the scheme's usual port.
        ...{ agent: undefined, defaultPort: isSecure ? 443 : 80, createConnection: () => socket },
        // A proxy is told the whole address where there is no tunnel.
        ...(forProxy !== null && { path: request.url }),
      },
      onReply,
    );
    sent = made;
    made.on('timeout', () => ending.end('STALLED'));
    made.once('finish', () => {
      taken(bytesSent);
    });
    made.once('socket', () => {
      // After the listeners of axios, which set the socket's timeout on the same event.
      process.nextTick(() => {
        made.setTimeout(limits.stallMs);
        body.start();
      });
    });
    made.once('response', ({ statusCode = 0 }: IncomingMessage) => {
      // A success may begin early and end after the body; whatever else comes early needs no more of it.
      if (statusCode < 300 && bytesSent < contentLength) return;
      body.stop();
      clearTimeout(timer);
      timer = setTimeout(() => ending.end('STALLED'), limits.replyMs);
    });
    return made;
  }

  function failed(code: string, bodyComplete: boolean): PostResult {
    return { answer: { kind: 'failure', code, bodyComplete }, bytesSent, contentLength, line: line.span() };
  }

  form.on('error', (error: Error) => body.content.destroy(error));
  try {
    const { status, headers, data } = await axios.post<Readable>(request.url, body.content, {
      ...unchanging,
      headers: {
        ...form.getHeaders(),
        'Content-Length': String(contentLength),
        ...(request.bearer === null ? {} : { Authorization: `Bearer ${request.bearer}` }),
        ...forProxy?.headers,
      },
      signal: ending.signal,
      transport: { request: make },
    });
    const reply = await readReply(data, replyLimitBytes);
    if (status === proxyWantsLogin) return failed(refusalCode(status, forProxy?.login ?? null), false);
    const bodyComplete = bytesSent >= contentLength;
    return {
      answer: { kind: 'response', status, headers: plainHeaders(headers), ...reply, bodyComplete },
      ...{ bytesSent, contentLength, line: line.span() },
    };
  } catch (error) {
    return failed(ending.code() ?? errorCode(error), bytesSent >= contentLength);
  } finally {
    clearTimeout(timer);
    // After an early reply the rest of the body must not go on flowing.
    destroy(sent);
    body.content.destroy();
  }
}

const unchanging: AxiosRequestConfig = {
  // Its order of preference begins with the browser's.
  adapter: 'http',
  // Proxies are network.ts's; axios would look for them in the environment.
  proxy: false,
  // A redirect would carry user name and password elsewhere; and with 0 axios streams instead of buffering.
  maxRedirects: 0,
  // No limit, and no counting stream of its own between ours and the socket.
  maxBodyLength: -1,
  timeout: 0,
  responseType: 'stream',
  validateStatus: () => true,
};

/** One end for many reasons: the first one is told. */
interface Ending {
  readonly signal: AbortSignal;
  end(code: string): void;
  code(): string | null;
  release(): void;
}

function createEnding(signal: AbortSignal): Ending {
  const call = new AbortController();
  let first: string | null = null;
  const end = (code: string): void => {
    first ??= code;
    call.abort();
  };
  const onAbort = (): void => end('ABORTED');
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  return {
    signal: call.signal,
    end,
    code: () => first,
    release: () => signal.removeEventListener('abort', onAbort),
  };
}

function destroy(request: ClientRequest | null): void {
  request?.destroy();
}

function lengthOf(form: FormData): Promise<number> {
  return new Promise((resolve, reject) => {
    form.getLength((error, length) => {
      if (error === null) resolve(length);
      else reject(error);
    });
  });
}

/** Headers under lower-case names. Cookies stay out: they open a session, and evidence is kept. */
function plainHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const key = name.toLowerCase();
    if (key === 'set-cookie') continue;
    if (typeof value === 'string') plain[key] = value;
    else if (Array.isArray(value)) plain[key] = value.join(', ');
  }
  return plain;
}
