import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { batchIdKey } from './answers';
import type { Fault } from './faults';
import type { RawAnswer } from './testing/raw-client';
import { aDocument, beyondBuffersBytes, createSandboxTest, login } from './testing/sandbox-test';
import { aZip } from './testing/zip';

const { start, ask, token, upload, seen, end } = createSandboxTest();
afterEach(end);

const small = aZip({ 'a.pdf': aDocument() });
const large = aZip({ 'a.pdf': aDocument(beyondBuffersBytes) });
const clock = Date.parse('2026-11-22T12:00:00.400Z');

function faulty(fault: Fault): ReturnType<typeof start> {
  return start({ faults: [{ fault, times: 1 }], now: () => clock });
}

function json({ text }: RawAnswer): Record<string, string> {
  return JSON.parse(text) as Record<string, string>;
}

const statuses = [400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504];

describe('a false answer', () => {
  it.each(statuses)('%d instead of storing, with words in the vendor’s style', async (status) => {
    const sandbox = await faulty({ kind: 'answer', when: 'before-storing', status });
    const answer = await upload(small);
    expect(answer).toMatchObject({ status, end: 'complete', headers: { 'content-type': 'application/json' } });
    expect(json(answer)['error']).toMatch(/^\w.*\.$/);
    expect(await sandbox.received()).toEqual([]);
    expect((await upload(small)).status).toBe(200);
  });

  it.each(statuses)('%d although the batch is stored', async (status) => {
    const sandbox = await faulty({ kind: 'answer', when: 'after-body', status });
    expect((await upload(small)).status).toBe(status);
    expect(await sandbox.received()).toHaveLength(1);
  });

  it.each(['before-body', { afterBytes: 1_000_000 }] as const)(
    'at %j comes early, and the rest is read and thrown away',
    async (when) => {
      const sandbox = await faulty({ kind: 'answer', when, status: 502, body: 'no', headers: { 'x-by': 'gateway' } });
      const answer = await upload(large);
      expect(answer).toMatchObject({ status: 502, text: 'no', end: 'complete', headers: { 'x-by': 'gateway' } });
      expect(answer.sentBytes).toBeLessThan(large.length);
      sandbox.setFaults([{ fault: { kind: 'answer', when, status: 502 } }]);
      expect(await upload(large, { insists: true })).toMatchObject({ status: 502, end: 'complete' });
      const request = await seen(({ bodyBytes, contentLength }) => bodyBytes === contentLength);
      expect(request).toMatchObject({ outcome: { kind: 'answered', status: 502 }, batchId: null });
      expect(await sandbox.received()).toEqual([]);
    },
  );

  it('may hang up on a client that is still sending', async () => {
    await faulty({ kind: 'answer', when: { afterBytes: 1_000_000 }, status: 413, hangUp: true });
    const answer = await upload(large);
    expect(['complete', 'reset']).toContain(answer.end);
    expect(await seen(({ endedAt }) => endedAt !== null)).toMatchObject({ bodyBytes: 1_000_000 });
  });

  it('tells when to come again, in seconds and as a date', async () => {
    await start({
      now: () => clock,
      faults: ({ number }) => {
        const retryAfter = { seconds: 90, as: number === 1 ? 'seconds' : 'date' } as const;
        return { kind: 'answer', when: 'before-storing', status: number === 1 ? 429 : 503, retryAfter };
      },
    });
    const bearer = { headers: { authorization: 'Bearer of any kind' } };
    expect((await upload(small, bearer)).headers['retry-after']).toBe('90');
    expect((await upload(small, bearer)).headers['retry-after']).toBe('Sun, 22 Nov 2026 12:01:31 GMT');
  });

  it('asks a client that asks first only for a body that it is going to read', async () => {
    await faulty({ kind: 'answer', when: 'before-body', status: 413 });
    const more = { headers: { expect: '100-continue' } };
    const refused = await upload(small, more);
    expect(refused).toMatchObject({ status: 413, asked: false });
    expect(await upload(small, more)).toMatchObject({ status: 200, asked: true });
  });
});

describe('a limit of size', () => {
  it.each(['before-body', 'before-storing'] as const)('strikes %s, and only above it', async (when) => {
    const sandbox = await start();
    await upload(small);
    const { contentLength } = await seen(() => true);
    sandbox.setFaults([{ fault: { kind: 'too-large', limitBytes: contentLength ?? 0, when } }]);
    expect((await upload(small)).status).toBe(200);
    expect((await upload(aZip({ 'a.pdf': aDocument(31) }))).status).toBe(413);
    expect(await sandbox.received()).toHaveLength(2);
  });

  it('answers a large body long before its end', async () => {
    await faulty({ kind: 'too-large', limitBytes: 1_000_000, when: 'before-body' });
    const answer = await upload(large);
    expect(answer).toMatchObject({ status: 413, end: 'complete' });
    expect(answer.sentBytes).toBeLessThan(large.length);
  });

  it('counts a body that does not say how long it is', async () => {
    await faulty({ kind: 'too-large', limitBytes: 500_000, when: 'before-body' });
    expect(await upload(aZip({ 'a.pdf': aDocument(600_000) }), { chunked: true })).toMatchObject({ status: 413 });
    expect(await upload(aZip({ 'a.pdf': aDocument(400_000) }), { chunked: true })).toMatchObject({ status: 200 });
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308] as const)('%d leads to another origin', async (status) => {
    const sandbox = await faulty({ kind: 'redirect', when: 'before-storing', status });
    const { headers } = await upload(small);
    expect(new URL(headers['location'] ?? '').origin).not.toBe(new URL(sandbox.url).origin);
    expect(await sandbox.received()).toEqual([]);
  });

  it('leads where it is told', async () => {
    await faulty({ kind: 'redirect', when: 'before-body', status: 307, location: 'https://elsewhere.invalid/x' });
    expect(await upload(small)).toMatchObject({ status: 307, headers: { location: 'https://elsewhere.invalid/x' } });
  });
});

describe('a spoiled reply', () => {
  it.each([
    ['before-storing', 0],
    ['after-body', 1],
  ] as const)('200 without a batch id, %s', async (when, stored) => {
    const sandbox = await faulty({ kind: 'no-batch-id', when });
    const answer = await upload(small);
    expect(answer.status).toBe(200);
    expect(json(answer)).toEqual({ release_version: '7.8.9' });
    expect(await sandbox.received()).toHaveLength(stored);
  });

  it.each([
    ['before-body', 0],
    ['before-storing', 0],
    ['after-body', 1],
  ] as const)('200 with a page, %s', async (when, stored) => {
    const sandbox = await faulty({ kind: 'html-page', when });
    const answer = await upload(small);
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/html' }, end: 'complete' });
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
    expect(await sandbox.received()).toHaveLength(stored);
  });

  it('breaks off short of its Content-Length', async () => {
    const sandbox = await faulty({ kind: 'cut-reply' });
    const { status, text, headers, end: how } = await upload(small);
    expect({ status, how }).toEqual({ status: 200, how: 'closed' });
    expect(text.length).toBe(Math.floor(Number(headers['content-length']) / 2));
    expect(await sandbox.received()).toHaveLength(1);
    sandbox.setFaults([{ fault: { kind: 'cut-reply', afterBytes: 3 } }]);
    expect((await upload(small)).text).toBe('{"F');
    sandbox.setFaults([{ fault: { kind: 'cut-reply', afterBytes: 0 } }]);
    expect(await upload(small)).toMatchObject({ status: 200, text: '', end: 'closed' });
  });

  it('is whole by its length, and half a JSON', async () => {
    const sandbox = await faulty({ kind: 'short-json' });
    const answer = await upload(small);
    expect(answer).toMatchObject({ status: 200, end: 'complete' });
    expect(answer.text).toMatch(/^\{"Function/);
    expect(() => json(answer)).toThrow();
    expect(await sandbox.received()).toHaveLength(1);
  });

  it.each([undefined, 'Debug {on}\n'])('has the batch id behind noise', async (noise) => {
    const sandbox = await faulty({ kind: 'noise-before-json', ...(noise === undefined ? {} : { noise }) });
    const { text } = await upload(small);
    expect(text.startsWith(noise ?? '<br />')).toBe(true);
    const { [batchIdKey]: batchId } = JSON.parse(text.slice(text.lastIndexOf('\n') + 1)) as Record<string, string>;
    expect((await sandbox.received()).map((batch) => batch.batchId)).toEqual([batchId]);
  });

  it('lacks the number of the set that it made', async () => {
    const sandbox = await faulty({ kind: 'no-set-number' });
    const answer = await upload(small, {}, { create_new_set: 'True', set_name: 'November' });
    expect(Object.keys(json(answer))).toEqual([batchIdKey, 'release_version']);
    expect(sandbox.sets().sets).toHaveLength(1);
  });

  it('does not make a refusal a success', async () => {
    await start({ faults: [{ fault: { kind: 'no-batch-id', when: 'after-body' } }] });
    expect(await upload(small, {}, { invoice_type: 'X' })).toMatchObject({ status: 400 });
  });
});

describe('a document that the server cannot take', () => {
  const poison = aDocument(77);
  const sha256 = createHash('sha256').update(poison).digest('hex');

  it.each([{ sha256 }, { name: 'bad.pdf' }])('is refused in every zip it is in: %j', async (document) => {
    const sandbox = await start({ faults: [{ fault: { kind: 'poison', document } }] });
    const refused = await upload(aZip({ 'a.pdf': aDocument(), 'bad.pdf': poison }));
    expect(refused).toMatchObject({ status: 500, end: 'complete' });
    expect(json(refused)).toEqual({ error: 'Something went wrong. Please try again later.' });
    expect((await upload(aZip({ 'bad.pdf': poison }))).status).toBe(500);
    expect(await sandbox.received()).toEqual([]);
    expect((await upload(aZip({ 'a.pdf': aDocument() }))).status).toBe(200);
  });

  it('leaves no set behind', async () => {
    const fault: Fault = { kind: 'poison', document: { sha256 }, status: 422 };
    const sandbox = await start({ faults: [{ fault }] });
    const fields = { create_new_set: 'True', set_name: 'November' };
    expect((await upload(aZip({ 'x.pdf': poison }), {}, fields)).status).toBe(422);
    expect(sandbox.sets().sets).toEqual([]);
  });
});

describe('tokens that expire', () => {
  it('are refused until a new one is fetched', async () => {
    const sandbox = await start();
    const bearer = { headers: { authorization: `Bearer ${await token()}` } };
    expect((await upload(small, bearer)).status).toBe(200);
    sandbox.setFaults([{ fault: { kind: 'expired-token', which: 'access' }, times: 1 }]);
    expect((await upload(small, bearer)).status).toBe(401);
    expect((await upload(small, bearer)).status).toBe(401);
    expect((await upload(small)).status).toBe(200);
    expect(await sandbox.received()).toHaveLength(2);
  });

  it.each([
    ['access', 200],
    ['access-and-refresh', 401],
  ] as const)('of the kind %s: a refresh gets %d', async (which, status) => {
    const sandbox = await start();
    const tokens = json(await ask('get_access_token', login));
    sandbox.setFaults([{ endpoint: 'getaccesstokenfromrefreshtoken', fault: { kind: 'expired-token', which } }]);
    const fields = { refresh_token: tokens['refresh_token'] ?? '', company_name: login.company_name };
    const headers = { authorization: `Bearer ${tokens['access_token'] ?? ''}` };
    const answer = await ask('getaccesstokenfromrefreshtoken', fields, { headers });
    expect(answer.status).toBe(status);
    if (status === 200) {
      const authorization = `Bearer ${json(answer)['access_token'] ?? ''}`;
      expect((await upload(small, { headers: { authorization } })).status).toBe(200);
    }
  });
});

describe('the token endpoint', () => {
  it.each([
    [
      { kind: 'drop', when: 'before-storing' },
      { status: null, end: 'closed' },
    ],
    [
      { kind: 'reset', when: 'after-body' },
      { status: null, end: 'reset' },
    ],
    [
      { kind: 'stall', when: 'before-body' },
      { status: null, end: 'idle' },
    ],
    [{ kind: 'answer', when: 'after-body', status: 503, retryAfter: { seconds: 3, as: 'seconds' } }, { status: 503 }],
    [
      { kind: 'html-page', when: 'before-storing' },
      { status: 200, end: 'complete' },
    ],
    [{ kind: 'cut-reply' }, { status: 200, end: 'closed' }],
    [{ kind: 'redirect', when: 'before-body', status: 302 }, { status: 302 }],
  ] as const)('knows %j too', async (fault, what) => {
    const sandbox = await start({ faults: [{ endpoint: 'get_access_token', times: 1, fault }] });
    expect(await ask('get_access_token', login, { idleMs: 300 })).toMatchObject(what);
    expect((await ask('get_access_token', login)).status).toBe(200);
    expect(sandbox.requests().map(({ endpoint, number }) => `${endpoint ?? ''} ${number}`)).toEqual([
      'get_access_token 1',
      'get_access_token 2',
    ]);
  });
});
