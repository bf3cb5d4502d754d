// Why something waits, is held or was set aside: the engine's kinds as plain sentences, one place for each kind.

const setAside: Record<string, string> = {
  unreadable: 'The file could not be opened. Check who may read it; it is tried again when it changes.',
  incomplete: 'The file is not complete: its end is missing. It is taken up again when the rest arrives.',
  'wrong-type': 'The content is not a PDF, JPEG or PNG, whatever the file name says.',
  encrypted: 'The PDF needs a password, so the server could not read it. Save it without a password.',
  empty: 'The file is empty. It is taken up again when it has content.',
  'too-large': 'The document is larger than one batch may be. Raise the folder’s limit or make the file smaller.',
  vanished: 'The file went away before it could be packed.',
  withdrawn: 'You decided not to send its batch.',
};

const held: Record<string, string> = {
  refused: 'The server refused the batch.',
  redirected:
    'The server pointed to another address. Batchdrop never follows, because the password would go there. Check the base URL.',
  'too-large': 'The server says that the batch is too large.',
  'server-error': 'The server failed on this batch three times.',
  'credential-refused': 'The server refused this user name, password or token.',
  'secret-missing': 'The password or token is not saved on this computer. Enter it again.',
  'token-expired': 'The pasted token has run out. Paste a new one.',
  'spool-damaged': 'The packed zip file is missing or was altered on this computer, so it was not sent.',
  'set-blocked': 'Its set needs attention first.',
  'credential-removed': 'Its credential was deleted.',
  'unexpected-answer': 'The server answered something that Batchdrop does not know.',
};

const waiting: Record<string, string> = {
  network: 'The server could not be reached.',
  'server-busy': 'The server is busy and asked to wait.',
  'server-error': 'The server reported an error and asked to try again later.',
  interrupted: 'The upload was interrupted before the whole batch was sent.',
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

/** Why a batch is held or a credential paused. */
export function heldReason(reason: string): string {
  return held[reason] ?? unknown(reason);
}

/** Why a batch waits for its next attempt. */
export function waitCause(cause: string): string {
  return waiting[cause] ?? unknown(cause);
}

/** Why a set needs attention. */
export function setReason(reason: string): string {
  return set[reason] ?? unknown(reason);
}

export const inDoubtReason =
  'The whole batch was sent, but no clear answer came back. It may have arrived, so it is not sent again by itself.';

function unknown(kind: string): string {
  return `Reason: ${kind}.`;
}
