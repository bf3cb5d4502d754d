// Checks what the queue says about batches in each state.
import { beforeEach, describe, expect, it } from 'vitest';
import type { QueueItem } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { queueSentence } from './waiting';

beforeEach(() => setLanguage('en', 'en'));

const now = Date.UTC(2026, 4, 12);

describe('queueSentence', () => {
  it('tells cause and time of the next try', () => {
    const batch = aBatch({ state: 'waiting', reason: 'network', retryAt: now + 5 * 60_000 });
    expect(queueSentence(batch, now)).toBe('The server could not be reached. Next try in 5 minutes.');
  });

  it('tells why a batch rests, beside what went wrong', () => {
    const until = now + 10 * 60_000;
    const failed = { state: 'waiting', reason: 'network', retryAt: now + 5 * 60_000 } as const;
    const paused = { because: 'pause', scope: 'all', until: null } as const;
    expect(queueSentence(aBatch({ ...failed, restsBecause: paused }), now)).toBe(
      'The server could not be reached. Sending is paused.',
    );
    const rest = { because: 'credential-rest', until, asked: false } as const;
    expect(queueSentence(aBatch({ ...failed, restsBecause: rest }), now)).toBe(
      'The server could not be reached. Next try in 10 minutes.',
    );
    expect(queueSentence(aBatch({ state: 'sealed', restsBecause: { ...rest, asked: true } }), now)).toBe(
      'The server asked for a break. It goes on in 10 minutes.',
    );
  });

  it('tells how much is sent, and when only the answer is missing', () => {
    const sending = { state: 'sending', contentLength: 2048 } as const;
    expect(queueSentence(aBatch({ ...sending, bytesSent: 1024 }), now)).toBe('1 kB of 2 kB sent.');
    expect(queueSentence(aBatch({ ...sending, bytesSent: 2048 }), now)).toMatch(/^All of it is sent/);
    expect(queueSentence(aBatch({ ...sending, bytesSent: null }), now)).toBe('Connecting to the server.');
  });

  it('says why a batch is split, and that a single document cannot be', () => {
    const splitting = { state: 'splitting', reason: 'too-large' } as const;
    expect(queueSentence(aBatch({ ...splitting, documents: 8 }), now)).toContain('split into two batches');
    expect(queueSentence(aBatch({ ...splitting, documents: 1 }), now)).toContain('set aside');
  });

  it('never promises that a batch in doubt goes on by itself', () => {
    expect(queueSentence(aBatch({ state: 'in-doubt' }), now)).toContain('not sent again by itself');
  });
});

describe('queueSentence in German', () => {
  beforeEach(() => setLanguage('de', 'de-DE'));

  it('fits every way to tell the next try', () => {
    const soon = aBatch({ state: 'waiting', retryAt: now + 5 * 60_000 });
    expect(queueSentence(soon, now)).toBe('Nächster Versuch: in 5 Minuten.');
    expect(queueSentence({ ...soon, retryAt: now }, now)).toBe('Nächster Versuch: jetzt.');
    expect(queueSentence({ ...soon, retryAt: null }, now)).toBe('Der nächste Versuch folgt bald.');
  });

  it('tells how much is sent as Germans write it', () => {
    const sending = aBatch({ state: 'sending', contentLength: 2048, bytesSent: 1536 });
    expect(queueSentence(sending, now)).toBe('1,5 kB von 2 kB gesendet.');
  });
});

function aBatch(over: Partial<QueueItem>): QueueItem {
  return {
    ...{ id: 1, state: 'sealed', folderPath: '/in', credentialName: 'acme', setName: null, documents: 2 },
    ...{ zipSizeBytes: 2000, attempts: 1, createdAt: now, bytesSent: null, contentLength: null, retryAt: null },
    ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
    ...{ prioritized: false, restsBecause: null },
    ...{ reason: null, serverWords: null, lastAttempt: null },
    ...over,
  };
}
