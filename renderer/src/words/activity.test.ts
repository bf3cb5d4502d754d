// Checks that every kind of what happened has a sentence of its own, in both languages, with its reason in words.
import { beforeEach, describe, expect, it } from 'vitest';
import { activityKinds, type ActivityItem, type ActivityKind } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { activityWords } from './activity';

beforeEach(() => setLanguage('en', 'en-GB'));

function anItem(kind: ActivityKind, more: Partial<ActivityItem> = {}): ActivityItem {
  return {
    ...{ id: 1, at: 5, kind, folderId: 'f1', folderPath: '/srv/scans/incoming', credentialId: 'c1' },
    ...{ credentialName: 'Acme', batchId: 412, serverBatchId: null, documentId: 9, name: 'sub/a.pdf', reason: null },
    ...{ amount: 3, ...more },
  };
}

const sentence = (kind: ActivityKind, more: Partial<ActivityItem> = {}): string =>
  activityWords(anItem(kind, more)).sentence;

describe('activityWords', () => {
  it.each(['en', 'de'] as const)('has a sentence for every kind, with nothing left open, in %s', async (language) => {
    await setLanguage(language, language);
    const sentences = activityKinds.map((kind) => sentence(kind));
    for (const words of sentences) expect(words).toMatch(/^[\p{Lu}„“].+\.$/u);
    expect(sentences.join(' ')).not.toMatch(/\{\{|activity\.|undefined|null/);
    expect(new Set(sentences).size).toBe(activityKinds.length);
  });

  it.each([
    [sentence, 'batch-sealed', { amount: 1 }, 'Batch 412 was packed with 1 document.'],
    [sentence, 'batch-accepted', { amount: 1_200 }, 'Batch 412 was delivered with 1,200 documents.'],
    [sentence, 'batch-sending', { amount: 1 }, 'Sending batch 412 began.'],
    [sentence, 'batch-sending', { amount: 3 }, 'Sending batch 412 began, attempt 3.'],
    [sentence, 'batch-prioritized', { amount: 1 }, 'Batch 412 was put before all others.'],
    [sentence, 'batch-prioritized', { amount: 0 }, 'Batch 412 was put back to its place.'],
    [sentence, 'batch-decided', { reason: 'withdraw', amount: 0 }, 'A person withdrew batch 412.'],
    [
      ...([sentence, 'batch-decided'] as const),
      { reason: 'send-again', amount: 1 },
      'Batch 412 was sent again although it was in doubt, as its credential says.',
    ],
    [sentence, 'document-decided', { reason: 'dismiss' }, 'A person decided to leave “sub/a.pdf” out.'],
    [...([sentence, 'document-duplicate'] as const), {}, '“sub/a.pdf” is a duplicate: batch 412 has the same content.'],
    [sentence, 'set-needs-attention', { name: 'May 2026' }, 'The set “May 2026” needs attention.'],
    [sentence, 'set-needs-attention', { name: null }, 'The set of batch 412 needs attention.'],
    [sentence, 'folder-offline', {}, 'The folder “incoming” could not be reached.'],
    [sentence, 'folder-offline', { folderPath: null }, 'The folder “f1” could not be reached.'],
    [sentence, 'sending-paused', { folderId: null, credentialId: null }, 'Sending was paused.'],
    [sentence, 'sending-paused', { folderId: null }, 'Sending with “Acme” was paused.'],
    [sentence, 'sending-paused', { credentialId: null }, 'Sending from the folder “incoming” was paused.'],
    [
      ...([sentence, 'sending-resumed'] as const),
      { folderId: null, credentialId: null, reason: 'time' },
      'The pause is over: sending goes on.',
    ],
    [sentence, 'sending-rests', { reason: 'timetable' }, 'Sending rests: the timetable allows none at this hour.'],
  ] as const)('%#: says it plainly', (words, kind, more, expected) => {
    expect(words(kind, more)).toBe(expected);
  });

  it.each([
    ['batch-waiting', 'server-busy', 'The server is busy and asked to wait.'],
    ['batch-held', 'refused', 'The server refused the batch.'],
    ['batch-splitting', 'too-large', 'The server refused it for its size, so it is split into two batches.'],
    ['document-set-aside', 'withdrawn', 'You decided not to send its batch.'],
    ['credential-paused', 'token-expired', 'The pasted token has run out. Paste a new one.'],
    ['folder-error', 'EACCES', 'The system said: EACCES.'],
    ['batch-held', 'brand-new', 'Reason: brand-new.'],
  ] as const)('gives the reason of %s in words', (kind, reason, expected) => {
    expect(activityWords(anItem(kind, { reason })).reason).toBe(expected);
  });

  it.each(['batch-decided', 'document-decided', 'original-kept', 'sending-rests'] as const)(
    'has words for a reason of %s that it does not know, and for none',
    (kind) => {
      for (const reason of ['brand-new', null]) expect(sentence(kind, { reason })).toMatch(/^[“\p{Lu}].+\.$/u);
      expect(activityWords(anItem(kind)).reason).toBeNull();
    },
  );

  it('shows names as they are', () => {
    expect(sentence('document-set-aside', { name: '<b>{{folder}} $t(a).pdf' })).toContain('“<b>{{folder}} $t(a).pdf”');
  });
});
