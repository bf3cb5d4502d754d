// Every rehearsal: what is put in, how the sandbox misbehaves, and how it has to end (contract.md, "What an answer means").
import type { Rehearsal, RehearsalProblem } from '../../preload/contract';
import type { FaultScript } from '../sandbox/fault-script';
import type { SandboxRequest } from '../sandbox/request-log';
import type { TlsFault } from '../sandbox/sandbox';
import type { DocumentChoice, RehearsalDocument } from './documents';
import type { Fate } from './fates';
import type { Expectation, RehearsalFacts } from './judge';
import type { RehearsalProfile } from './profile';

export interface Scenario {
  readonly documents: DocumentChoice;
  /** What the sandbox does. `elsewhere` is the base URL of a second server that nothing may reach. */
  faults(documents: readonly RehearsalDocument[], elsewhere: string): FaultScript;
  readonly tls?: TlsFault;
  /** Nothing can ever be delivered: it ends after so many waits. */
  readonly endsAfterWaits?: number;
  expected(profile: RehearsalProfile): Expectation;
}

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

// Every batch is large then: of a small one the last byte has left long before a cut is noticed.
const largePictures: DocumentChoice = { pictures: 3, sizeBytes: 3 * megabyte };
// Larger than what the system's buffers between two programs take in: the client cannot be done before the server strikes.
const hugePictures: DocumentChoice = { pictures: 3, sizeBytes: 8 * megabyte };
const mediumPictures: DocumentChoice = { pictures: 6, sizeBytes: 100 * kilobyte };
// Two medium pictures fit, and three do not.
const mediumLimitBytes = 250 * kilobyte;

const allDelivered: Expectation = { fates: ['delivered'] };

export const scenarios: Readonly<Record<Rehearsal, Scenario>> = {
  'all-well': {
    documents: 'small',
    faults: () => [],
    expected: () => allDelivered,
  },
  'connection-cut': {
    documents: hugePictures,
    faults: () => [
      { fault: { kind: 'drop', when: { afterBytes: 100 * kilobyte } }, times: 1 },
      { fault: { kind: 'reset', when: { afterBytes: 300 * kilobyte } }, from: 2, times: 1 },
    ],
    expected: () => ({
      ...allDelivered,
      checks: [struck(2, ({ outcome }) => outcome.kind === 'dropped' || outcome.kind === 'reset')],
    }),
  },
  'reply-lost': {
    documents: 'small',
    faults: () => [{ fault: { kind: 'drop', when: 'after-body' }, times: 1 }],
    expected: (profile) => inDoubtOnce(profile, ({ outcome }) => outcome.kind === 'dropped'),
  },
  'no-batch-id': {
    documents: 'small',
    faults: () => [{ fault: { kind: 'html-page', when: 'before-storing' }, times: 1 }],
    expected: (profile) => inDoubtOnce(profile, ({ fault }) => fault?.kind === 'html-page'),
  },
  'server-busy': {
    documents: 'small',
    faults: () => [
      { fault: busy(503, 'seconds'), times: 1 },
      { fault: busy(429, 'date'), from: 2, times: 1 },
    ],
    expected: () => ({ ...allDelivered, checks: [struck(2, isBusyAnswer), waitedForServer] }),
  },
  'server-error': {
    documents: 'small',
    faults: () => [{ fault: { kind: 'answer', when: 'before-storing', status: 500 }, times: 2 }],
    expected: () => ({ ...allDelivered, checks: [struck(2, isAnswered(500))] }),
  },
  'poison-document': {
    documents: 'small',
    faults: (documents) => [{ fault: { kind: 'poison', document: { sha256: poisonOf(documents)?.sha256 ?? '' } } }],
    expected: () => ({
      fates: ['delivered', 'set-aside/server-error'],
      needed: ['set-aside/server-error'],
      checks: [onlyPoisonSetAside],
    }),
  },
  'too-large': {
    documents: mediumPictures,
    faults: () => [{ fault: { kind: 'too-large', when: 'before-body', limitBytes: mediumLimitBytes } }],
    expected: () => allDelivered,
  },
  'slow-line': {
    documents: largePictures,
    faults: () => [{ fault: { kind: 'slow-link', bytesPerSecond: 4 * megabyte } }],
    expected: () => allDelivered,
  },
  'token-expired': {
    documents: 'small',
    faults: () => [{ fault: { kind: 'expired-token', which: 'access' }, times: 1 }],
    expected: ({ tokenMode }) =>
      tokenMode === 'automatic'
        ? { ...allDelivered, checks: [struck(1, isAnswered(401)), renewedOnce] }
        : { ...pausedCredential, checks: [struck(1, isAnswered(401))] },
  },
  'credentials-refused': {
    documents: 'small',
    faults: () => [{ endpoint: 'any', fault: { kind: 'answer', when: 'before-storing', status: 401 } }],
    expected: () => ({ ...pausedCredential, checks: [struck(1, isAnswered(401)), accountNotLocked, nothingStored] }),
  },
  redirect: {
    documents: 'small',
    faults: (_documents, elsewhere) => [
      {
        fault: {
          kind: 'redirect',
          when: 'before-storing',
          status: 307,
          location: `${elsewhere}/access/klearstack/uploadbatch`,
        },
      },
    ],
    expected: () => ({
      fates: ['held/redirected', 'behind-set'],
      needed: ['held/redirected'],
      checks: [nothingStored, redirectNotFollowed],
    }),
  },
  'bad-certificate': {
    documents: 'small',
    tls: 'self-signed',
    faults: () => [],
    endsAfterWaits: 3,
    expected: () => ({
      // One batch tries, the others stay in the queue until it came through.
      fates: ['waiting/certificate-self-signed', 'queued', 'behind-set'],
      needed: ['waiting/certificate-self-signed'],
      checks: [nothingStored, nothingAsked],
    }),
  },
};

const pausedCredential: Expectation = {
  fates: ['delivered', 'held/credential-refused', 'behind-credential'],
  needed: ['held/credential-refused'],
};

/** The first batch is in doubt; a credential may say that it is then sent again. */
function inDoubtOnce({ inDoubt }: RehearsalProfile, isStruck: (request: SandboxRequest) => boolean): Expectation {
  return {
    fates: ['delivered', 'in-doubt', 'behind-set'],
    needed: inDoubt === 'ask' ? ['in-doubt'] : [],
    checks: [struck(1, isStruck), ...(inDoubt === 'ask' ? [] : [sentAgainBySetting])],
  };
}

function busy(status: number, as: 'seconds' | 'date') {
  return { kind: 'answer', when: 'before-storing', status, retryAfter: { seconds: 1, as } } as const;
}

/** A document in the middle, so that it has neighbours in its batch. */
function poisonOf(documents: readonly RehearsalDocument[]): RehearsalDocument | undefined {
  return documents[Math.floor(documents.length / 2)];
}

type Check = (facts: RehearsalFacts) => RehearsalProblem | null;

/** A rehearsal in which the fault never came to pass shows nothing. */
function struck(times: number, isStruck: (request: SandboxRequest) => boolean): Check {
  return ({ requests }) => (requests.filter(isStruck).length >= times ? null : { kind: 'not-rehearsed' });
}

function isAnswered(status: number): (request: SandboxRequest) => boolean {
  return ({ outcome }) => outcome.kind === 'answered' && outcome.status === status;
}

function isBusyAnswer(request: SandboxRequest): boolean {
  return isAnswered(503)(request) || isAnswered(429)(request);
}

/** Nothing was sent in the second after "come back in one second". */
function waitedForServer({ requests }: RehearsalFacts): RehearsalProblem | null {
  const tooEarly = requests.filter(isBusyAnswer).some((asked) => requests.some((next) => isTooEarly(next, asked)));
  return tooEarly ? { kind: 'not-waited' } : null;
}

// The sandbox notes the end of an answer a moment after it is out.
const slackMs = 100;
// Another batch may have been on its way before anybody could know; the same one, of the same length, may not.
const crossingMs = 300;

function isTooEarly(next: SandboxRequest, { endedAt, contentLength }: SandboxRequest): boolean {
  if (endedAt === null || next.startedAt <= endedAt || next.startedAt >= endedAt + 1000 - slackMs) return false;
  return next.contentLength === contentLength || next.startedAt > endedAt + crossingMs;
}

/** Why something was delivered twice, for whoever reads the verdict. */
function sentAgainBySetting({ stored }: RehearsalFacts): RehearsalProblem | null {
  return new Set(stored).size === stored.length ? null : { kind: 'sent-again-by-setting' };
}

function onlyPoisonSetAside({ documents, fates }: RehearsalFacts): RehearsalProblem | null {
  const isSetAside: Fate = 'set-aside/server-error';
  const setAside = fates.filter(({ fate }) => fate === isSetAside);
  const isRight = setAside.length === 1 && setAside[0]?.relativePath === poisonOf(documents)?.relativePath;
  return isRight ? null : { kind: 'wrong-set-aside' };
}

function renewedOnce({ requests }: RehearsalFacts): RehearsalProblem | null {
  const fetched = requests.filter(({ endpoint }) => endpoint !== 'uploadbatch').length;
  return fetched === 2 ? null : { kind: 'token-fetched', count: fetched };
}

// Two batches may be on their way at once, and each may try a second time with a new token.
const mostRefusals = 6;

function accountNotLocked({ requests }: RehearsalFacts): RehearsalProblem | null {
  return requests.length <= mostRefusals ? null : { kind: 'refused-password', count: requests.length };
}

function nothingStored({ stored }: RehearsalFacts): RehearsalProblem | null {
  return stored.length === 0 ? null : { kind: 'delivered-all-the-same' };
}

function redirectNotFollowed({ requestsElsewhere }: RehearsalFacts): RehearsalProblem | null {
  return requestsElsewhere === 0 ? null : { kind: 'redirect-followed' };
}

function nothingAsked({ requests }: RehearsalFacts): RehearsalProblem | null {
  return requests.length === 0 ? null : { kind: 'certificate-trusted' };
}
