import { randomBytes } from 'node:crypto';
import { type IncomingMessage } from 'node:http';
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { classify } from './outcome';
import { bodyOf, createServers } from './testing/servers';
import { sealedZipAt } from './testing/sealed-zip-at';
import { uploadBatch, type UploadRequest, type UploadResult } from './upload-batch';

const servers = createServers();
let folder: string;
let zipPath: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-upload-'));
  zipPath = join(folder, 'batch-7.zip');
});
afterEach(async () => {
  await servers.closeAll();
  await rm(folder, { recursive: true, force: true });
});

async function upload(
  baseUrl: string,
  bytes: number,
  { signal = new AbortController().signal, ...more }: { signal?: AbortSignal } & Partial<UploadRequest> = {},
): Promise<UploadResult> {
  await writeFile(zipPath, randomBytes(bytes));
  return uploadBatch(
    {
      credential: { baseUrl },
      token: 'token-1',
      fields: [
        ['company_name', 'Acme & Söhne'],
        ['password', 'p"w'],
      ],
      zip: await sealedZipAt(zipPath),
      onProgress: () => undefined,
      limits: { connectMs: 2_000, stallMs: 300, replyMs: 300 },
      ...more,
    },
    { signal },
  );
}

function outcomeOf({ answer }: UploadResult): string {
  return classify(answer, { now: 0, secrets: [] }).kind;
}

const aMegabyte = 1024 * 1024;

describe('uploadBatch', () => {
  it('posts the fields in order, then the very bytes of the zip, with their exact length', async () => {
    let seen: { request: IncomingMessage; body: Buffer } | undefined;
    const url = await servers.serve((request, response) => {
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
    const url = await servers.serve(() => undefined);
    await servers.closeAll();
    const result = await upload(url, 10);
    expect(result.answer).toEqual({ kind: 'failure', code: 'ECONNREFUSED', bodyComplete: false });
    expect(result.bytesSent).toBe(0);
  });

  it('knows that a connection lost in mid-body cannot have delivered', async () => {
    const url = await servers.accept((socket: Socket) => {
      socket.once('data', () => socket.resetAndDestroy());
    });
    const result = await upload(url, 50 * aMegabyte);
    expect(outcomeOf(result)).toBe('not-delivered');
    expect(result.bytesSent).toBeLessThan(result.contentLength);
  });

  it('is in doubt when the connection is lost after the whole body', async () => {
    const url = await servers.serve((request) => {
      void bodyOf(request).then(() => request.socket.resetAndDestroy());
    });
    expect(outcomeOf(await upload(url, 2 * aMegabyte))).toBe('in-doubt');
  });

  it('gives up on a server that takes everything and never answers, and is in doubt', async () => {
    const url = await servers.serve((request) => {
      request.resume();
    });
    const result = await upload(url, 1_000);
    expect(result.answer).toEqual({ kind: 'failure', code: 'STALLED', bodyComplete: true });
  });

  it('gives up on a server that stops reading, and knows that it cannot hold the zip', async () => {
    const url = await servers.serve((request) => {
      request.pause();
    });
    const result = await upload(url, 50 * aMegabyte);
    expect(result.answer).toEqual({ kind: 'failure', code: 'STALLED', bodyComplete: false });
  });

  it('reads an early refusal although the body was still on its way', async () => {
    const url = await servers.serve((request, response) => {
      response.writeHead(413, { connection: 'close' }).end('{"error": "too big"}');
      request.resume();
    });
    const result = await upload(url, 20 * aMegabyte);
    expect(result.answer).toMatchObject({ kind: 'response', status: 413, text: '{"error": "too big"}' });
  });

  it('never follows a redirect', async () => {
    const paths: (string | undefined)[] = [];
    const url = await servers.serve((request, response) => {
      paths.push(request.url);
      void bodyOf(request).then(() => response.writeHead(307, { location: '/elsewhere' }).end());
    });
    expect(outcomeOf(await upload(url, 1_000))).toBe('redirected');
    expect(paths).toEqual(['/access/klearstack/uploadbatch']);
  });

  it('stops reading a reply that does not end', async () => {
    const url = await servers.serve((request, response) => {
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
    const url = await servers.serve((request) => {
      request.once('data', () => {
        request.pause();
        stopping.abort();
      });
    });
    const result = await upload(url, 50 * aMegabyte, { signal: stopping.signal });
    expect(result.answer).toEqual({ kind: 'failure', code: 'ABORTED', bodyComplete: false });
  });

  it('hears a refusal from a server that hangs up without reading the rest', async () => {
    const url = await servers.accept((socket) => {
      socket.once('data', () => {
        socket.pause();
        socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig', () =>
          socket.destroy(),
        );
      });
    });
    for (let round = 0; round < 10; round += 1) {
      expect(outcomeOf(await upload(url, 5 * aMegabyte))).toBe('too-large');
    }
  });

  it('hears it late too, when the pieces that it sends are large', async () => {
    const url = await servers.accept((socket) => {
      let left = 25 * aMegabyte;
      socket.on('data', (part: Buffer) => {
        left -= part.length;
        if (left > 0) return;
        left = Infinity;
        socket.pause();
        socket.end('HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig', () =>
          socket.destroy(),
        );
      });
    });
    const heard: string[] = [];
    for (let round = 0; round < 10; round += 1) heard.push(outcomeOf(await upload(url, 40 * aMegabyte)));
    // On a line without any delay the hanging up may fall into a write itself: then, and only then, it is a lost connection.
    expect(heard.filter((outcome) => outcome === 'too-large').length).toBeGreaterThanOrEqual(7);
    expect(heard.every((outcome) => outcome === 'too-large' || outcome === 'not-delivered')).toBe(true);
  });

  it('stops sending once it is refused', async () => {
    let received = 0;
    const url = await servers.serve((request, response) => {
      request.on('data', (part: Buffer) => (received += part.length));
      // The refusal itself takes its time; the body must not go on meanwhile.
      response.writeHead(413).write('{"error": ');
      request.once('close', () => response.destroy());
    });
    const result = await upload(url, 50 * aMegabyte);
    expect(result.answer).toMatchObject({ kind: 'response', status: 413, truncated: true, bodyComplete: false });
    expect(received).toBeLessThan(result.contentLength);
  });

  it('goes on sending when a success begins before the body was read', async () => {
    const url = await servers.serve((request, response) => {
      response.writeHead(200);
      response.flushHeaders();
      void bodyOf(request).then((body) => response.end(`{"Function successfully executed!": "${body.length} bytes"}`));
    });
    const result = await upload(url, 20 * aMegabyte);
    expect(classify(result.answer, { now: 0, secrets: [] })).toMatchObject({
      kind: 'accepted',
      batchId: `${result.contentLength} bytes`,
    });
  });

  it('takes a refusal for a refusal however long its page is', async () => {
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(400).end('x'.repeat(2 * aMegabyte)));
    });
    const result = await upload(url, 1_000);
    expect(result.answer).toMatchObject({ kind: 'response', status: 400, truncated: true });
    expect(result.answer.kind === 'response' ? result.answer.text.length : 0).toBe(aMegabyte);
  });

  it('counts a batch id that arrived, although the reply broke off after it', async () => {
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => {
        response.write('{"Function successfully executed!": "id-9"}');
        request.socket.destroySoon();
      });
    });
    const result = await upload(url, 1_000);
    expect(result.answer).toMatchObject({ kind: 'response', truncated: true });
    expect(outcomeOf(result)).toBe('accepted');
  });

  it('tells progress rarely, and at the end that everything was sent', async () => {
    const url = await servers.serve((request, response) => void bodyOf(request).then(() => response.end()));
    const shown: number[] = [];
    const startedAt = performance.now();
    const result = await upload(url, 20 * aMegabyte, { onProgress: (bytesSent) => shown.push(bytesSent) });
    expect(shown.at(-1)).toBe(result.contentLength);
    expect(shown).toEqual([...shown].sort((a, b) => a - b));
    expect(shown.length).toBeLessThanOrEqual(2 + (performance.now() - startedAt) / 250);
  });

  it('uses a connection of its own each time, since an idle one may be dead', async () => {
    const ports = new Set<number | undefined>();
    const url = await servers.serve((request, response) => {
      ports.add(request.socket.remotePort);
      void bodyOf(request).then(() => response.writeHead(200, { connection: 'keep-alive' }).end());
    });
    await upload(url, 1_000);
    await upload(url, 1_000);
    expect(ports.size).toBe(2);
  });

  it('keeps no cookies as evidence', async () => {
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(400, { 'set-cookie': 'session=1', 'x-trace': '7' }).end());
    });
    const { answer } = await upload(url, 1_000);
    expect(answer).toMatchObject({ headers: { 'x-trace': '7' } });
    expect(JSON.stringify(answer)).not.toContain('session');
  });

  it('cuts the connection when the zip shrinks while it is sent', async () => {
    const url = await servers.serve((request) => {
      request.pause();
      void truncate(zipPath, 1_000).then(() => request.resume());
    });
    const result = await upload(url, 50 * aMegabyte);
    expect(outcomeOf(result)).toBe('spool-damaged');
    expect(result.bytesSent).toBeLessThan(result.contentLength);
  });

  it('cuts the connection before the end of a zip that was altered', async () => {
    const received = { bytes: 0, whole: 0 };
    const url = await servers.serve((request, response) => {
      request.on('data', (part: Buffer) => (received.bytes += part.length));
      request.on('end', () => (received.whole += 1)).on('error', () => response.destroy());
    });
    await writeFile(zipPath, randomBytes(20 * aMegabyte));
    const zip = { ...(await sealedZipAt(zipPath)), sha256: 'f'.repeat(64) };
    const result = await upload(url, 20 * aMegabyte, { zip });
    expect(result.answer).toEqual({ kind: 'spool-damaged' });
    expect(result.bytesSent).toBeLessThanOrEqual(result.contentLength - aMegabyte);
    expect(received.bytes).toBeLessThanOrEqual(result.bytesSent);
    expect(received.whole).toBe(0);
  });

  it('sends what was read, although its memory is used again while a server takes it by fits and starts', async () => {
    let body: Buffer = Buffer.alloc(0);
    const url = await servers.serve((request, response) => {
      let untilPause = 3 * aMegabyte;
      request.on('data', (part: Buffer) => {
        untilPause -= part.length;
        if (untilPause > 0) return;
        untilPause = 3 * aMegabyte;
        request.pause();
        setTimeout(() => request.resume(), 5);
      });
      void bodyOf(request).then((whole) => {
        body = whole;
        response.end('{"Function successfully executed!": "id-1"}');
      });
    });
    expect(outcomeOf(await upload(url, 60 * aMegabyte))).toBe('accepted');
    const zip = await readFile(zipPath);
    expect(body.indexOf(zip.subarray(0, 1_000))).toBeGreaterThan(0);
    const start = body.indexOf(zip.subarray(0, 1_000));
    expect(body.subarray(start, start + zip.length).equals(zip)).toBe(true);
  });

  it.each([
    ['another size', 'short'],
    ['no bytes', ''],
  ])('sends nothing of a zip that has %s', async (_what, content) => {
    let requests = 0;
    const url = await servers.serve((_request, response) => {
      requests += 1;
      response.end();
    });
    await writeFile(zipPath, content);
    const request = {
      ...{ credential: { baseUrl: url }, token: 't', fields: [] },
      zip: { path: zipPath, sizeBytes: content === '' ? 0 : 6, sha256: 'any' },
      onProgress: () => undefined,
    };
    const result = await uploadBatch(request, { signal: new AbortController().signal });
    expect(result.answer).toEqual({ kind: 'spool-damaged' });
    await rm(zipPath);
    expect((await uploadBatch(request, { signal: new AbortController().signal })).answer.kind).toBe('spool-damaged');
    expect(requests).toBe(0);
  });
});
