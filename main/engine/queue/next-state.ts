// What follows from an answer: pure rules from contract.md, "What an answer means for a batch" and "Sets".
import type { DeliveryOutcome } from '../deliver/outcome';
import type { BatchState, HeldReason, InDoubtRule, PauseReason, SetState, SplitReason, WaitCause } from '../model';

export interface DeliveryHistory {
  readonly documentCount: number;
  /** Why the batch that this one is a half of was cut; null for one made of documents. */
  readonly splitFrom: SplitReason | null;
  /** Earlier answers to this batch that were a 500. */
  readonly serverErrors: number;
  /** The credential's server accepted some batch after this batch's first 500. */
  readonly acceptedSinceFirstError: boolean;
  /** What the credential says about a batch in doubt. */
  readonly inDoubt: InDoubtRule;
  /** Earlier attempts that left this batch in doubt. */
  readonly doubts: number;
  /** The batch's set as it was before this attempt; null without a set. */
  readonly setBefore: SetState | null;
  /** The wait that backoff gives, in milliseconds, when the server names none. */
  readonly backoffMs: number;
  readonly now: number;
}

export interface Consequence {
  readonly batch: BatchState;
  /** Where the credential's rule moves a batch in doubt, as a decision of its own; null: a person is asked. */
  readonly decided: Extract<BatchState, { state: 'waiting' }> | null;
  /** The set's state after this attempt; null when there is no set or it stays as it was before. */
  readonly set: SetState | null;
  /** Why the credential stops until a person acts. */
  readonly pause: { readonly reason: PauseReason; readonly serverWords: string | null } | null;
  /** How long nothing more is tried with this credential, in milliseconds. */
  readonly restMs: number | null;
}

// A server that takes a batch and never says so would get it again for ever; then a person is asked all the same.
const sendAgainLimit = 3;
// The server asks for another try after a 500, but a document that breaks it would be sent for ever: the batch is halved
// until that document is alone (contract.md).
const serverErrorLimit = 3;
const serverErrorLimitOfHalf = 2;
// [Note: Alone with a 500] A server that is down answers 500 to everything, and would have every document of the queue set
// aside, one after the other. So a lone document is given up only when the server took something else meanwhile; or after
// this many, because a lone document may be all there is.
const serverErrorLimitAlone = 8;

/** The state of batch, set and credential after an attempt ended with this outcome. `accepted` has its own path. */
export function consequenceOf(
  outcome: Exclude<DeliveryOutcome, { kind: 'accepted' }>,
  history: DeliveryHistory,
): Consequence {
  // Nothing arrived, so the set is what it was: still to be created by whoever comes next.
  const untouched = history.setBefore;
  const none = { set: untouched, decided: null, pause: null, restMs: null };
  switch (outcome.kind) {
    case 'not-delivered':
      // Nothing was sent, so the batch is as it was; the credential waits for a person.
      if (outcome.cause === 'certificate-changed' || outcome.cause === 'proxy-password-refused') {
        return { ...none, batch: { state: 'sealed' }, pause: { reason: outcome.cause, serverWords: null } };
      }
      return { ...none, ...wait(outcome.cause, history.backoffMs, history, null) };
    case 'retry':
      return {
        ...none,
        ...wait('server-busy', outcome.retryAfterMs ?? history.backoffMs, history, outcome.serverWords),
      };
    case 'server-error':
      return isServersLastError(history)
        ? { ...none, batch: { state: 'splitting', reason: 'server-error', serverWords: outcome.serverWords } }
        : { ...none, ...standBack(history, outcome.serverWords) };
    case 'in-doubt':
      return { ...none, ...doubt(history, outcome.serverWords) };
    case 'credential-refused':
      return {
        ...none,
        batch: held('credential-refused', outcome.serverWords),
        pause: { reason: 'credential-refused', serverWords: outcome.serverWords },
      };
    case 'too-large':
      return { ...none, batch: { state: 'splitting', reason: 'too-large', serverWords: outcome.serverWords } };
    case 'refused':
      return { ...none, batch: held('refused', outcome.serverWords) };
    case 'redirected':
      return { ...none, batch: held('redirected', outcome.serverWords) };
    case 'spool-damaged':
      return { ...none, batch: held('spool-damaged', null) };
    case 'cancelled':
      return { ...none, batch: { state: 'sealed' } };
  }
}

/**
 * The set after an accepted batch: a created one is open under the number that the server gave; without a number the
 * batch counts, but the set needs a person. null: the set stays as it was.
 */
export function setAfterAcceptance(setBefore: SetState | null, referenceNumber: string | null): SetState | null {
  if (setBefore === null || setBefore.state === 'open') return null;
  return referenceNumber === null
    ? { state: 'needs-attention', reason: 'no-number' }
    : { state: 'open', referenceNumber };
}

/**
 * A batch in doubt. Where the credential says so it is sent again by itself, but never one that creates its set: a set is
 * created at most once (contract.md, Sets), so that one is always a person's question.
 */
export function doubt(
  {
    inDoubt,
    doubts,
    setBefore,
    backoffMs,
    now,
  }: Pick<DeliveryHistory, 'inDoubt' | 'doubts' | 'setBefore' | 'backoffMs' | 'now'>,
  serverWords: string | null,
): Pick<Consequence, 'batch' | 'decided' | 'set' | 'restMs'> {
  const batch: BatchState = { state: 'in-doubt', serverWords };
  if (setBefore?.state === 'planned' || setBefore?.state === 'creating') {
    return { batch, decided: null, set: { state: 'needs-attention', reason: 'create-in-doubt' }, restMs: null };
  }
  if (inDoubt === 'ask' || doubts >= sendAgainLimit) return { batch, decided: null, set: setBefore, restMs: null };
  const retryAt = now + backoffMs;
  return {
    batch,
    decided: { state: 'waiting', retryAt, cause: 'no-clear-answer', serverWords },
    set: setBefore,
    restMs: backoffMs,
  };
}

/** Whether this 500 is the last that the batch gets. */
function isServersLastError(history: DeliveryHistory): boolean {
  const errors = history.serverErrors + 1;
  if (errors < (history.splitFrom === 'server-error' ? serverErrorLimitOfHalf : serverErrorLimit)) return false;
  return history.documentCount > 1 || history.acceptedSinceFirstError || errors >= serverErrorLimitAlone;
}

/**
 * The batch waits twice as long as its credential rests: in between another batch may try. Else the oldest batch would be
 * the only one ever sent to a server that fails on it, and nobody could tell that the server is well.
 */
function standBack(history: DeliveryHistory, serverWords: string | null): Pick<Consequence, 'batch' | 'restMs'> {
  return {
    ...wait('server-error', history.backoffMs, history, serverWords),
    restMs: Math.ceil(history.backoffMs / 2),
  };
}

function wait(
  cause: WaitCause,
  restMs: number,
  { now }: DeliveryHistory,
  serverWords: string | null,
): Pick<Consequence, 'batch' | 'restMs'> {
  return { batch: { state: 'waiting', retryAt: now + restMs, cause, serverWords }, restMs };
}

function held(reason: HeldReason, serverWords: string | null): BatchState {
  return { state: 'held', reason, serverWords };
}
