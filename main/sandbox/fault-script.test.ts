import { afterEach, describe, expect, it } from 'vitest';
import { faultScriptSchema, scriptedFaults } from './fault-script';
import { faultForms, faultSchema, type Endpoint, type Fault } from './faults';
import { createSandboxTest } from './testing/sandbox-test';

const { start, upload, token, end } = createSandboxTest();
afterEach(end);

const drop: Fault = { kind: 'drop', when: 'after-body' };
const reset: Fault = { kind: 'reset', when: 'before-body' };

const everyKind: readonly Fault[] = [
  { kind: 'answer', when: { afterBytes: 0 }, status: 429, retryAfter: { seconds: 0, as: 'date' } },
  { kind: 'answer', when: 'before-body', status: 502, body: '', headers: { 'X-A': 'b' }, hangUp: true },
  { kind: 'too-large', limitBytes: 1, when: 'before-storing' },
  { kind: 'redirect', when: 'before-body', status: 308, location: '/elsewhere' },
  drop,
  reset,
  { kind: 'stall', when: { afterBytes: 10 }, forMs: 5 },
  { kind: 'slow-link', bytesPerSecond: 1 },
  { kind: 'slow-reply', bytesPerSecond: 1 },
  { kind: 'no-batch-id', when: 'after-body' },
  { kind: 'no-set-number' },
  { kind: 'html-page', when: 'before-body' },
  { kind: 'cut-reply', afterBytes: 0 },
  { kind: 'short-json' },
  { kind: 'noise-before-json', noise: 'x' },
  { kind: 'poison', document: { name: 'a.pdf' } },
  { kind: 'poison', document: { sha256: 'a'.repeat(64) }, status: 422 },
  { kind: 'expired-token', which: 'access' },
];

describe('a fault', () => {
  it('of every kind survives being written down', () => {
    for (const fault of everyKind) expect(faultSchema.parse(JSON.parse(JSON.stringify(fault)))).toEqual(fault);
    expect(new Set(everyKind.map(({ kind }) => kind))).toEqual(new Set(faultForms.map(({ kind }) => kind)));
  });

  it.each([
    { kind: 'explode' },
    { kind: 'drop' },
    { kind: 'drop', when: 'later' },
    { kind: 'drop', when: { afterBytes: -1 } },
    { kind: 'drop', when: 'after-body', status: 500 },
    { kind: 'answer', when: 'before-body', status: 100 },
    { kind: 'answer', when: 'before-body', status: 200, headers: { 'a b': 'c' } },
    { kind: 'answer', when: 'before-body', status: 200, headers: { a: 'b\r\nc: d' } },
    { kind: 'redirect', when: 'before-body', status: 304 },
    { kind: 'redirect', when: 'before-body', status: 301, location: 'a\r\nb' },
    { kind: 'slow-link', bytesPerSecond: 0 },
    { kind: 'poison', document: {} },
    { kind: 'poison', document: { sha256: 'abc' } },
  ])('that cannot be is refused: %j', (fault) => {
    expect(faultSchema.safeParse(fault).success).toBe(false);
  });
});

describe('a script', () => {
  function struck(script: unknown, endpoint: Endpoint): (number | string)[] {
    const plan = scriptedFaults(faultScriptSchema.parse(script));
    return [1, 2, 3, 4, 5, 600].map((number) => plan({ endpoint, number })?.kind ?? '-');
  }

  it.each([
    [[], ['-', '-', '-', '-', '-', '-']],
    [[{ fault: drop }], ['drop', 'drop', 'drop', 'drop', 'drop', 'drop']],
    [[{ fault: drop, from: 3 }], ['-', '-', 'drop', 'drop', 'drop', 'drop']],
    [[{ fault: drop, to: 2 }], ['drop', 'drop', '-', '-', '-', '-']],
    [[{ fault: drop, from: 2, to: 4 }], ['-', 'drop', 'drop', 'drop', '-', '-']],
    [[{ fault: drop, from: 2, times: 2 }], ['-', 'drop', 'drop', '-', '-', '-']],
    [
      [{ fault: null, to: 1 }, { fault: drop, from: 1, to: 2 }, { fault: reset }],
      ['-', 'drop', 'reset', 'reset', 'reset', 'reset'],
    ],
    [[{ fault: drop, endpoint: 'get_access_token' }], ['-', '-', '-', '-', '-', '-']],
    [[{ fault: drop, endpoint: 'any', times: 1 }], ['drop', '-', '-', '-', '-', '-']],
  ])('%j says which uploads it is about', (script, kinds) => {
    expect(struck(script, 'uploadbatch')).toEqual(kinds);
  });

  it('is about another endpoint only when it names it, or any', () => {
    expect(struck([{ fault: drop }], 'get_access_token')[0]).toBe('-');
    expect(struck([{ fault: drop, endpoint: 'get_access_token' }], 'get_access_token')[0]).toBe('drop');
    expect(struck([{ fault: drop, endpoint: 'any' }], 'getbatchdocuments')[0]).toBe('drop');
  });

  it.each([
    [[{ fault: drop, to: 2, times: 2 }]],
    [[{ fault: drop, from: 3, to: 2 }]],
    [[{ fault: drop, from: 0 }]],
    [[{ fault: drop, endpoint: 'elsewhere' }]],
    [[{ from: 1 }]],
    [drop],
  ])('that cannot be is refused: %j', (script) => {
    expect(faultScriptSchema.safeParse(script).success).toBe(false);
  });
});

describe('a running sandbox', () => {
  it('takes another plan, which counts from 1; the log goes on counting', async () => {
    const sandbox = await start({ faults: [{ fault: { kind: 'answer', when: 'before-storing', status: 503 } }] });
    const headers = { authorization: `Bearer ${await token()}` };
    const statusOf = async (): Promise<number | null> => (await upload(undefined, { headers })).status;
    expect([await statusOf(), await statusOf()]).toEqual([503, 503]);
    sandbox.setFaults(({ number }) => (number === 1 ? { kind: 'answer', when: 'before-body', status: 404 } : null));
    expect([await statusOf(), await statusOf()]).toEqual([404, 200]);
    sandbox.setFaults([]);
    expect(await statusOf()).toBe(200);
    const uploads = sandbox.requests().filter(({ endpoint }) => endpoint === 'uploadbatch');
    const [first, ...rest] = uploads;
    expect(uploads.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(uploads.map(({ fault }) => fault?.kind ?? null)).toEqual(['answer', 'answer', 'answer', null, null]);
    expect(first).toMatchObject({ outcome: { kind: 'answered', status: 503 }, batchId: null });
    expect(first?.bodyBytes).toBe(first?.contentLength);
    const ids = (await sandbox.received()).map(({ batchId }) => batchId);
    expect(rest.flatMap(({ batchId }) => batchId ?? []).sort()).toEqual(ids.sort());
  });

  it('logs what it has no endpoint for', async () => {
    const sandbox = await start();
    await fetch(`${sandbox.url}/elsewhere?password=x`);
    expect(sandbox.requests()).toMatchObject([
      { endpoint: null, number: 1, outcome: { kind: 'answered', status: 404 }, fault: null },
    ]);
    expect(JSON.stringify(sandbox.requests())).not.toContain('password');
  });
});
