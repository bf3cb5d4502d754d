// Why something waits, is held or was set aside: the engine's kinds as plain sentences, one place for each kind.
import type { AttemptSummary } from '../../../preload/contract';

const setAside: Record<string, string> = {
  unreadable: 'The file could not be opened. Check who may read it; it is tried again when it changes.',
  incomplete: 'The file is not complete: its end is missing. It is taken up again when the rest arrives.',
  'wrong-type': 'The content is not a PDF, JPEG or PNG, whatever the file name says.',
  encrypted: 'The PDF needs a password, so the server could not read it. Save it without a password.',
  empty: 'The file is empty. It is taken up again when it has content.',
  'too-large': 'The document is larger than one batch may be. Raise the folder’s limit or make the file smaller.',
  vanished: 'The file went away before it could be packed. Put it back if it still has to be sent.',
  withdrawn: 'You decided not to send its batch.',
  'too-large-for-server':
    'The server refuses the document for its size, even alone. Make the file smaller and save it again.',
  'server-error':
    'The server fails on this document, even alone. Open it to see whether it is damaged, then save it again.',
  'maybe-delivered':
    'It was in the folder when the ledger was lost, so it may have been delivered before. Look for it at the server.',
};

const held: Record<string, string> = {
  refused: 'The server refused the batch.',
  redirected:
    'The server pointed to another address. Batchdrop never follows, because the password would go there. Check the base URL.',
  'credential-refused': 'The server refused this user name, password or token.',
  'secret-missing': 'The password or token is not saved on this computer. Enter it again.',
  'token-expired': 'The pasted token has run out. Paste a new one.',
  'spool-damaged':
    'The packed zip file is missing or was altered on this computer, so it was not sent. Its documents can be packed anew.',
  'set-blocked': 'Its set needs attention first.',
  'credential-removed': 'Its credential was deleted.',
  'unexpected-answer': 'The server answered something that Batchdrop does not know.',
};

const waiting: Record<string, string> = {
  network: 'The server could not be reached.',
  'server-busy': 'The server is busy and asked to wait.',
  'server-error': 'The server reported an error and asked to try again later.',
  interrupted: 'The upload was interrupted before the whole batch was sent.',
  'no-clear-answer': 'No clear answer came. Its credential says to send it again.',
};

const split: Record<string, string> = {
  'too-large': 'The server refused it for its size, so it is split into two batches.',
  'server-error': 'The server fails on it again and again, so it is split to find the document that causes it.',
};

const set: Record<string, string> = {
  'no-number':
    'The server took the first batch but did not tell the set’s number. The other batches wait until you enter it.',
  'create-in-doubt':
    'It is not known whether the server created the set. Decide about its first batch, or enter the set’s number.',
};

/** Why a document was set aside. */
export function setAsideReason(reason: string): string {
  return setAside[reason] ?? unknown(reason);
}

/** Whether the same file can have a better outcome; of the others only a changed file can, and that is noticed. */
export function canTryAgain(reason: string): boolean {
  return !['encrypted', 'empty', 'withdrawn'].includes(reason);
}

/** Why a batch is held or a credential paused. */
export function heldReason(reason: string): string {
  return held[reason] ?? unknown(reason);
}

/** Why a batch waits for its next attempt. */
export function waitCause(cause: string): string {
  return waiting[cause] ?? unknown(cause);
}

/** Why a batch is cut in two. */
export function splitReason(reason: string): string {
  return split[reason] ?? unknown(reason);
}

/** Why a set needs attention. */
export function setReason(reason: string): string {
  return set[reason] ?? unknown(reason);
}

/** Why nobody can tell whether a batch arrived; `attempt` is its last one, if that is known. */
export function inDoubtReason(attempt: Pick<AttemptSummary, 'bytesSent'> | null): string {
  const wasEnded = attempt !== null && attempt.bytesSent === null;
  const cause = wasEnded
    ? 'Batchdrop was ended while the batch was being sent.'
    : 'The whole batch was sent, but no clear answer came back.';
  return `${cause} It may have arrived, so it is not sent again by itself.`;
}

function unknown(kind: string): string {
  return `Reason: ${kind}.`;
}
