// Every row of contract.md's outcome table, end to end: the engine's own upload and judgement against the sandbox's faults.
import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryOutcome } from '../../main/engine/deliver/outcome';
import { createServers } from '../../main/engine/deliver/testing/servers';
import { aNetwork } from '../../main/engine/network/testing/a-network';
import type { UploadRequest } from '../../main/engine/deliver/upload-batch';
import type { Fault } from '../../main/sandbox/faults';
import { impatient, large, poisonName, small, useSandboxDeliveries, type Zip } from './sandbox-deliveries';

const to = useSandboxDeliveries();
const servers = createServers();
const until = { signal: new AbortController().signal };
afterEach(async () => {
  vi.unstubAllEnvs();
  await servers.closeAll();
});

interface Row {
  readonly fault: Fault;
  /** The small zip when not given. */
  readonly zip?: Zip;
  readonly limits?: UploadRequest['limits'];
  readonly outcome: Partial<DeliveryOutcome>;
  /** Whether the sandbox has the batch in the end. */
  readonly stored: boolean;
}

const name = ({ fault, zip }: Row): string => `${zip === large ? 'a large zip' : 'a zip'}: ${JSON.stringify(fault)}`;

/** One test per row: the outcome, what the sandbox has, and that it was asked exactly once. */
function rows(list: readonly Row[]): void {
  it.each(list.map((row) => [name(row), row] as const))('%s', async (_name, row) => {
    await to.start();
    const { result, outcome } = await to.deliverWith(row.fault, row.zip ?? small, row.limits);
    expect(outcome).toMatchObject(row.outcome);
    const uploads = to.sandbox.requests().filter(({ endpoint }) => endpoint !== 'get_access_token');
    expect(uploads.map(({ endpoint, fault }) => ({ endpoint, fault }))).toEqual([
      { endpoint: 'uploadbatch', fault: row.fault },
    ]);
    expect(await to.sandbox.received()).toHaveLength(row.stored ? 1 : 0);
    // The question that decides everything: what may lie with the server is never taken for undelivered.
    if (row.stored) expect(['accepted', 'in-doubt']).toContain(outcome.kind);
    if (outcome.kind === 'not-delivered') expect(result.bytesSent).toBeLessThan(result.contentLength);
    if (outcome.kind === 'in-doubt') expect(result.bytesSent).toBe(result.contentLength);
  });
}

const notDelivered = (detail: string | RegExp): Partial<DeliveryOutcome> => ({
  kind: 'not-delivered',
  detail: expect.stringMatching(detail) as string,
});
const broken = notDelivered(/^(ECONNRESET|EPIPE)$/);
const answer = (status: number, more: Partial<Extract<Fault, { kind: 'answer' }>> = {}): Fault => ({
  ...{ kind: 'answer', when: 'before-storing', status },
  ...more,
});
const megabyte = { afterBytes: 1 << 20 };

describe('no connection, or one that is lost before the last body byte: not delivered', () => {
  rows([
    { fault: { kind: 'drop', when: 'before-body' }, zip: large, outcome: broken, stored: false },
    { fault: { kind: 'reset', when: 'before-body' }, zip: large, outcome: broken, stored: false },
    { fault: { kind: 'drop', when: megabyte }, zip: large, outcome: broken, stored: false },
    { fault: { kind: 'reset', when: megabyte }, zip: large, outcome: broken, stored: false },
    ...(['before-body', megabyte] as const).map((when) => ({
      ...{ fault: { kind: 'stall', when } as const, zip: large, limits: impatient },
      ...{ outcome: notDelivered('STALLED'), stored: false },
    })),
    { fault: { kind: 'html-page', when: 'before-body' }, zip: large, outcome: notDelivered('early'), stored: false },
    ...[502, 504].map((status) => ({
      ...{ fault: answer(status, { when: 'before-body' }), zip: large },
      ...{ outcome: notDelivered(String(status)), stored: false },
    })),
  ]);

  it('nobody listens', async () => {
    await to.start();
    const bearer = await to.token();
    await to.sandbox.close();
    const { result, outcome } = await to.deliver(small, { token: bearer });
    expect(outcome).toMatchObject({ kind: 'not-delivered', detail: 'ECONNREFUSED' });
    expect(result.bytesSent).toBe(0);
  });

  it('the name of the server is not known', async () => {
    await to.start();
    for (const variable of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']) vi.stubEnv(variable, '');
    const credential = { baseUrl: 'https://nowhere.invalid' };
    const { result, outcome } = await to.deliver(small, { credential });
    expect(outcome).toMatchObject(notDelivered(/^(ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT)$/));
    expect(result.bytesSent).toBe(0);
  });

  it.each([502, 403])('a proxy answers %d instead of building the tunnel', async (status) => {
    await to.start();
    const proxy = await servers.proxy((socket) => socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`));
    const { outcome } = await to.deliver(small, {
      credential: { baseUrl: 'https://klear.example' },
      network: aNetwork({
        proxy: { kind: 'manual', host: '127.0.0.1', port: Number(new URL(proxy).port), username: null },
      }),
    });
    expect(outcome).toMatchObject({ kind: 'not-delivered', detail: `PROXY_${status}` });
  });

  it.each([
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT', null],
    ['wrong-host', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired', 'CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED'],
  ] as const)('its certificate is %s, also for a credential that trusts its issuer', async (tls, detail, trusted) => {
    await to.start({ tls });
    const ca = to.sandbox.certificate ?? '';
    const network = aNetwork({ trust: { kind: 'authority', pem: ca } });
    const unknown = await to.deliver(small, { token: 'never seen' });
    expect(unknown.outcome).toMatchObject(notDelivered(detail));
    expect(unknown.result.bytesSent).toBe(0);
    expect(to.sandbox.requests()).toEqual([]);
    const { outcome } = await to.deliver(small, { token: 'never seen', network });
    expect(outcome).toMatchObject(
      trusted === null ? { kind: 'credential-refused' } : { kind: 'not-delivered', detail: trusted },
    );
  });
});

describe('all bytes sent and no clear answer: in doubt', () => {
  const inDoubt = { kind: 'in-doubt' } as const;
  rows([
    ...(['drop', 'reset'] as const).flatMap((kind): Row[] => [
      { fault: { kind, when: 'before-storing' }, outcome: inDoubt, stored: false },
      { fault: { kind, when: 'after-body' }, outcome: inDoubt, stored: true },
    ]),
    { fault: { kind: 'stall', when: 'before-storing' }, limits: impatient, outcome: inDoubt, stored: false },
    { fault: { kind: 'stall', when: 'after-body' }, limits: impatient, outcome: inDoubt, stored: true },
    ...[502, 504, 501, 520].flatMap((status): Row[] => [
      { fault: answer(status), outcome: inDoubt, stored: false },
      { fault: answer(status, { when: 'after-body' }), outcome: inDoubt, stored: true },
    ]),
    { fault: { kind: 'no-batch-id', when: 'before-storing' }, outcome: inDoubt, stored: false },
    { fault: { kind: 'no-batch-id', when: 'after-body' }, outcome: inDoubt, stored: true },
    { fault: { kind: 'html-page', when: 'before-storing' }, outcome: inDoubt, stored: false },
    { fault: { kind: 'html-page', when: 'after-body' }, outcome: inDoubt, stored: true },
    { fault: { kind: 'cut-reply' }, outcome: inDoubt, stored: true },
    { fault: { kind: 'cut-reply', afterBytes: 0 }, outcome: inDoubt, stored: true },
    { fault: { kind: 'short-json' }, outcome: inDoubt, stored: true },
    { fault: answer(204), outcome: inDoubt, stored: false },
  ]);

  it('keeps what the server said as evidence', async () => {
    await to.start();
    const page = await to.deliverWith({ kind: 'html-page', when: 'after-body' }, small);
    expect(page.outcome).toEqual({ kind: 'in-doubt', serverWords: 'Guest network: please log in' });
    const cut = await to.deliverWith({ kind: 'cut-reply' }, small);
    expect(cut.result.answer).toMatchObject({ status: 200, truncated: true, bodyComplete: true });
  });
});

describe('200 with a batch id: accepted', () => {
  const accepted = { kind: 'accepted', setReferenceNumber: null, releaseVersion: '7.8.9' } as const;
  rows([
    { fault: { kind: 'noise-before-json' }, outcome: accepted, stored: true },
    { fault: { kind: 'noise-before-json', noise: '\ufeffdebug {x}\n' }, outcome: accepted, stored: true },
    { fault: { kind: 'no-set-number' }, outcome: accepted, stored: true },
    { fault: { kind: 'slow-reply', bytesPerSecond: 500 }, outcome: accepted, stored: true },
    { fault: { kind: 'slow-link', bytesPerSecond: 20_000 }, outcome: accepted, stored: true },
    ...(['before-body', { afterBytes: 500 }, 'before-storing', 'after-body'] as const).map((when) => ({
      ...{ fault: { kind: 'stall', when, forMs: 100 } as const, outcome: accepted, stored: true },
    })),
    { fault: { kind: 'stall', when: megabyte, forMs: 100 }, zip: large, outcome: accepted, stored: true },
  ]);

  it('with the very id and the very bytes that the server has', async () => {
    await to.start();
    const { outcome } = await to.deliver(small);
    const [batch] = await to.sandbox.received();
    expect(outcome).toMatchObject({ kind: 'accepted', batchId: batch?.batchId });
    expect(batch?.zipSha256).toBe(createHash('sha256').update(small.bytes).digest('hex'));
  });
});

describe('a refusal of the request: held, with the server’s words', () => {
  rows([
    ...[400, 404, 405, 409, 410, 415, 418, 422].flatMap((status): Row[] => [
      {
        fault: answer(status, { body: '{"error": "Not like this."}' }),
        outcome: { kind: 'refused', status, serverWords: 'Not like this.' },
        stored: false,
      },
      {
        fault: answer(status, { when: 'before-body' }),
        zip: large,
        outcome: { kind: 'refused', status },
        stored: false,
      },
    ]),
    {
      fault: { kind: 'poison', document: { name: poisonName }, status: 422 },
      outcome: { kind: 'refused', status: 422 },
      stored: false,
    },
  ]);
});

describe('401 and 403: the credential is refused', () => {
  rows([
    ...[401, 403].flatMap((status): Row[] => [
      { fault: answer(status), outcome: { kind: 'credential-refused', status }, stored: false },
      {
        ...{ fault: answer(status, { when: 'before-body' }), zip: large },
        ...{ outcome: { kind: 'credential-refused', status }, stored: false },
      },
    ]),
    {
      fault: { kind: 'expired-token', which: 'access' },
      outcome: { kind: 'credential-refused', status: 401 },
      stored: false,
    },
  ]);

  it.each(['access', 'access-and-refresh'] as const)(
    'one new token helps when the old ones expire (%s)',
    async (which) => {
      await to.start();
      const source = to.tokenSource();
      const old = await to.token(source);
      to.sandbox.setFaults([{ fault: { kind: 'expired-token', which }, times: 1 }]);
      expect((await to.deliver(small, { token: old })).outcome).toMatchObject({
        kind: 'credential-refused',
        status: 401,
      });
      const renewed = await source.renew(old, until);
      expect(renewed.kind).toBe('token');
      const { outcome } = await to.deliver(small, { token: renewed.kind === 'token' ? renewed.value : '' });
      expect(outcome.kind).toBe('accepted');
      expect(await to.sandbox.received()).toHaveLength(1);
    },
  );

  it.each([
    [
      { kind: 'drop', when: 'before-storing' },
      { kind: 'unreachable', detail: 'ECONNRESET' },
    ],
    [
      { kind: 'stall', when: 'before-body' },
      { kind: 'unreachable', detail: 'STALLED' },
    ],
    [answer(429, { retryAfter: { seconds: 7, as: 'seconds' } }), { kind: 'busy', retryAfterMs: 7_000 }],
    [answer(401), { kind: 'refused', status: 401 }],
    [answer(500), { kind: 'refused', status: 500 }],
    [
      { kind: 'html-page', when: 'before-storing' },
      { kind: 'not-klearstack', status: 200 },
    ],
    [
      { kind: 'redirect', when: 'before-body', status: 302 },
      { kind: 'not-klearstack', status: 302 },
    ],
  ] as const)('a token endpoint with %j says why there is no token', async (fault, what) => {
    await to.start({ faults: [{ endpoint: 'get_access_token', fault }] });
    expect(await to.tokenSource().token(until)).toMatchObject(what);
  });
});

describe('408, 429 and 503: retry, when the server says', () => {
  rows(
    [408, 429, 503].flatMap((status): Row[] => [
      { fault: answer(status), outcome: { kind: 'retry', retryAfterMs: null }, stored: false },
      {
        fault: answer(status, { retryAfter: { seconds: 120, as: 'seconds' } }),
        outcome: { kind: 'retry', cause: 'server-busy', retryAfterMs: 120_000 },
        stored: false,
      },
      {
        ...{ fault: answer(status, { when: 'before-body', retryAfter: { seconds: 90, as: 'date' } }), zip: large },
        ...{ outcome: { kind: 'retry', cause: 'server-busy', retryAfterMs: 90_000 }, stored: false },
      },
    ]),
  );
});

describe('413: too large, to be split', () => {
  const tooLarge = { kind: 'too-large' } as const;
  rows([
    ...(['before-body', 'before-storing'] as const).map((when) => ({
      ...{ fault: { kind: 'too-large', limitBytes: 1 << 20, when } as const, zip: large },
      ...{ outcome: tooLarge, stored: false },
    })),
    { fault: { kind: 'too-large', limitBytes: 100, when: 'before-body' }, outcome: tooLarge, stored: false },
    {
      fault: { kind: 'too-large', limitBytes: 1 << 20, when: 'before-body' },
      outcome: { kind: 'accepted' },
      stored: true,
    },
    { fault: answer(413), outcome: tooLarge, stored: false },
  ]);

  it('or not delivered, when the server hangs up behind its early answer', async () => {
    await to.start();
    const { outcome } = await to.deliverWith(answer(413, { when: megabyte, hangUp: true }), large);
    expect(['too-large', 'not-delivered']).toContain(outcome.kind);
  });
});

describe('500: the server asks for another try', () => {
  const words = 'Something went wrong. Please try again later.';
  rows([
    { fault: answer(500), outcome: { kind: 'server-error', serverWords: words }, stored: false },
    { fault: answer(500, { when: 'before-body' }), zip: large, outcome: { kind: 'server-error' }, stored: false },
    {
      fault: { kind: 'poison', document: { name: poisonName } },
      outcome: { kind: 'server-error', serverWords: words },
      stored: false,
    },
    { fault: { kind: 'poison', document: { name: 'other.pdf' } }, outcome: { kind: 'accepted' }, stored: true },
  ]);
});

describe('3xx: held, and never followed', () => {
  rows(
    ([301, 302, 303, 307, 308] as const).flatMap((status): Row[] => [
      { fault: { kind: 'redirect', when: 'before-storing', status }, outcome: { kind: 'redirected' }, stored: false },
      {
        fault: { kind: 'redirect', when: 'before-body', status },
        zip: large,
        outcome: { kind: 'redirected' },
        stored: false,
      },
    ]),
  );
});

describe('a connection that ends anywhere in a zip that fits into the system’s buffers', () => {
  it.each([0, 1, 300, 1_000, 1_500])(
    'after %d bytes: not delivered only while bytes are left to hand over',
    async (afterBytes) => {
      await to.start();
      const { result, outcome } = await to.deliverWith({ kind: 'reset', when: { afterBytes } }, small);
      expect(outcome.kind).toBe(result.bytesSent < result.contentLength ? 'not-delivered' : 'in-doubt');
      expect(await to.sandbox.received()).toEqual([]);
    },
  );
});
