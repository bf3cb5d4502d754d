// What follows from an answer: pure rules from contract.md, "What an answer means for a batch" and "Sets".
import type { DeliveryOutcome } from '../deliver/outcome';
import type { BatchState, HeldReason, SetState, WaitCause } from '../model';

export interface DeliveryHistory {
  /** Earlier answers to this batch that were a 500. */
  readonly serverErrors: number;
  /** The batch's set as it was before this attempt; null without a set. */
  readonly setBefore: SetState | null;
  /** The wait that backoff gives, in milliseconds, when the server names none. */
  readonly backoffMs: number;
  readonly now: number;
}

export interface Consequence {
  readonly batch: BatchState;
  /** The set's state after this attempt; null when there is no set or it stays as it was before. */
  readonly set: SetState | null;
  /** Why the credential stops until a person acts. */
  readonly pause: { readonly reason: HeldReason; readonly serverWords: string | null } | null;
  /** How long nothing more is tried with this credential, in milliseconds. */
  readonly restMs: number | null;
}

// The server asks for another try after a 500, but a document that breaks it would be sent for ever.
const serverErrorLimit = 3;

/** The state of batch, set and credential after an attempt ended with this outcome. `accepted` has its own path. */
export function consequenceOf(
  outcome: Exclude<DeliveryOutcome, { kind: 'accepted' }>,
  history: DeliveryHistory,
): Consequence {
  // Nothing arrived, so the set is what it was: still to be created by whoever comes next.
  const untouched = history.setBefore;
  const none = { set: untouched, pause: null, restMs: null };
  switch (outcome.kind) {
    case 'not-delivered':
      return { ...none, ...wait('network', history.backoffMs, history, null) };
    case 'retry':
      return {
        ...none,
        ...wait('server-busy', outcome.retryAfterMs ?? history.backoffMs, history, outcome.serverWords),
      };
    case 'server-error':
      return history.serverErrors + 1 < serverErrorLimit
        ? { ...none, ...wait('server-error', history.backoffMs, history, outcome.serverWords) }
        : { ...none, batch: held('server-error', outcome.serverWords) };
    case 'in-doubt':
      return { ...none, batch: { state: 'in-doubt', serverWords: outcome.serverWords }, set: inDoubtSet(untouched) };
    case 'credential-refused':
      return {
        ...none,
        batch: held('credential-refused', outcome.serverWords),
        pause: { reason: 'credential-refused', serverWords: outcome.serverWords },
      };
    case 'too-large':
      return { ...none, batch: held('too-large', outcome.serverWords) };
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

function inDoubtSet(before: SetState | null): SetState | null {
  return before?.state === 'planned' ? { state: 'needs-attention', reason: 'create-in-doubt' } : before;
}
