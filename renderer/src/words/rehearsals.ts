// "Test my set-up": what each rehearsal simulates and what has to come of it, and the verdict, in a clerk's words.
import type { Rehearsal, RehearsalResult } from '../../../preload/contract';
import { counted, formatCount } from './numbers';
import { heldReason, inDoubtReason, setAsideReason, setReason, waitCause } from './reasons';
import { batchStates } from './states';
import type { Tone } from './tones';

interface RehearsalWords {
  readonly title: string;
  readonly simulated: string;
  /** What Batchdrop should do. */
  readonly expected: string;
}

export const rehearsalWords: Record<Rehearsal, RehearsalWords> = {
  'all-well': {
    title: 'Everything goes well',
    simulated: 'The server takes every batch at once.',
    expected: 'Every document is delivered once.',
  },
  'connection-cut': {
    title: 'The connection breaks',
    simulated: 'The connection is cut twice while a batch is being sent.',
    expected: 'The server cannot have the batch, so it is sent again. Every document is delivered once.',
  },
  'reply-lost': {
    title: 'The answer gets lost',
    simulated: 'A whole batch is sent, but the connection breaks before the answer comes.',
    expected:
      'The batch may have arrived: it waits for you, and is sent again by itself only if its credential says so.',
  },
  'no-batch-id': {
    title: 'An answer without a batch id',
    simulated: 'A web page comes back in place of a batch id, as from a proxy in between.',
    expected: 'The batch may have arrived: it waits for you here too, unless its credential says to send it again.',
  },
  'server-busy': {
    title: 'The server is busy',
    simulated: 'The server asks twice to come back later.',
    expected: 'Batchdrop waits as long as it is asked to. Every document is delivered once.',
  },
  'server-error': {
    title: 'The server has a problem',
    simulated: 'The server fails twice and then works again.',
    expected: 'Batchdrop tries again after a while. Every document is delivered once.',
  },
  'poison-document': {
    title: 'One bad document',
    simulated: 'The server fails on one document, and with it on every batch that contains it.',
    expected: 'Batches are split until it stands alone. It is set aside, and all others are delivered once.',
  },
  'too-large': {
    title: 'The batch is too large',
    simulated: 'The server refuses batches that are larger than it likes.',
    expected: 'They are split until they fit. Every document is delivered once.',
  },
  'slow-line': {
    title: 'The line is slow',
    simulated: 'Large batches trickle through a slow connection.',
    expected: 'It takes longer. Every document is delivered once.',
  },
  'token-expired': {
    title: 'The access token runs out',
    simulated: 'The server no longer takes the token.',
    expected:
      'A new token is fetched, and every document is delivered once. With a pasted token the credential pauses.',
  },
  'credentials-refused': {
    title: 'The password is wrong',
    simulated: 'The server refuses user name and password.',
    expected: 'The credential pauses after very few tries, so that the account does not get locked. Nothing is lost.',
  },
  redirect: {
    title: 'The server points elsewhere',
    simulated: 'The server says that it has moved to another address.',
    expected: 'Batchdrop does not follow, because the password would go there. The batch is held.',
  },
  'bad-certificate': {
    title: 'A certificate that cannot be trusted',
    simulated: 'The server’s certificate was not issued by anyone whom this computer trusts.',
    expected: 'Nothing is sent there, not even the password. The batches wait.',
  },
};

export interface Verdict {
  readonly tone: Tone;
  readonly title: string;
  /** How many documents were delivered, and how often. */
  readonly amounts: string;
  /** What is wrong, one sentence each. */
  readonly problems: readonly string[];
}

/** What came of a rehearsal. "Delivered" is what the stand-in server holds, not what Batchdrop believes. */
export function verdictWords(result: RehearsalResult, locale?: string): Verdict {
  const { passed, documents, deliveredOnce, deliveredTwice, steps } = result;
  const parts = [
    [deliveredOnce, 'delivered once'],
    [deliveredTwice, 'delivered twice'],
    [documents - deliveredOnce - deliveredTwice, 'not delivered'],
  ] as const;
  const told = parts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count, locale)} ${what}`);
  return {
    tone: passed ? 'good' : 'bad',
    title: passed ? 'As it should be' : 'Not as it should be',
    amounts: `${counted(documents, 'document', undefined, locale)}: ${told.join(', ')}.`,
    problems: steps.filter(({ type }) => type === 'promise-broken').map(({ detail }) => detail),
  };
}

export interface OnScreenWords {
  readonly what: string;
  /** null when the thing speaks for itself. */
  readonly reason: string | null;
}

/** What would be on screen afterwards, as the real pages would say it. */
export function onScreenWords(item: RehearsalResult['onScreen'][number], locale?: string): OnScreenWords {
  const { kind, reason, count } = item;
  const batches = counted(count, 'batch', 'batches', locale);
  switch (kind) {
    case 'document':
      return { what: `${counted(count, 'document', undefined, locale)} set aside`, reason: setAsideReason(reason) };
    case 'duplicate':
      return { what: counted(count, 'duplicate', undefined, locale), reason: null };
    case 'alarm':
      return { what: 'The documents do not add up', reason: null };
    case 'batch-held':
      return { what: `${batches} held`, reason: heldReason(reason) };
    case 'batch-in-doubt':
      return { what: `${batches} in doubt`, reason: inDoubtReason(null) };
    case 'batch-waiting':
      return { what: `${batches} waiting`, reason: reason === '' ? null : waitCause(reason) };
    case 'credential-paused':
      return { what: 'The credential is paused', reason: heldReason(reason) };
    case 'set':
      return {
        what: counted(count, 'set needs its number', 'sets need their numbers', locale),
        reason: setReason(reason),
      };
    default: {
      const state = Object.entries(batchStates).find(([name]) => kind === `batch-${name}`)?.[1].text;
      return {
        what: state === undefined ? `${formatCount(count, locale)} × ${kind}` : `${batches}: ${state}`,
        reason: null,
      };
    }
  }
}

const stepNames: Record<string, string> = {
  'folder-state': 'Folder',
  'document-ready': 'Document found',
  'document-set-aside': 'Set aside',
  'document-duplicate': 'Duplicate',
  'batch-sealed': 'Packed',
  'batch-sending': 'Sending',
  'batch-accepted': 'Accepted',
  'batch-waiting': 'Waiting',
  'batch-held': 'Held',
  'batch-splitting': 'To be split',
  'batch-split': 'Split',
  'batch-in-doubt': 'In doubt',
  'batch-decided': 'Decided',
  'set-needs-attention': 'Set needs attention',
  'credential-paused': 'Credential paused',
  'after-upload': 'Original',
  'conservation-alarm': 'Does not add up',
  'watcher-problem': 'Watching failed',
  'spool-problem': 'Packing failed',
  'engine-failed': 'Stopped',
  'sandbox-request': 'Server',
  'promise-broken': 'Wrong',
};

/** What kind of step it was; a kind from the future shows by its name. */
export function stepName(type: string): string {
  return stepNames[type] ?? type;
}
