// Checks what a batch's page says about it.
import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchDetails } from '../../../preload/contract';
import { setLanguage } from '../i18n/translate';
import { batchEvidence, batchLead, batchSentence, decisionSentence } from './batch-status';

beforeEach(() => setLanguage('en', 'en-GB'));

const now = 1_000_000;

describe('batchSentence', () => {
  it.each([
    [
      { state: 'waiting', reason: 'server-busy', retryAt: now + 60_000 },
      /busy and asked to wait\. Next try in 1 minute\.$/,
    ],
    [{ state: 'waiting', reason: null, retryAt: null }, /^Next try soon\.$/],
    [{ state: 'held', reason: 'refused' }, /^The server refused the batch\.$/],
    [{ state: 'in-doubt' }, /It may have arrived/],
    [{ state: 'split', reason: 'too-large' }, /listed below/],
    [{ state: 'accepted', confirmedBy: 'server' }, /^The server took it\.$/],
    [{ state: 'accepted', confirmedBy: 'person' }, /^A person found it/],
    [{ state: 'sealed' }, /^Packed and checked/],
  ] as const)('says where it stands: %o', (over, sentence) => {
    expect(batchSentence(aBatch(over), null, now)).toMatch(sentence);
  });
});

describe('batchLead', () => {
  it('names the set, its number when it has no name, or the folder', () => {
    const set = { id: 4, name: 'May', referenceNumber: '77' };
    expect(batchLead(aBatch({ set }))).toBe('2 documents in “May”');
    expect(batchLead(aBatch({ set: { ...set, name: null } }))).toBe('2 documents in “Set 77”');
    expect(batchLead(aBatch({ set: null }))).toBe('2 documents from in, in no set');
  });
});

describe('batchEvidence', () => {
  const last = {
    ...{ number: 1, startedAt: now, endedAt: now + 1, outcome: 'in-doubt', status: 504, bytesSent: 9 },
    ...{ contentLength: 9, serverWords: null, retryAt: null, hasEvidence: true },
  };

  it('is there for a batch in doubt only', () => {
    expect(batchEvidence({ state: 'in-doubt' }, last)).toContain('status 504');
    expect(batchEvidence({ state: 'held' }, last)).toBeNull();
    expect(batchEvidence({ state: 'in-doubt' }, null)).toBeNull();
  });
});

it('tells a person’s decision from a setting’s', () => {
  expect(decisionSentence({ at: 1, by: 'person', kind: 'send-again' })).toMatch(/^A person/);
  expect(decisionSentence({ at: 1, by: 'setting', kind: 'send-again' })).toMatch(/as its credential says/);
});

function aBatch(over: Partial<BatchDetails>): BatchDetails {
  return {
    ...{ id: 7, serverBatchId: null, state: 'sealed', reason: null, serverWords: null, documents: 2 },
    ...{
      zipSizeBytes: 1,
      createdAt: 1,
      acceptedAt: null,
      releaseVersion: null,
      folderId: 'f',
      folderPath: '/scans/in',
    },
    ...{ credentialId: 'c', credentialName: 'Acme', set: null, documentType: 'Invoices', invoiceType: 'B2B' },
    ...{ processingPref: 'Speed', sealedAt: 1, zipName: 'a.zip', zipSha256: 'ab', attempts: 0, retryAt: null },
    ...{ prioritized: false, confirmedBy: null, decisions: [], whole: null, halves: [] },
    ...over,
  };
}
