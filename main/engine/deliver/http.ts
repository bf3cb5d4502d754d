// The one importer of axios: sends one multipart request and reports how far it got, whatever happens to it.
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import type FormData from 'form-data';
import { errorCode } from '../error-code';
import type { Bandwidth } from './bandwidth';
import { defaultAgents, isRefusedTunnel, proxyFor, whenServerReached, type Agents } from './connection';
import { meteredBody, type BodyPace } from './metered-body';
import type { Answer } from './outcome';
import { readReply } from './read-reply';

export interface PostRequest {
  readonly url: string;
  readonly bearer: string | null;
  readonly form: FormData;
  /** Called with the body bytes handed to the socket so far; as often as chunks pass. */
  readonly onSent?: (bytesSent: number) => void;
  readonly limits: HttpLimits;
  readonly agents?: Agents | undefined;
  /** Shared by all uploads; without it the body goes as fast as the line takes it. */
  readonly bandwidth?: Bandwidth | undefined;
}

export interface HttpLimits {
  /** To get a connection, TLS and proxy included. */
  readonly connectMs: number;
  /** Without a byte moving in either direction while the body is on its way. */
  readonly stallMs: number;
  /** For the answer once the whole body is handed over, and again for the answer's own text. */
  readonly replyMs: number;
}

export interface PostResult {
  readonly answer: Exclude<Answer, { kind: 'spool-damaged' }>;
  readonly bytesSent: number;
  readonly contentLength: number;
}

export const defaultLimits: HttpLimits = { connectMs: 30_000, stallMs: 120_000, replyMs: 120_000 };

const replyLimitBytes = 1024 * 1024;
const proxyWantsLogin = 407;

/**
 * Posts a form. Never rejects: a failure says whether the whole body was handed to the socket, which decides if the
 * server can hold it (contract.md). The body waits for the connection, so that a refused one has sent nothing.
 */
export async function post(request: PostRequest, { signal }: { signal: AbortSignal }): Promise<PostResult> {
  const { form, limits } = request;
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const contentLength = await lengthOf(form);
  const ending = createEnding(signal);
  let bytesSent = 0;
  let sent: ClientRequest | null = null;
  const tunnel = { isRefused: false };
  let timer = setTimeout(() => ending.end('CONNECT_TIMEOUT'), limits.connectMs);

  const body = meteredBody((bytes) => {
    bytesSent += bytes;
    if (bytesSent >= contentLength) sent?.setTimeout(limits.replyMs);
    request.onSent?.(bytesSent);
  }, paceOf(request.bandwidth));

  function paceOf(bandwidth: Bandwidth | undefined): BodyPace | null {
    if (bandwidth === undefined) return null;
    // A body that waits for its turn moves nothing, and is not stalled.
    return { bandwidth, onHeldBack: (isHeldBack) => sent?.setTimeout(isHeldBack ? 0 : limits.stallMs) };
  }

  function send(options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest {
    const make = options.protocol === 'https:' ? httpsRequest : httpRequest;
    const made = make(options, onReply);
    sent = made;
    made.on('timeout', () => ending.end('STALLED'));
    made.once('socket', (socket: Socket) => {
      tunnel.isRefused = isRefusedTunnel(socket, { secure });
      whenServerReached(socket, { secure }, () => {
        clearTimeout(timer);
        made.setTimeout(limits.stallMs);
        form.pipe(body.entrance);
      });
    });
    made.once('response', ({ statusCode = 0 }: IncomingMessage) => {
      // A success may begin early and end after the body; whatever else comes early needs no more of it.
      if (statusCode < 300 && bytesSent < contentLength) return;
      body.exit.unpipe();
      clearTimeout(timer);
      timer = setTimeout(() => ending.end('STALLED'), limits.replyMs);
    });
    return made;
  }

  function failed(code: string, bodyComplete: boolean): PostResult {
    return { answer: { kind: 'failure', code, bodyComplete }, bytesSent, contentLength };
  }

  form.on('error', (error: Error) => body.exit.destroy(error));
  try {
    const { status, headers, data } = await axios.post<Readable>(request.url, body.exit, {
      ...unchanging,
      headers: {
        ...form.getHeaders(),
        'Content-Length': String(contentLength),
        ...(request.bearer === null ? {} : { Authorization: `Bearer ${request.bearer}` }),
      },
      httpAgent: (request.agents ?? defaultAgents).http,
      httpsAgent: (request.agents ?? defaultAgents).https,
      ...(proxyFor(url) === false ? { proxy: false } : {}),
      signal: ending.signal,
      transport: { request: send },
    });
    const reply = await readReply(data, replyLimitBytes);
    if (tunnel.isRefused || status === proxyWantsLogin) return failed(`PROXY_${status}`, false);
    const bodyComplete = bytesSent >= contentLength;
    return {
      answer: { kind: 'response', status, headers: plainHeaders(headers), ...reply, bodyComplete },
      bytesSent,
      contentLength,
    };
  } catch (error) {
    return failed(ending.code() ?? errorCode(error), bytesSent >= contentLength);
  } finally {
    clearTimeout(timer);
    ending.release();
    // After an early reply the rest of the body must not go on flowing.
    destroy(sent);
    form.destroy();
    body.exit.destroy();
  }
}

const unchanging: AxiosRequestConfig = {
  // Its order of preference begins with the browser's.
  adapter: 'http',
  // A redirect would carry user name and password elsewhere; and with 0 axios streams instead of buffering.
  maxRedirects: 0,
  // No limit, and no counting stream of its own between ours and the socket.
  maxBodyLength: -1,
  timeout: 0,
  responseType: 'stream',
  validateStatus: () => true,
};

/** One end for many reasons: the first one is told. */
function createEnding(signal: AbortSignal): {
  readonly signal: AbortSignal;
  end(code: string): void;
  code(): string | null;
  release(): void;
} {
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
