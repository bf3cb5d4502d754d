import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from './faults';
import { aDocument, beyondBuffersBytes, createSandboxTest } from './testing/sandbox-test';
import { aZip } from './testing/zip';

const { start, upload, seen, end } = createSandboxTest();
afterEach(end);

const small = aZip({ 'a.pdf': aDocument() });
const large = aZip({ 'a.pdf': aDocument(beyondBuffersBytes) });
const megabyte = 1024 * 1024;

function faulty(fault: Fault): ReturnType<typeof start> {
  return start({ faults: [{ fault, times: 1 }] });
}

describe.each([
  ['drop', 'dropped', 'closed'],
  ['reset', 'reset', 'reset'],
] as const)('a connection that the server ends by %s', (kind, outcome, ending) => {
  it('before the body is looked at, stores nothing', async () => {
    const sandbox = await faulty({ kind, when: 'before-body' });
    const answer = await upload(large);
    expect(answer).toMatchObject({ status: null, end: 'reset' });
    expect(answer.sentBytes).toBeLessThan(large.length);
    expect(await seen(({ endedAt }) => endedAt !== null)).toMatchObject({ bodyBytes: 0, outcome: { kind: outcome } });
    expect(await sandbox.received()).toEqual([]);
  });

  it('inside the body, has read exactly so much and stores nothing', async () => {
    const sandbox = await faulty({ kind, when: { afterBytes: 3 * megabyte + 5 } });
    const answer = await upload(large);
    // Bytes lie unread on the server's side, and a system resets such a connection whoever closes it.
    expect(answer).toMatchObject({ status: null, end: 'reset' });
    expect(answer.sentBytes).toBeLessThan(large.length);
    const request = await seen(({ endedAt }) => endedAt !== null);
    expect(request).toMatchObject({ bodyBytes: 3 * megabyte + 5, outcome: { kind: outcome }, batchId: null });
    expect(await sandbox.received()).toEqual([]);
  });

  it('after the body and before storing, stores nothing', async () => {
    const sandbox = await faulty({ kind, when: 'before-storing' });
    expect(await upload(small)).toMatchObject({ status: null, end: ending });
    const request = await seen(({ endedAt }) => endedAt !== null);
    expect(request).toMatchObject({ outcome: { kind: outcome }, batchId: null });
    expect(request.bodyBytes).toBe(request.contentLength);
    expect(await sandbox.received()).toEqual([]);
  });

  it('after storing, has the batch although nobody hears of it', async () => {
    const sandbox = await faulty({ kind, when: 'after-body' });
    expect(await upload(small)).toMatchObject({ status: null, end: ending });
    const { batchId, outcome: how } = await seen(({ endedAt }) => endedAt !== null);
    expect(how).toEqual({ kind: outcome });
    expect((await sandbox.received()).map((batch) => batch.batchId)).toEqual([batchId]);
  });

  it('at a byte that never comes, does not happen', async () => {
    await faulty({ kind, when: { afterBytes: 10 * megabyte } });
    expect(await upload(small)).toMatchObject({ status: 200, end: 'complete' });
  });
});

describe('a server that holds still', () => {
  it.each([
    ['before the body', { kind: 'stall', when: 'before-body' }, 0],
    ['at a byte of it', { kind: 'stall', when: { afterBytes: megabyte } }, megabyte],
  ] as const)('%s really stops reading', async (_when, fault, readBytes) => {
    const sandbox = await faulty(fault);
    const sending = upload(large, { idleMs: 500 });
    expect(await seen(({ outcome }) => outcome.kind === 'stalled')).toMatchObject({ bodyBytes: readBytes });
    const answer = await sending;
    expect(answer).toMatchObject({ status: null, end: 'idle' });
    expect(answer.sentBytes).toBeLessThan(large.length);
    expect(await seen(() => true)).toMatchObject({ bodyBytes: readBytes, outcome: { kind: 'stalled' } });
    await sandbox.close();
    expect(await seen(({ endedAt }) => endedAt !== null)).toMatchObject({ batchId: null });
    expect(await sandbox.received()).toEqual([]);
  });

  it.each([
    ['before-storing', 0],
    ['after-body', 1],
  ] as const)('%s reads everything and never answers', async (when, stored) => {
    const sandbox = await faulty({ kind: 'stall', when });
    expect(await upload(small, { idleMs: 200 })).toMatchObject({ status: null, end: 'idle' });
    const request = await seen(({ endedAt }) => endedAt !== null);
    expect(request).toMatchObject({ outcome: { kind: 'stalled' }, bodyBytes: request.contentLength });
    expect(await sandbox.received()).toHaveLength(stored);
  });

  it.each(['before-body', { afterBytes: 100 }, 'before-storing', 'after-body'] as const)(
    'for a time at %j goes on honestly',
    async (when) => {
      const sandbox = await faulty({ kind: 'stall', when, forMs: 150 });
      const answer = await upload(small);
      expect(answer).toMatchObject({ status: 200, end: 'complete' });
      expect(answer.tookMs).toBeGreaterThanOrEqual(149);
      expect(await sandbox.received()).toHaveLength(1);
    },
  );

  it('for a time stores a whole batch although the client went away meanwhile', async () => {
    const sandbox = await faulty({ kind: 'stall', when: 'before-storing', forMs: 1_000 });
    expect(await upload(small, { idleMs: 50 })).toMatchObject({ end: 'idle' });
    const request = await seen(({ endedAt }) => endedAt !== null);
    expect(request.outcome).toEqual({ kind: 'broken-off' });
    expect((await sandbox.received()).map(({ batchId }) => batchId)).toEqual([request.batchId]);
  });
});

describe('a slow server', () => {
  it('reads no faster than it may, and accepts', async () => {
    const sandbox = await faulty({ kind: 'slow-link', bytesPerSecond: 400_000 });
    const answer = await upload(aZip({ 'a.pdf': aDocument(200_000) }));
    expect(answer).toMatchObject({ status: 200, end: 'complete' });
    expect(answer.tookMs).toBeGreaterThanOrEqual(500);
    expect(await sandbox.received()).toHaveLength(1);
  });

  it('keeps a client waiting that sends faster than it reads', async () => {
    await faulty({ kind: 'slow-link', bytesPerSecond: 10_000 });
    const answer = await upload(large, { idleMs: 500 });
    expect(answer).toMatchObject({ status: null, end: 'idle' });
    expect(answer.sentBytes).toBeLessThan(large.length);
    expect((await seen(() => true)).bodyBytes).toBeLessThanOrEqual((answer.tookMs / 1000) * 10_000 + 10_000);
  });

  it('answers bit by bit', async () => {
    await faulty({ kind: 'slow-reply', bytesPerSecond: 300 });
    const answer = await upload(small);
    expect(answer).toMatchObject({ status: 200, end: 'complete' });
    expect(answer.tookMs).toBeGreaterThanOrEqual((answer.text.length / 300) * 1000 - 5);
    expect(answer.pieces).toBeGreaterThan(3);
  });
});

describe('the log of requests', () => {
  it('tells of a client that broke off', async () => {
    const sandbox = await start();
    // Announces more than it sends.
    await upload(small, { headers: { 'content-length': String(small.length + 100_000) }, leaves: true });
    expect(await seen(({ endedAt }) => endedAt !== null)).toMatchObject({
      outcome: { kind: 'broken-off' },
      batchId: null,
    });
    expect(await sandbox.received()).toEqual([]);
  });

  it('does not keep a sandbox from closing', async () => {
    const sandbox = await faulty({ kind: 'stall', when: 'before-storing' });
    const sending = upload(small);
    await seen(({ outcome }) => outcome.kind === 'stalled');
    await sandbox.close();
    expect(await sending).toMatchObject({ status: null });
  });
});
