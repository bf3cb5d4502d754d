import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, type Answer, type DeliveryOutcome } from './outcome';
import { parseReply } from './reply';

const context = { now: Date.parse('2026-11-22T12:00:00Z'), secrets: ['s3cret'] };
const accepted = JSON.stringify({
  'Function successfully executed!': '169a4df0-52c4-4835-8bb4-10296c8e5e3a',
  release_version: '7.8.9',
  set_reference_number: '12345',
});

function response(status: number, text = '', overrides: Partial<Extract<Answer, { kind: 'response' }>> = {}): Answer {
  return { kind: 'response', status, headers: {}, text, bodyComplete: true, truncated: false, ...overrides };
}

function kindOf(answer: Answer): DeliveryOutcome['kind'] {
  return classify(answer, context).kind;
}

describe('classify', () => {
  it('takes a 200 with a batch id as accepted', () => {
    expect(classify(response(200, accepted), context)).toEqual({
      kind: 'accepted',
      batchId: '169a4df0-52c4-4835-8bb4-10296c8e5e3a',
      setReferenceNumber: '12345',
      releaseVersion: '7.8.9',
    });
  });

  it('accepts replies of older servers and replies with noise before the JSON', () => {
    const old = '{"Function successfully executed!":"abc"}';
    expect(classify(response(200, old), context)).toMatchObject({ kind: 'accepted', setReferenceNumber: null });
    expect(kindOf(response(200, `\ufeffWarning: {noise}\n${accepted}`))).toBe('accepted');
    expect(kindOf(response(200, `${accepted}\n<!-- served by node 7 -->`))).toBe('accepted');
  });

  it.each([
    '',
    '<html><title>Login</title></html>',
    '{"Function successfully executed!":""}',
    accepted.slice(0, 30),
    '[]',
  ])('is in doubt about a 200 that says %j', (text) => {
    expect(kindOf(response(200, text))).toBe('in-doubt');
  });

  it.each([400, 404, 405, 409, 410, 415, 418, 422])('holds a %i with the words of the server', (status) => {
    const outcome = classify(response(status, '{"error": "Please provide username."}'), context);
    expect(outcome).toEqual({ kind: 'refused', status, serverWords: 'Please provide username.' });
  });

  it.each([401, 403])('takes a %i for refused credentials', (status) => {
    expect(kindOf(response(status, '{"error": "Incorrect username or password."}'))).toBe('credential-refused');
  });

  it.each([408, 429, 503])('tries again after a %i', (status) => {
    expect(classify(response(status), context)).toMatchObject({ kind: 'retry', retryAfterMs: null });
    const seconds = response(status, '', { headers: { 'retry-after': '120' } });
    expect(classify(seconds, context)).toMatchObject({ retryAfterMs: 120_000 });
    const date = response(status, '', { headers: { 'retry-after': 'Sun, 22 Nov 2026 12:01:00 GMT' } });
    expect(classify(date, context)).toMatchObject({ retryAfterMs: 60_000 });
  });

  it('tells 413, 500 and redirects apart', () => {
    expect(kindOf(response(413))).toBe('too-large');
    expect(kindOf(response(500))).toBe('server-error');
    expect(kindOf(response(302, '', { headers: { location: 'https://elsewhere.example' } }))).toBe('redirected');
  });

  it.each([502, 504, 501, 599])('is in doubt about a %i once everything was sent, and not before', (status) => {
    expect(kindOf(response(status))).toBe('in-doubt');
    expect(kindOf(response(status, '', { bodyComplete: false }))).toBe('not-delivered');
  });

  it('does not believe a success that came before the zip was sent', () => {
    expect(kindOf(response(200, '<html>hotel Wi-Fi</html>', { bodyComplete: false }))).toBe('not-delivered');
  });

  it('is in doubt about a batch id for a zip that was not sent to its end', () => {
    expect(kindOf(response(200, accepted, { bodyComplete: false }))).toBe('in-doubt');
  });

  it('shows where a redirect leads, without what it may carry along', () => {
    const location = 'https://elsewhere.example/s3cret/login?user=ap&password=p%22w#s3cret';
    expect(classify(response(302, '', { headers: { location } }), context)).toEqual({
      kind: 'redirected',
      serverWords: '→ https://elsewhere.example/•••/login',
    });
    expect(classify(response(302, 'Moved'), context)).toMatchObject({ serverWords: 'Moved' });
  });

  it('decides a failure by what was sent alone', () => {
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'ECONNRESET', 'STALLED', 'CERT_HAS_EXPIRED']) {
      expect(kindOf({ kind: 'failure', code, bodyComplete: false })).toBe('not-delivered');
      expect(kindOf({ kind: 'failure', code, bodyComplete: true })).toBe('in-doubt');
    }
    expect(kindOf({ kind: 'failure', code: 'ABORTED', bodyComplete: false })).toBe('cancelled');
    expect(kindOf({ kind: 'failure', code: 'ABORTED', bodyComplete: true })).toBe('in-doubt');
  });

  it('keeps secrets out of the words of the server', () => {
    const outcome = classify(response(400, '{"error": "password s3cret is wrong"}'), context);
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
  });

  it('answers anything, and is never sure of more than the bytes allow', () => {
    const answers = fc.record({
      kind: fc.constant('response' as const),
      status: fc.integer({ min: 100, max: 599 }),
      headers: fc.dictionary(fc.constantFrom('retry-after', 'location'), fc.string()),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant(accepted)),
      bodyComplete: fc.boolean(),
      truncated: fc.boolean(),
    });
    fc.assert(
      fc.property(answers, (answer) => {
        const { kind } = classify(answer, context);
        if (!answer.bodyComplete) expect(kind).not.toBe('accepted');
        if (!answer.bodyComplete && kind === 'in-doubt') expect(parseReply(answer.text).kind).toBe('batch');
        if (answer.bodyComplete) expect(kind).not.toBe('not-delivered');
        if (kind === 'accepted') expect(answer.text).toContain('Function successfully executed!');
      }),
      { numRuns: 500 },
    );
  });

  it('never takes a failure without an answer for more or less than the bytes allow', () => {
    const failures = fc.record({
      kind: fc.constant('failure' as const),
      code: fc.string(),
      bodyComplete: fc.boolean(),
    });
    fc.assert(
      fc.property(failures, (answer) => {
        expect(kindOf(answer) === 'in-doubt').toBe(answer.bodyComplete);
      }),
    );
  });
});
