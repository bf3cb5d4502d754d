import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from './outcome';
import { uploadBatch, type UploadResult } from './upload-batch';

let folder: string;
let zipPath: string;
let closing: (() => void)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-upload-'));
  zipPath = join(folder, 'batch-7.zip');
});
afterEach(async () => {
  for (const close of closing) close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
});

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function serving(handler: RequestListener): Promise<string> {
  const server = createServer(handler);
  closing.push(() => {
    server.closeAllConnections();
  });
  return listening(server);
}

async function upload(baseUrl: string, bytes: number, signal = new AbortController().signal): Promise<UploadResult> {
  await writeFile(zipPath, Buffer.alloc(bytes, 'zip bytes '));
  return uploadBatch(
    {
      credential: { baseUrl },
      token: 'token-1',
      fields: [
        ['company_name', 'Acme & Söhne'],
        ['password', 'p"w'],
      ],
      zipPath,
      zipSizeBytes: bytes,
      onProgress: () => undefined,
      limits: { connectMs: 2_000, stallMs: 300 },
    },
    { signal },
  );
}

function outcomeOf({ answer }: UploadResult): string {
  return classify(answer, { now: 0, secrets: [] }).kind;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

const aMegabyte = 1024 * 1024;

describe('uploadBatch', () => {
  it('posts the fields in order, then the very bytes of the zip, with their exact length', async () => {
    let seen: { request: IncomingMessage; body: Buffer } | undefined;
    const url = await serving((request, response) => {
      void bodyOf(request).then((body) => {
        seen = { request, body };
        response.end('{"Function successfully executed!": "id-1"}');
      });
    });
    const result = await upload(url, 3 * aMegabyte);
    expect(outcomeOf(result)).toBe('accepted');
    expect(seen?.request.method).toBe('POST');
    expect(seen?.request.url).toBe('/access/klearstack/uploadbatch');
    expect(seen?.request.headers.authorization).toBe('Bearer token-1');
    expect(seen?.request.headers['transfer-encoding']).toBeUndefined();
    expect(seen?.request.headers['content-length']).toBe(String(seen?.body.length));
    expect(result.contentLength).toBe(seen?.body.length);
    expect(result.bytesSent).toBe(seen?.body.length);
    const text = seen?.body.toString('latin1') ?? '';
    const names = [...text.matchAll(/form-data; name="([^"]*)"/g)].map(([, name]) => name);
    expect(names).toEqual(['company_name', 'password', 'file']);
    expect(text).toContain('filename="batch-7.zip"\r\nContent-Type: application/zip\r\n');
    expect(seen?.body.includes(await readFile(zipPath))).toBe(true);
    expect(seen?.body.includes('Acme & Söhne')).toBe(true);
  });

  it('has sent nothing when nobody listens, however small the zip is', async () => {
    const url = await serving(() => undefined);
    closing.splice(0).forEach((close) => {
      close();
    });
    const result = await upload(url, 10);
    expect(result.answer).toEqual({ kind: 'failure', code: 'ECONNREFUSED', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
  });

  it('knows that a connection lost in mid-body cannot have delivered', async () => {
    const server = createTcpServer((socket: Socket) => {
      socket.once('data', () => socket.resetAndDestroy());
    });
    const result = await upload(await listening(server), 50 * aMegabyte);
    expect(outcomeOf(result)).toBe('not-delivered');
    expect(result.bytesSent).toBeLessThan(result.contentLength);
  });

  it('is in doubt when the connection is lost after the whole body', async () => {
    const url = await serving((request) => {
      void bodyOf(request).then(() => request.socket.resetAndDestroy());
    });
    expect(outcomeOf(await upload(url, 2 * aMegabyte))).toBe('in-doubt');
  });

  it('gives up on a server that takes everything and never answers, and is in doubt', async () => {
    const url = await serving((request) => {
      request.resume();
    });
    const result = await upload(url, 1_000);
    expect(result.answer).toEqual({ kind: 'failure', code: 'STALLED', bodyComplete: true });
  });

  it('gives up on a server that stops reading, and knows that it cannot hold the zip', async () => {
    const url = await serving((request) => {
      request.pause();
    });
    const result = await upload(url, 50 * aMegabyte);
    expect(result.answer).toEqual({ kind: 'failure', code: 'STALLED', bodyComplete: false });
  });

  it('reads an early refusal although the body was still on its way', async () => {
    const url = await serving((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"error": "too big"}');
      request.resume();
    });
    const result = await upload(url, 20 * aMegabyte);
    expect(result.answer).toMatchObject({ kind: 'response', status: 413, text: '{"error": "too big"}' });
  });

  it('never follows a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await serving((request, response) => {
      paths.push(request.url);
      void bodyOf(request).then(() => response.writeHead(307, { location: '/elsewhere' }).end());
    });
    expect(outcomeOf(await upload(url, 1_000))).toBe('redirected');
    expect(paths).toEqual(['/access/klearstack/uploadbatch']);
  });

  it('stops reading a reply that does not end', async () => {
    const url = await serving((request, response) => {
      void bodyOf(request).then(() => {
        const more = (): void => {
          while (!response.destroyed && response.write('x'.repeat(100_000)));
          if (!response.destroyed) response.once('drain', more);
        };
        more();
      });
    });
    expect(outcomeOf(await upload(url, 1_000))).toBe('in-doubt');
  });

  it('aborts when it is told to', async () => {
    const stopping = new AbortController();
    const url = await serving((request) => {
      request.once('data', () => {
        request.pause();
        stopping.abort();
      });
    });
    const result = await upload(url, 50 * aMegabyte, stopping.signal);
    expect(result.answer).toEqual({ kind: 'failure', code: 'ABORTED', bodyComplete: false });
  });

  it('sends nothing of a zip that has another size than it was sealed with', async () => {
    const url = await serving((_request, response) => response.end());
    await writeFile(zipPath, 'short');
    const request = {
      credential: { baseUrl: url },
      token: 't',
      fields: [],
      zipPath,
      zipSizeBytes: 6,
      onProgress: () => undefined,
    };
    const result = await uploadBatch(request, { signal: new AbortController().signal });
    expect(result.answer).toEqual({ kind: 'spool-damaged' });
  });
});
