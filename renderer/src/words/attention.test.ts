// Checks what the list of waiting things says.
import { beforeEach, describe, expect, it } from 'vitest';
import type { AttentionItem, DuplicateOriginal, QueueItem } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { attentionKey, attentionWords } from './attention';

beforeEach(() => setLanguage('en', 'en-GB'));

const batch: QueueItem = {
  ...{ id: 7, state: 'held', folderPath: '/in', credentialName: 'acme', setName: 'May', documents: 1, attempts: 3 },
  ...{ zipSizeBytes: 10, createdAt: 5, bytesSent: null, contentLength: null, retryAt: null },
  ...{ folderId: 'f1', credentialId: 'c1', bytesPerSecond: null, secondsLeft: null },
  ...{ prioritized: false, restsBecause: null },
  ...{ reason: 'refused', serverWords: 'Please provide username.', lastAttempt: null },
};

describe('attentionWords', () => {
  it('says why a batch is held and quotes the server', () => {
    expect(attentionWords({ kind: 'batch-held', batch })).toEqual({
      title: 'Batch 7 with 1 document is held',
      reason: 'The server refused the batch.',
      evidence: null,
      serverWords: 'Please provide username.',
      since: 5,
      choices: [
        { name: 'Try again', effect: 'Sends the very same zip file once more.' },
        { name: 'Withdraw', effect: expect.stringMatching(/^It is not sent\./) as string },
      ],
    });
  });

  it('does not say that a batch in doubt failed', () => {
    const { title } = attentionWords({ kind: 'batch-in-doubt', batch: { ...batch, documents: 12 } });
    expect(title).toBe('Batch 7 with 12 documents may have arrived');
  });

  it('shows the evidence of a batch in doubt with three decisions', () => {
    const lastAttempt = { startedAt: 1, endedAt: 2, bytesSent: 10, contentLength: 10, status: 504 };
    const words = attentionWords({ kind: 'batch-in-doubt', batch: { ...batch, lastAttempt } });
    expect(words.evidence).toContain('status 504');
    expect(words.choices.map(({ name }) => name)).toEqual(['It arrived…', 'Send again', 'Withdraw']);
  });

  it('explains what sealing again does when the zip is lost', () => {
    const { choices } = attentionWords({ kind: 'batch-held', batch: { ...batch, reason: 'spool-damaged' } });
    expect(choices[0]).toMatchObject({ name: 'Seal again', effect: expect.stringMatching(/anew/) as string });
  });

  it('quotes the server only for documents that it has seen', () => {
    expect(attentionWords(aDocument('server-error', 'Boom')).serverWords).toBe('Boom');
    expect(attentionWords(aDocument('unreadable', 'EACCES')).serverWords).toBeNull();
  });

  it.each(['server-error', 'too-large-for-server'])('says of %s that a new file does not end it', (reason) => {
    expect(attentionWords(aDocument(reason, '')).reason).toMatch(
      /save it again\. This row stays until you choose “Dismiss”, even when .* removed: .* is a new document\.$/,
    );
  });

  it('promises no such row for documents that the server has not seen', () => {
    expect(attentionWords(aDocument('encrypted', '')).reason).not.toContain('This row stays');
  });

  it('says why a paused credential stops', () => {
    const item = { kind: 'credential-paused', credentialId: 'a', name: 'acme', since: 1, serverWords: null } as const;
    expect(attentionWords({ ...item, reason: 'credential-refused' }).reason).toContain('does not get locked');
  });

  it.each([
    ['incomplete', ['Try again', 'Dismiss']],
    ['encrypted', ['Dismiss']],
    ['maybe-delivered', ['Send it', 'Leave it out']],
  ])('says what the buttons do of a document that is %s', (reason, names) => {
    const { choices } = attentionWords(aDocument(reason, ''));
    expect(choices.map(({ name }) => name)).toEqual(names);
    expect(choices.every(({ effect }) => effect !== '')).toBe(true);
  });

  it('says what the buttons of a paused credential and of a set do', () => {
    const paused = { kind: 'credential-paused', credentialId: 'a', name: 'acme', since: 1, serverWords: null } as const;
    const { choices } = attentionWords({ ...paused, reason: 'credential-refused' });
    expect(choices.map(({ name }) => name)).toEqual(['Edit credential', 'Resume']);
    expect(attentionWords({ kind: 'set', setId: 3, name: 'May', reason: 'no-number' }).choices).toHaveLength(1);
  });

  it('says of an original that was not moved that nobody has to do it', () => {
    const place = { folderPath: '/in', relativePath: 'a.pdf' };
    const item = { kind: 'after-upload', documentId: 1, ...place, batchId: 4, detail: 'EACCES', since: 5 } as const;
    expect(attentionWords(item)).toMatchObject({
      title: 'The original of “a.pdf” stayed where it was',
      reason: expect.stringMatching(/delivered.*tries again every minute/) as string,
      choices: [],
    });
  });

  it('can name a set without a name', () => {
    expect(attentionWords({ kind: 'set', setId: 3, name: '', reason: 'no-number' }).title).toBe(
      'A set needs its number',
    );
  });
});

describe('the words for a duplicate', () => {
  const sentAt = new Date(2026, 4, 12, 10, 30).getTime();
  const sent = { batchId: 7, serverBatchId: '169a', acceptedAt: sentAt };
  const underWay = { batchId: 7, serverBatchId: null, acceptedAt: null };

  it.each([
    [
      sent,
      '/in',
      'b.pdf',
      'It has the same content as “b.pdf”, which was sent on 12 May 2026, 10:30:00 in batch 169a.',
    ],
    [sent, '/old', 'b.pdf', 'It has the same content as “b.pdf” in /old, which was sent on'],
    [
      underWay,
      '/in',
      'a.pdf',
      'It has the same content as an earlier file of this name, which is on its way in batch 7.',
    ],
    [{ ...underWay, batchId: null }, '/old', 'a.pdf', 'as “a.pdf” in /old, which was not sent.'],
  ])('say where its original is: %j in %s', (delivery, folderPath, relativePath, sentence) => {
    const original = { documentId: 1, folderPath, relativePath, ...delivery };
    expect(attentionWords(aDuplicate(original)).reason).toContain(sentence);
  });
});

describe('the words in German', () => {
  beforeEach(() => setLanguage('de', 'de-DE'));

  it('count documents, and name days as Germans do', () => {
    const { title, choices } = attentionWords({ kind: 'batch-in-doubt', batch: { ...batch, documents: 1200 } });
    expect(title).toBe('Batch 7 mit 1.200 Dokumenten ist vielleicht angekommen');
    expect(choices).toHaveLength(3);
    const acceptedAt = new Date(2026, 4, 12, 10, 30).getTime();
    const original = { documentId: 1, folderPath: '/alt', relativePath: 'b.pdf', batchId: 7, serverBatchId: '169a' };
    expect(attentionWords(aDuplicate({ ...original, acceptedAt })).reason).toBe(
      'Der Inhalt ist derselbe wie der von „b.pdf“ in /alt, gesendet am 12.05.2026, 10:30:00 in Batch 169a.',
    );
  });

  it('tell that a new file does not end a refusal', () => {
    expect(attentionWords(aDocument('server-error', '')).reason).toMatch(/Dieser Eintrag bleibt, bis Sie „.+“ wählen/);
  });

  it('tell a sum that does not come out', () => {
    const alarm = { kind: 'alarm', folderId: 'f', folderPath: '/scans/in', unaccountedFiles: [] } as const;
    const { reason } = attentionWords({ ...alarm, unaccountedCount: 1, sum: { recorded: 12_000, found: 118 } });
    expect(reason).toMatch(/1 Datei gefunden.*12\.000 Dokumente aufgenommen, im Hauptbuch stehen aber 118\.$/);
  });
});

describe('the words for an alarm', () => {
  const alarm = { kind: 'alarm', folderId: 'f', folderPath: '/scans/in', unaccountedFiles: [] } as const;

  it('tell files without a record, a sum that differs, or both', () => {
    const missing = attentionWords({ ...alarm, unaccountedCount: 2, sum: null });
    expect(missing.title).toBe('The documents of “in” do not add up');
    expect(missing.reason).toBe('A scan found 2 files that Batchdrop has no record of, so they are not on the way.');
    const sum = { recorded: 120, found: 118 };
    const differs = attentionWords({ ...alarm, unaccountedCount: 0, sum }).reason;
    expect(differs).toBe('Batchdrop took in 120 documents, but has 118 in its ledger.');
    const both = attentionWords({ ...alarm, unaccountedCount: 1, sum }).reason;
    expect(both).toMatch(/1 file .* it is not on the way\. Batchdrop took in/);
  });
});

describe('attentionKey', () => {
  it('stays the same when a batch goes from held to in doubt', () => {
    const items: AttentionItem[] = [
      { kind: 'batch-held', batch },
      { kind: 'batch-in-doubt', batch },
    ];
    expect(new Set(items.map(attentionKey)).size).toBe(1);
  });
});

function aDuplicate(original: DuplicateOriginal): AttentionItem {
  return { kind: 'duplicate', documentId: 2, folderPath: '/in', relativePath: 'a.pdf', since: 5, original };
}

function aDocument(reason: string, detail: string): AttentionItem {
  return { kind: 'document', documentId: 1, folderPath: '/in', relativePath: 'a.pdf', reason, detail, since: 5 };
}
