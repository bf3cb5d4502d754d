// Checks that every kind the program can report has a sentence, and that a kind from the future still shows.
import { describe, expect, it } from 'vitest';
import { canTryAgain, heldReason, inDoubtReason, setAsideReason, setReason, splitReason, waitCause } from './reasons';

// Written out: the window may not import the engine's lists.
const kinds = {
  setAside: [
    ...['unreadable', 'incomplete', 'wrong-type', 'encrypted', 'empty', 'too-large', 'vanished', 'withdrawn'],
    ...['too-large-for-server', 'server-error', 'maybe-delivered'],
  ],
  held: [
    ...['refused', 'redirected', 'credential-refused', 'secret-missing', 'token-expired'],
    ...['spool-damaged', 'set-blocked', 'credential-removed', 'unexpected-answer'],
    ...['certificate-changed', 'proxy-password-refused'],
  ],
  waiting: [
    ...['network', 'server-busy', 'server-error', 'interrupted', 'no-clear-answer', 'name-not-found'],
    ...['no-secure-connection', 'certificate-expired', 'certificate-not-yet-valid', 'certificate-wrong-host'],
    ...['certificate-unknown-authority', 'certificate-self-signed', 'certificate-weak', 'certificate-invalid'],
    ...['proxy-unreachable', 'proxy-certificate', 'proxy-wants-password', 'proxy-refused', 'proxy-without-server'],
  ],
  split: ['too-large', 'server-error'],
  set: ['no-number', 'create-in-doubt'],
};

describe('reasons', () => {
  it.each([
    ['set aside', kinds.setAside, setAsideReason],
    ['held', kinds.held, heldReason],
    ['waiting', kinds.waiting, waitCause],
    ['split', kinds.split, splitReason],
    ['set', kinds.set, setReason],
  ] as const)('has a sentence of its own for every kind of %s', (_name, all, words) => {
    const sentences = all.map(words);
    expect(new Set(sentences).size).toBe(all.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(sentences.filter((sentence) => sentence.startsWith('Reason:'))).toEqual([]);
  });

  it('offers another try where the same file can have a better outcome', () => {
    expect(kinds.setAside.filter((reason) => !canTryAgain(reason))).toEqual(['encrypted', 'empty', 'withdrawn']);
    expect(canTryAgain('a-reason-of-tomorrow')).toBe(true);
  });

  it('does not say that all of a batch was sent when the program was ended in between', () => {
    expect(inDoubtReason(null)).toMatch(/^The whole batch was sent/);
    expect(inDoubtReason({ bytesSent: 10 })).toMatch(/^The whole batch was sent/);
    expect(inDoubtReason({ bytesSent: null })).toMatch(/^Batchdrop was ended/);
  });

  it('shows a kind that it does not know by its name', () => {
    expect(heldReason('quota-used-up')).toBe('Reason: quota-used-up.');
  });
});
