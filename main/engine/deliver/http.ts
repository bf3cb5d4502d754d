// The one importer of axios: sends one multipart request and reports how far it got, whatever happens to it.
import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Transform } from 'node:stream';
import axios, { AxiosError, type AxiosResponse } from 'axios';
import type FormData from 'form-data';
import type { Answer } from './outcome';

export interface PostRequest {
  readonly url: string;
  readonly bearer: string | null;
  readonly form: FormData;
  /** Called with the body bytes handed to the socket so far; as often as chunks pass. */
  readonly onSent?: (bytesSent: number) => void;
  readonly limits: HttpLimits;
}

export interface HttpLimits {
  /** To get a connection, TLS and proxy included. */
  readonly connectMs: number;
  /** Without a byte moving in either direction. */
  readonly stallMs: number;
}

export interface PostResult {
  readonly answer: Exclude<Answer, { kind: 'spool-damaged' }>;
  readonly bytesSent: number;
  readonly contentLength: number;
}

export const defaultLimits: HttpLimits = { connectMs: 30_000, stallMs: 120_000 };

const replyLimitBytes = 1024 * 1024;

/**
 * Posts a form. Never rejects: a failure says whether the whole body was handed to the socket, which decides if the
 * server can hold it (contract.md). The body waits for the connection, so that a refused one has sent nothing.
 */
export async function post(request: PostRequest, { signal }: { signal: AbortSignal }): Promise<PostResult> {
  const { form, limits } = request;
  const contentLength = await lengthOf(form);
  const call = new AbortController();
  const onAbort = (): void => {
    abort('ABORTED');
  };
  const aborted = { code: null as string | null };
  let bytesSent = 0;
  let sent: ClientRequest | null = null;
  let watchdog = setTimeout(onStall, limits.connectMs);

  const body = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytesSent += chunk.length;
      moved();
      request.onSent?.(bytesSent);
      done(null, chunk);
    },
  });

  function moved(): void {
    clearTimeout(watchdog);
    watchdog = setTimeout(onStall, limits.stallMs);
  }
  function onStall(): void {
    abort('STALLED');
  }
  function abort(code: string): void {
    aborted.code ??= code;
    call.abort();
  }

  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  form.on('error', (error: Error) => body.destroy(error));
  // axios hears of it too; without a listener of its own a late error would end the process.
  body.on('error', () => undefined);
  try {
    const response: AxiosResponse<unknown> = await axios.post(request.url, body, {
      headers: {
        ...form.getHeaders(),
        'Content-Length': String(contentLength),
        ...(request.bearer === null ? {} : { Authorization: `Bearer ${request.bearer}` }),
      },
      // A redirect would carry user name and password elsewhere; and with 0 axios streams instead of buffering.
      maxRedirects: 0,
      maxContentLength: replyLimitBytes,
      timeout: 0,
      responseType: 'text',
      transformResponse: (text: unknown) => text,
      validateStatus: () => true,
      signal: call.signal,
      transport: {
        request: (options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest => {
          const make = options.protocol === 'https:' ? httpsRequest : httpRequest;
          sent = make(options, (reply) => {
            reply.on('data', moved);
            onReply(reply);
          });
          sent.once('socket', (socket: Socket) => {
            whenConnected(socket, () => {
              moved();
              form.pipe(body);
            });
          });
          return sent;
        },
      },
    });
    const text = typeof response.data === 'string' ? response.data : '';
    const headers = plainHeaders(response.headers);
    const bodyComplete = bytesSent >= contentLength;
    return {
      answer: { kind: 'response', status: response.status, headers, text, bodyComplete, truncated: false },
      bytesSent,
      contentLength,
    };
  } catch (error) {
    const bodyComplete = bytesSent >= contentLength;
    const early = replyOf(error);
    if (early !== null) return { answer: { ...early, bodyComplete }, bytesSent, contentLength };
    return { answer: { kind: 'failure', code: aborted.code ?? codeOf(error), bodyComplete }, bytesSent, contentLength };
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener('abort', onAbort);
    // After an early reply the rest of the body must not go on flowing.
    destroy(sent);
    form.destroy();
    body.destroy();
  }
}

function destroy(request: ClientRequest | null): void {
  request?.destroy();
}

/** A reply that arrived but could not be read to its end still has a status, which is an answer. */
function replyOf(error: unknown): Omit<Extract<Answer, { kind: 'response' }>, 'bodyComplete'> | null {
  if (!(error instanceof AxiosError) || error.response === undefined) return null;
  const { status, headers, data } = error.response as AxiosResponse<unknown>;
  return {
    kind: 'response',
    status,
    headers: plainHeaders(headers),
    text: typeof data === 'string' ? data : '',
    truncated: true,
  };
}

function whenConnected(socket: Socket & { encrypted?: boolean; secureConnecting?: boolean }, then: () => void): void {
  if (socket.encrypted === true) {
    if (socket.secureConnecting === true) socket.once('secureConnect', then);
    else then();
  } else if (socket.connecting) socket.once('connect', then);
  else then();
}

function lengthOf(form: FormData): Promise<number> {
  return new Promise((resolve, reject) => {
    form.getLength((error, length) => {
      if (error === null) resolve(length);
      else reject(error);
    });
  });
}

function plainHeaders(headers: AxiosResponse['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string') plain[name.toLowerCase()] = value;
    else if (Array.isArray(value)) plain[name.toLowerCase()] = value.join(', ');
  }
  return plain;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
