// Checks that every kind the program can report has a sentence, and that a kind from the future still shows.
import { describe, expect, it } from 'vitest';
import { heldReason, setAsideReason, setReason, waitCause } from './reasons';

// Written out: the window may not import the engine's lists.
const kinds = {
  setAside: ['unreadable', 'incomplete', 'wrong-type', 'encrypted', 'empty', 'too-large', 'vanished', 'withdrawn'],
  held: [
    ...['refused', 'redirected', 'too-large', 'server-error', 'credential-refused', 'secret-missing', 'token-expired'],
    ...['spool-damaged', 'set-blocked', 'credential-removed', 'unexpected-answer'],
  ],
  waiting: ['network', 'server-busy', 'server-error', 'interrupted'],
  set: ['no-number', 'create-in-doubt'],
};

describe('reasons', () => {
  it.each([
    ['set aside', kinds.setAside, setAsideReason],
    ['held', kinds.held, heldReason],
    ['waiting', kinds.waiting, waitCause],
    ['set', kinds.set, setReason],
  ] as const)('has a sentence of its own for every kind of %s', (_name, all, words) => {
    const sentences = all.map(words);
    expect(new Set(sentences).size).toBe(all.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z].{10,}\.$/);
    expect(sentences.filter((sentence) => sentence.startsWith('Reason:'))).toEqual([]);
  });

  it('shows a kind that it does not know by its name', () => {
    expect(heldReason('quota-used-up')).toBe('Reason: quota-used-up.');
  });
});
