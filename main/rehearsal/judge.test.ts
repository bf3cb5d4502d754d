import { describe, expect, it } from 'vitest';
import { rehearsals } from '../../preload/contract';
import type { SandboxRequest } from '../sandbox/request-log';
import { problemSentence } from './problem-sentence';
import { judge, type Expectation, type RehearsalFacts } from './judge';
import { sampleProfile } from './profile';
import { scenarios } from './scenarios';

const allDelivered: Expectation = { fates: ['delivered'] };
const someHeld: Expectation = { fates: ['delivered', 'held/refused'], needed: ['held/refused'] };

const names = ['a.pdf', 'b.pdf', 'c.pdf'];
const contentOf = (name: string): string => `content of ${name}`;

/** Three documents, all delivered once. */
function facts(changes: Partial<RehearsalFacts> = {}): RehearsalFacts {
  return {
    documents: names.map((relativePath) => ({ relativePath, sha256: contentOf(relativePath), sizeBytes: 1 })),
    stored: names.map(contentOf),
    fates: names.map((relativePath) => ({ relativePath, fate: 'delivered', about: [], because: [] })),
    shown: [],
    originals: new Set(names),
    requests: [],
    ...{ requestsElsewhere: 0, alarms: 0, settled: true },
    ...changes,
  };
}

/** The last document is in a held batch that is on screen; the server has the other two. */
function heldFacts(changes: Partial<RehearsalFacts> = {}): RehearsalFacts {
  const fates = facts().fates.map((one) =>
    one.relativePath === 'c.pdf'
      ? { ...one, fate: 'held/refused' as const, about: ['batch 2', 'set 1'], because: ['batch 2'] }
      : one,
  );
  const shown = [{ name: 'batch 2', kind: 'batch-held', reason: 'refused' }];
  return facts({ stored: ['a.pdf', 'b.pdf'].map(contentOf), fates, shown, ...changes });
}

describe('the verdict', () => {
  it('is good when every document was delivered once', () => {
    expect(judge(facts(), allDelivered)).toEqual({ problems: [], deliveredOnce: 3, deliveredTwice: 0 });
  });

  it('is good when the rest is on screen with a reason that fits', () => {
    expect(judge(heldFacts(), someHeld)).toEqual({ problems: [], deliveredOnce: 2, deliveredTwice: 0 });
  });

  it.each<[string, RehearsalFacts, Expectation, string]>([
    [
      'the server has a document twice',
      facts({ stored: [...names, 'b.pdf'].map(contentOf) }),
      allDelivered,
      '"b.pdf" was delivered 2 times.',
    ],
    [
      'a document counts as delivered and never arrived',
      facts({ stored: ['a.pdf', 'c.pdf'].map(contentOf) }),
      allDelivered,
      '"b.pdf" counts as delivered, but never arrived.',
    ],
    [
      'the server has what is said to be held',
      heldFacts({ stored: names.map(contentOf) }),
      someHeld,
      '"c.pdf" arrived, but counts as held/refused.',
    ],
    [
      'the ledger has nothing about a document',
      facts({ fates: facts().fates.slice(1), stored: names.slice(1).map(contentOf) }),
      { fates: ['delivered', 'unrecorded'] },
      '"a.pdf" is not delivered, and nothing on screen says why.',
    ],
    ['the reason does not fit', heldFacts(), allDelivered, '"c.pdf" should not end as held/refused.'],
    [
      'what waits for a person is not on screen',
      heldFacts({ shown: [] }),
      someHeld,
      '"c.pdf" is not delivered, and nothing on screen says why.',
    ],
    [
      'only something beside the reason is on screen',
      heldFacts({ shown: [{ name: 'set 1', kind: 'set', reason: 'no-number' }] }),
      someHeld,
      '"c.pdf" is not delivered, and nothing on screen says why.',
    ],
    [
      'something is on screen although all is well',
      facts({ shown: [{ name: 'batch 1', kind: 'batch-in-doubt', reason: '' }] }),
      allDelivered,
      'On screen for no document: batch-in-doubt.',
    ],
    [
      'the original of what was not delivered is gone',
      heldFacts({ originals: new Set(['a.pdf', 'b.pdf']) }),
      someHeld,
      '"c.pdf" was not delivered, but its original is gone.',
    ],
    [
      'the server has other content than was put in',
      facts({ stored: [...names.map(contentOf), 'altered'] }),
      allDelivered,
      'The server holds 1 documents with another content than was sent.',
    ],
    ['the deadline came first', facts({ settled: false }), allDelivered, 'The deliveries came to no end in time.'],
    ['the sum does not come out', facts({ alarms: 1 }), allDelivered, 'The documents of the folder do not add up.'],
    ['what was to be shown never happened', facts(), someHeld, 'No document ended as held/refused.'],
  ])('is bad when %s', (_what, found, expectation, problem) => {
    expect(judge(found, expectation).problems.map(problemSentence)).toEqual([problem]);
  });

  it('counts what the server holds, and not what the ledger says', () => {
    const stored = ['a.pdf', 'b.pdf', 'b.pdf', 'b.pdf'].map(contentOf);
    expect(judge(facts({ stored }), allDelivered)).toMatchObject({ deliveredOnce: 1, deliveredTwice: 1 });
  });
});

function aRequest(changes: Partial<SandboxRequest>): SandboxRequest {
  return {
    ...{ endpoint: 'uploadbatch', number: 1, startedAt: 0, endedAt: 10, contentLength: 5, bodyBytes: 5 },
    ...{ fault: null, batchId: null, outcome: { kind: 'answered', status: 200 } },
    ...changes,
  };
}

describe.each(rehearsals)('the rehearsal %s', (name) => {
  const expectation = scenarios[name].expected(sampleProfile);

  it('is never passed with a document that was delivered twice', () => {
    const { problems } = judge(facts({ stored: [...names, 'c.pdf'].map(contentOf) }), expectation);
    expect(problems).toContainEqual({ kind: 'delivered-often', file: 'c.pdf', times: 2 });
  });

  it('is never passed with a document that is gone', () => {
    const fates = facts().fates.map((one) => ({ ...one, fate: 'unrecorded' as const }));
    const { problems } = judge(facts({ stored: [], fates }), expectation);
    expect(problems).toContainEqual({ kind: 'wrong-end', file: 'a.pdf', fate: 'unrecorded', reason: '' });
  });
});

describe('what a rehearsal asks beyond the documents', () => {
  const problemsOf = (name: keyof typeof scenarios, changes: Partial<RehearsalFacts>): readonly string[] =>
    judge(facts(changes), scenarios[name].expected(sampleProfile)).problems.map(problemSentence);
  const busy = { kind: 'answered', status: 503 } as const;

  it('that its fault came to pass', () => {
    expect(problemsOf('server-error', {})).toEqual(['What was to be rehearsed did not come to pass.']);
    const outcome = { kind: 'answered', status: 500 } as const;
    expect(problemsOf('server-error', { requests: [aRequest({ outcome }), aRequest({ outcome })] })).toEqual([]);
  });

  it('that a server which asks to wait is waited for', () => {
    const both = [aRequest({ outcome: busy }), aRequest({ outcome: busy, startedAt: 5, endedAt: 15 })];
    const late = [...both, aRequest({ startedAt: 1_011 })];
    expect(problemsOf('server-busy', { requests: late })).toEqual([]);
    // It left before anybody could know.
    const crossing = [...both, aRequest({ startedAt: 20, contentLength: 77 })];
    expect(problemsOf('server-busy', { requests: crossing })).toEqual([]);
    for (const early of [aRequest({ startedAt: 20 }), aRequest({ startedAt: 500, contentLength: 77 })]) {
      expect(problemsOf('server-busy', { requests: [...both, early] })).toEqual([
        'The server asked to wait for a second, and was not waited for.',
      ]);
    }
  });

  it('that a token is fetched anew once', () => {
    const refused = aRequest({ outcome: { kind: 'answered', status: 401 } });
    const token = aRequest({ endpoint: 'get_access_token' });
    expect(problemsOf('token-expired', { requests: [token, refused, token] })).toEqual([]);
    expect(problemsOf('token-expired', { requests: [token, refused, token, token] })).toHaveLength(1);
  });

  it('that a redirect is not followed', () => {
    expect(problemsOf('redirect', { requestsElsewhere: 1 })).toContain(
      'The redirect was followed: the password went to another server.',
    );
  });

  it('that a server with a bad certificate is told nothing', () => {
    expect(problemsOf('bad-certificate', { requests: [aRequest({})] })).toContain(
      'The server was trusted although its certificate is not.',
    );
  });

  it('that a refused password is not tried again and again', () => {
    const refused = aRequest({ outcome: { kind: 'answered', status: 401 } });
    const requests = Array.from({ length: 7 }, () => refused);
    expect(problemsOf('credentials-refused', { requests })).toContain(
      'The server was asked 7 times with a refused password.',
    );
  });
});
