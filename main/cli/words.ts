// Kinds into sentences, for the command line's log on stderr. The engine itself holds no user text.
import type { EngineEvent } from '../engine/events';
import type { HeldReason, PauseReason, PauseScope, SetAsideReason, WaitCause } from '../engine/model';

const setAsideWords: Readonly<Record<SetAsideReason, (detail: string) => string>> = {
  unreadable: (detail) =>
    `it cannot be read (${detail}); check its permissions and whether another program has it open`,
  incomplete: (detail) => `it is incomplete (${detail}); save or scan it again`,
  'wrong-type': (detail) =>
    `it is not a PDF, JPEG or PNG (${detail}); convert it, or allow other images for this folder`,
  encrypted: () => 'it needs a password to open; save it without one',
  empty: () => 'it is empty (0 bytes); save or scan it again',
  'too-large': (detail) => `it is larger than a batch of this folder may be (${detail} bytes); raise batch.maxBytes`,
  vanished: () => 'it went away before it could be sent; put it back if it still has to be sent',
  withdrawn: () => 'it was withdrawn',
  'maybe-delivered': () =>
    'it was there when the ledger was lost, so it may have been delivered before; "batchdrop retry --document" sends it, "batchdrop dismiss" leaves it out',
  'too-large-for-server': (words) =>
    `the server refuses it for its size even alone${quoted(words)}; make the file smaller and save it again`,
  'server-error': (words) =>
    `the server fails on it even alone${quoted(words)}; open it to see whether it is damaged, save it again or retry it`,
};

const heldWords: Readonly<Record<HeldReason, string>> = {
  refused: 'the server refused it',
  redirected: 'the server sent a redirect, which is never followed because the password stands in the request',
  'credential-refused': 'the server refused user name, password or token',
  'secret-missing': 'there is no password or token for its credential',
  'token-expired': 'its pasted token has expired; paste a new one',
  'spool-damaged': 'its zip in the spool is missing or altered',
  'set-blocked': 'its set needs attention first',
  'credential-removed': 'its credential is not configured any more',
  'unexpected-answer': 'the server did not answer like KlearStack; check the base URL',
};

const pauseWords: Readonly<Record<PauseReason, string>> = {
  ...heldWords,
  'certificate-changed':
    'the server shows another certificate than the trusted one, so nothing was sent; ask its operator whether it was changed before you trust the new one',
  'proxy-password-refused': 'the proxy refuses its user name or password',
};

const waitWords: Readonly<Record<WaitCause, string>> = {
  network: 'the server cannot be reached',
  'name-not-found': 'the name of the server or proxy is not known; check the base URL, the network and its DNS',
  'no-secure-connection': 'the server does not speak TLS 1.2 or newer as it should; check the base URL',
  'certificate-expired': "the server's certificate has expired; its operator has to renew it",
  'certificate-not-yet-valid': "the server's certificate is not valid yet; check the clock of this computer",
  'certificate-wrong-host': "the server's certificate is for another host name; check the base URL",
  'certificate-unknown-authority':
    "this computer does not know the authority of the server's certificate; give it as trust.caFile, or ask whether a proxy inspects TLS here",
  'certificate-self-signed':
    "the server's certificate is signed by itself; give its fingerprint as trust.fingerprint if it is the right one",
  'certificate-weak': "the server's certificate is too weak (short key or old signature); its operator has to renew it",
  'certificate-invalid': "the server's certificate is not valid",
  'proxy-unreachable': 'the proxy cannot be reached',
  'proxy-certificate': "the proxy's certificate is not trusted",
  'proxy-wants-password': 'the proxy wants a user name and a password',
  'proxy-refused': 'the proxy refuses to connect to the server',
  'proxy-without-server': 'the proxy cannot reach the server',
  'server-busy': 'the server asks to wait',
  'server-error': 'the server had an error',
  interrupted: 'the upload was interrupted',
  'no-clear-answer': 'no clear answer came, and its credential says to send again',
};

/** One sentence about an event, or null for those that only machines follow. `pathOf` names a folder by its id. */
export function sentenceFor(event: EngineEvent, pathOf: (folderId: string) => string): string | null {
  switch (event.type) {
    case 'folder-state':
      return folderSentence(event.state, pathOf(event.folderId), event.detail);
    case 'scan-finished': {
      const closed = event.unreadableFolders.map((name) => `"${name}"`).join(', ');
      const unread = closed === '' ? '' : ` These sub-folders cannot be read: ${closed}.`;
      const refused = event.unreadableFiles.map((name) => `"${name}"`).join(', ');
      const unopened = refused === '' ? '' : ` These files cannot be opened; rename them: ${refused}.`;
      return `Scanned ${pathOf(event.folderId)} in ${spanWords(event.tookMs)}: ${event.seen} files, ${event.ignored} ignored.${unread}${unopened}`;
    }
    case 'document-set-aside':
      return `Set aside "${event.relativePath}": ${setAsideWords[event.reason](event.detail)}.`;
    case 'document-duplicate':
      return event.asks
        ? `"${event.relativePath}" has the same content as a document of batch ${event.ofBatchId}; it waits for a decision.`
        : `"${event.relativePath}" has the same content as a document of batch ${event.ofBatchId}; it is not sent.`;
    case 'conservation-alarm':
      return event.differences.length === 0
        ? `The documents of ${pathOf(event.folderId)} add up again.`
        : `The documents of ${pathOf(event.folderId)} do not add up; "batchdrop audit" lists what is missing.`;
    case 'batch-splitting':
      return event.reason === 'too-large'
        ? `Batch ${event.batchId} is too large for the server${quoted(event.serverWords)}; it is split.`
        : `The server fails on batch ${event.batchId}${quoted(event.serverWords)}; it is split to find the document.`;
    case 'batch-split':
      return `Batch ${event.batchId} was split into ${event.into.join(' and ')}.`;
    case 'batch-sealed':
      return `Sealed batch ${event.batchId}: ${event.documents} documents, ${event.zipSizeBytes} bytes.`;
    case 'batch-sending':
      return `Sending batch ${event.batchId}, attempt ${event.attempt}.`;
    case 'batch-accepted': {
      const set = event.setName ?? event.setReferenceNumber;
      return `Batch ${event.batchId} was accepted as ${event.serverBatchId}${set === null ? '' : ` in set "${set}"`}.`;
    }
    case 'batch-waiting':
      return `Batch ${event.batchId} waits until ${new Date(event.retryAt).toISOString()}: ${waitWords[event.cause]}${quoted(event.serverWords)}.`;
    case 'batch-held':
      return `Batch ${event.batchId} is held: ${heldWords[event.reason]}${quoted(event.serverWords)}.`;
    case 'batch-in-doubt':
      return `Batch ${event.batchId} is in doubt: everything was sent, but no clear answer came${quoted(event.serverWords)}. It is not sent again by itself.`;
    case 'set-needs-attention':
      return event.reason === 'no-number'
        ? `The set that batch ${event.batchId} created has no reference number in the reply; its other batches wait.`
        : `It is not known whether batch ${event.batchId} created its set; the set's other batches wait.`;
    case 'credential-paused':
      return `Credential "${event.credentialId}" is paused: ${pauseReason(event)}.`;
    case 'credential-resumed':
      return `Credential "${event.credentialId}" is in use again.`;
    case 'sending-paused':
      return `Sending ${scopeWords(event.scope, pathOf)} is paused until ${untilWords(event.until)}; documents are taken in all the same.`;
    case 'sending-resumed':
      return `Sending ${scopeWords(event.scope, pathOf)} goes on.`;
    case 'sending-rests':
      return event.because === 'timetable'
        ? `Nothing is begun at this hour, as the timetable says${event.until === null ? '' : `; it goes on at ${untilWords(event.until)}`}.`
        : 'Nothing is begun on this network, because the system says that it costs by volume; it goes on with another network.';
    case 'sending-goes-on':
      return 'Batches are sent again.';
    case 'after-upload':
      return event.result === 'failed'
        ? `"${event.relativePath}" was delivered, but could not be moved away (${event.detail ?? ''}); tried again later.`
        : null;
    case 'watcher-problem':
      return event.problem === 'limit-reached'
        ? `The system's limit on watched folders is reached at ${pathOf(event.folderId)}; scans go on finding everything. On Linux raise fs.inotify.max_user_watches.`
        : `Watching ${pathOf(event.folderId)} failed (${event.detail}); scans go on finding everything.`;
    case 'watch-mode':
      return event.mode === 'polling'
        ? `${pathOf(event.folderId)} is looked at again and again: its file system tells of no changes, or its "watch" asks for it.`
        : null;
    case 'spool-problem':
      return `A batch could not be sealed (${event.detail}); tried again soon. Check the free space of the data folder.`;
    case 'engine-failed':
      return `Stopped, because the ledger cannot be written: ${event.detail}`;
    case 'document-ready':
    case 'batch-progress':
    case 'batch-decided':
    case 'batch-prioritized':
    case 'document-decided':
      return null;
  }
}

function folderSentence(state: string, path: string, detail: string | null): string | null {
  if (state === 'offline') return `${path} cannot be reached (${detail ?? ''}); its documents wait until it is back.`;
  if (state === 'error') return `${path} cannot be read (${detail ?? ''}); check its permissions.`;
  return null;
}

/** Why a credential is paused; `serverWords` of a changed certificate are two fingerprints. */
function pauseReason({ reason, serverWords }: { reason: PauseReason; serverWords: string | null }): string {
  if (reason !== 'certificate-changed') return `${pauseWords[reason]}${quoted(serverWords)}`;
  const [trusted = '', shown = ''] = (serverWords ?? '').split(' ');
  return `${pauseWords[reason]} (trusted: SHA-256 ${trusted}; shown now: SHA-256 ${shown})`;
}

function scopeWords(scope: PauseScope, pathOf: (folderId: string) => string): string {
  if (scope.scope === 'all') return 'of everything';
  return scope.scope === 'credential' ? `with credential "${scope.id}"` : `from ${pathOf(scope.id)}`;
}

function untilWords(until: number | null): string {
  return until === null ? 'somebody ends it' : new Date(until).toISOString();
}

function spanWords(tookMs: number): string {
  return tookMs < 1_000 ? `${tookMs} ms` : `${(tookMs / 1_000).toFixed(1)} s`;
}

function quoted(serverWords: string | null): string {
  return serverWords === null || serverWords === '' ? '' : ` ("${serverWords}")`;
}
