// Answers that are meant to hurt: they end at the limits, and are judged by what was sent.
import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import FormData from 'form-data';
import { afterEach, describe, expect, it } from 'vitest';
import { post, type PostResult } from './http';
import { bodyOf, createServers } from './testing/servers';

const servers = createServers();
afterEach(() => servers.closeAll());
const megabyte = 1024 * 1024;

function send(url: string): Promise<PostResult> {
  const form = new FormData();
  form.append('password', 'hunter2');
  const limits = { connectMs: 1_000, stallMs: 1_000, replyMs: 1_000 };
  return post({ url, bearer: null, form, limits }, { signal: new AbortController().signal });
}

describe('an answer', () => {
  it('of 500 MB is read to 1 MB', async () => {
    let written = 0;
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => {
        const more = (): void => {
          for (; written < 500; written += 1) {
            if (response.destroyed) return;
            if (!response.write(Buffer.alloc(megabyte, 'x'))) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      });
    });
    const { answer } = await send(url);
    expect(answer).toMatchObject({ kind: 'response', truncated: true });
    expect(answer.kind === 'response' ? answer.text.length : 0).toBe(megabyte);
    expect(written).toBeLessThan(100);
  });

  it.each(['gzip', 'gzip, gzip'])('that is a bomb (%s) is unpacked to 1 MB', async (encoding) => {
    const packed = gzipSync(Buffer.alloc(200 * megabyte));
    const bomb = encoding === 'gzip' ? packed : gzipSync(packed);
    const url = await servers.serve((request, response) => {
      void bodyOf(request).then(() => response.writeHead(200, { 'Content-Encoding': encoding }).end(bomb));
    });
    const { answer } = await send(url);
    expect(answer).toMatchObject({ kind: 'response', bodyComplete: true });
    expect(answer.kind === 'response' ? answer.text.length : Infinity).toBeLessThanOrEqual(megabyte);
  });

  it('with endless headers is given up, and what was sent stays in doubt', async () => {
    const answer = await flooded((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void => {
        if (!socket.destroyed) socket.write(`X-Filler: ${'x'.repeat(8_000)}\r\n`, more);
      };
      more();
    });
    expect(answer).toEqual({ kind: 'failure', code: 'HPE_HEADER_OVERFLOW', bodyComplete: true });
  });

  it('of endless "100 Continue" is given up when its time is over', async () => {
    const answer = await flooded((socket) => {
      const more = (): void => {
        if (!socket.destroyed) setTimeout(() => socket.write('HTTP/1.1 100 Continue\r\n\r\n', more), 50);
      };
      more();
    });
    expect(answer).toMatchObject({ kind: 'failure', bodyComplete: true });
  });
});

/** What comes of a server that takes the body and then does this. */
async function flooded(afterBody: (socket: Socket) => void): Promise<PostResult['answer']> {
  const url = await servers.accept((socket) => {
    let got = '';
    socket.on('data', (part: Buffer) => {
      got += part.toString('latin1');
      if (got.endsWith('--\r\n')) afterBody(socket);
    });
  });
  return (await send(url)).answer;
}
