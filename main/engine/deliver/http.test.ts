import FormData from 'form-data';
import { afterEach, describe, expect, it } from 'vitest';
import { createNetwork } from '../network/network';
import { post } from './http';
import { certificate } from './testing/certificate';
import { createServers, readSlowly } from './testing/servers';

const servers = createServers();
afterEach(() => servers.closeAll());

describe('a slow encrypted line', () => {
  it('is waited for as long as it moves, though one big read takes longer than the limit', async () => {
    const url = await servers.serveTls((request, response) => {
      readSlowly(request, 10 * 1024);
      request.on('end', () => response.end('done'));
    });
    const form = new FormData();
    form.append('file', Buffer.alloc(40 * 1024 * 1024), 'batch.zip');
    const limits = { connectMs: 2_000, stallMs: 1_200, replyMs: 1_200 };
    const network = createNetwork({
      ...{ trust: { kind: 'authority', pem: certificate }, proxy: { kind: 'none' } },
      proxyPassword: () => Promise.resolve(null),
    });
    const startedAt = performance.now();
    const { answer } = await post(
      { url, bearer: null, form, limits, network },
      { signal: new AbortController().signal },
    );
    expect(answer).toMatchObject({ kind: 'response', text: 'done', bodyComplete: true });
    // Else this proves nothing: the upload has to take longer than its limits.
    expect(performance.now() - startedAt).toBeGreaterThan(2 * limits.stallMs);
  });
});
