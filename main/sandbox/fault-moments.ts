// Questions about a fault: whether it strikes now, where it stops the body, which documents it refuses.
import { errorOf } from './answers';
import type { ReceivedDocument } from './check-zip';
import type { Fault } from './faults';
import type { Refusal } from './upload-rules';

/** The moments of every request; between the first two its body is read. */
export type Moment = 'before-body' | 'before-storing' | 'after-body';

export interface BodySize {
  /** Its Content-Length; null when the client did not say. */
  readonly announcedBytes: number | null;
  readonly readBytes: number;
}

/** Whether the fault strikes at this moment. */
export function strikesAt(fault: Fault | null, moment: Moment, { announcedBytes, readBytes }: BodySize): boolean {
  switch (fault?.kind) {
    case 'too-large':
      return fault.when === moment && (moment === 'before-body' ? (announcedBytes ?? 0) : readBytes) > fault.limitBytes;
    case 'no-batch-id':
      // After the body it is the true reply that lacks it.
      return fault.when === moment && moment === 'before-storing';
    case 'answer':
    case 'redirect':
    case 'drop':
    case 'reset':
    case 'stall':
    case 'html-page':
      return fault.when === moment;
    default:
      return false;
  }
}

/** The number of body bytes after which the fault strikes; Infinity when it does not strike inside the body. */
export function stopAt(fault: Fault | null, announcedBytes: number | null): number {
  // A body of unknown size is too large as soon as it is.
  if (fault?.kind === 'too-large' && fault.when === 'before-body' && announcedBytes === null) {
    return fault.limitBytes + 1;
  }
  if (fault === null || !('when' in fault) || typeof fault.when === 'string') return Infinity;
  return fault.when.afterBytes;
}

/** What the fault has against these documents. */
export function objectionTo(documents: readonly ReceivedDocument[], fault: Fault | null): Refusal | null {
  if (fault?.kind !== 'poison') return null;
  const { document, status = 500 } = fault;
  const isRefused = documents.some(({ sha256, name }) =>
    'sha256' in document ? sha256 === document.sha256 : name === document.name,
  );
  return isRefused ? { status, error: errorOf(status) } : null;
}
