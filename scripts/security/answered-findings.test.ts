// A new finding fails the run, and so does an answer to something that is gone.
import { describe, expect, it } from 'vitest';
import { compareFindings } from './answered-findings.mjs';

const finding = { check: 'PRELOAD_JS_CHECK', file: 'main/index.js', code: 'preload: join(…)' };
const answer = { ...finding, reason: 'It hands over one bridge.' };

describe('the findings of a tool', () => {
  it('pass when each has an answer', () => {
    expect(compareFindings([finding, finding], [answer])).toEqual({ unanswered: [], stale: [] });
  });

  it.each([
    ['another check', { ...finding, check: 'SANDBOX_JS_CHECK' }],
    ['another file', { ...finding, file: 'main/other.js' }],
    ['another line', { ...finding, code: 'preload: elsewhere' }],
  ])('fail with %s', (_what, other) => {
    expect(compareFindings([finding, other], [answer]).unanswered).toEqual([other]);
  });

  it('fail without a reason', () => {
    expect(compareFindings([finding], [{ ...answer, reason: ' ' }]).unanswered).toEqual([finding]);
  });

  it('fail with an answer to nothing', () => {
    expect(compareFindings([], [answer]).stale).toEqual([answer]);
  });
});
