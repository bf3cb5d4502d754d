// Uploads under a bandwidth limit, to real servers: the limit holds, nothing is taken for a stalled line, progress is true.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../clock';
import { createBandwidth, type Bandwidth } from './bandwidth';
import { bodyOf, createServers } from './testing/servers';
import { sealedZipAt } from './testing/sealed-zip-at';
import { uploadBatch, type UploadResult } from './upload-batch';

const servers = createServers();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-limited-'));
});
afterEach(async () => {
  await servers.closeAll();
  await rm(folder, { recursive: true, force: true });
});

const accepted = '{"Function successfully executed!": "id-1"}';
const stallMs = 150;

async function upload(
  baseUrl: string,
  bytes: number,
  bandwidth: Bandwidth,
  {
    signal = new AbortController().signal,
    onProgress = () => undefined,
  }: { signal?: AbortSignal; onProgress?: (bytesSent: number, contentLength: number) => void } = {},
): Promise<UploadResult> {
  const zipPath = join(folder, `${randomBytes(4).toString('hex')}.zip`);
  await writeFile(zipPath, randomBytes(bytes));
  return uploadBatch(
    {
      ...{ credential: { baseUrl }, token: 'token-1', fields: [['company_name', 'Acme']] },
      ...{
        zip: await sealedZipAt(zipPath),
        onProgress,
        bandwidth,
        limits: { connectMs: 2_000, stallMs, replyMs: 2_000 },
      },
    },
    { signal },
  );
}

async function aServer() {
  const received = { bytes: 0 };
  const url = await servers.serve((request, response) => {
    request.on('data', (part: Buffer) => (received.bytes += part.length));
    // Some uploads are cut, and are answered by nobody.
    void bodyOf(request).then(
      () => response.end(accepted),
      () => undefined,
    );
  });
  return { url, received };
}

describe('an upload under a bandwidth limit', () => {
  it('that waits longer for its turn than a line may be still is no stalled one', async () => {
    const { url } = await aServer();
    // A piece of 1 KB every half second, and the line may be still for 150 ms.
    const startedAt = performance.now();
    const { answer, bytesSent, contentLength } = await upload(
      url,
      4_000,
      createBandwidth(() => 2_048, systemClock),
    );
    expect(answer).toMatchObject({ kind: 'response', status: 200 });
    expect(bytesSent).toBe(contentLength);
    expect(performance.now() - startedAt).toBeGreaterThan(1_500);
  });

  it('shares the limit with the other uploads, each with its turn', async () => {
    const { url } = await aServer();
    const bandwidth = createBandwidth(() => 400_000, systemClock);
    const startedAt = performance.now();
    const tookMs = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const { answer } = await upload(url, 200_000, bandwidth);
        expect(answer).toMatchObject({ kind: 'response', status: 200 });
        return performance.now() - startedAt;
      }),
    );
    // 800 KB at 400 KB/s, but for the quarter second that may go at once.
    expect(Math.min(...tookMs)).toBeGreaterThan(1_200);
    expect(Math.max(...tookMs)).toBeGreaterThan(1_700);
  });

  it('goes on at the new speed when the limit is raised, without beginning anew', async () => {
    let [requests, rate]: [number, number | null] = [0, 1_000];
    const url = await servers.serve((request, response) => {
      requests += 1;
      void bodyOf(request).then(() => response.end(accepted));
    });
    const bandwidth = createBandwidth(() => rate, systemClock);
    let moved = (): void => undefined;
    const firstBytes = new Promise<void>((resolve) => (moved = resolve));
    // At the first speed it would take the better part of an hour.
    const running = upload(url, 3_000_000, bandwidth, { onProgress: () => moved() });
    await firstBytes;
    rate = null;
    bandwidth.changed();
    expect((await running).answer).toMatchObject({ kind: 'response', status: 200 });
    expect(requests).toBe(1);
  });

  it('tells of no more than has left, but for what lies in one buffer', async () => {
    const { url, received } = await aServer();
    const told: { sent: number; received: number }[] = [];
    await upload(
      url,
      600_000,
      createBandwidth(() => 400_000, systemClock),
      {
        onProgress: (sent) => told.push({ sent, received: received.bytes }),
      },
    );
    expect(told.length).toBeGreaterThan(3);
    for (const [index, { received: now }] of told.entries()) {
      // What was told a quarter of a second ago has arrived by now.
      expect(now).toBeGreaterThanOrEqual((told[index - 1]?.sent ?? 0) - 64 * 1024);
    }
  });

  it('still gives up on a server that stops reading', async () => {
    const url = await servers.serve((request) => {
      request.pause();
    });
    const bandwidth = createBandwidth(() => 200_000_000, systemClock);
    const { answer } = await upload(url, 50_000_000, bandwidth);
    expect(answer).toEqual({ kind: 'failure', code: 'STALLED', bodyComplete: false });
  });

  it('ends at once when it is cancelled while it waits, and leaves its turn to the others', async () => {
    const { url } = await aServer();
    const bandwidth = createBandwidth(() => 2_000, systemClock);
    const ending = new AbortController();
    let moved = (): void => undefined;
    const firstBytes = new Promise<void>((resolve) => (moved = resolve));
    const cancelled = upload(url, 1_000_000, bandwidth, { signal: ending.signal, onProgress: () => moved() });
    const other = upload(url, 1_500, bandwidth);
    await firstBytes;
    ending.abort();
    expect((await cancelled).answer).toEqual({ kind: 'failure', code: 'ABORTED', bodyComplete: false });
    expect((await other).answer).toMatchObject({ kind: 'response', status: 200 });
  });
});
