// What an answer means for a batch: every row of contract.md's table, as a pure function.
import type { NetworkProblem, PauseReason } from '../model';
import { networkProblemOf, ownCodes } from '../network/problems';
import { parseReply, serverWords, shownWords } from './reply';
import { retryAfterMs } from './retry-after';

/** What came back from one uploadbatch call. */
export type Answer =
  | {
      readonly kind: 'response';
      readonly status: number;
      /** Lower-case names. */
      readonly headers: Readonly<Record<string, string>>;
      readonly text: string;
      /** All body bytes were handed to the socket before the reply. */
      readonly bodyComplete: boolean;
      /** The reply broke off or was longer than is read. */
      readonly truncated: boolean;
    }
  | {
      readonly kind: 'failure';
      /** The system's error code, or `CONNECT_TIMEOUT`, `STALLED`, `ABORTED`, or `PROXY_` with the proxy's status. */
      readonly code: string;
      /** All body bytes were handed to the socket, so that the server may hold the zip. */
      readonly bodyComplete: boolean;
    }
  /** The zip is not what was sealed, so its end was not sent: the server cannot hold it (decision 24). */
  | { readonly kind: 'spool-damaged' };

/** Why nothing arrived. The last two need a person: trying again does not help, or does harm (decision 22). */
export type NetworkCause =
  'network' | NetworkProblem | Extract<PauseReason, 'certificate-changed' | 'proxy-password-refused'>;

/** What a failure's code says. */
export function networkCauseOf(code: string): NetworkCause {
  if (code === ownCodes.certificateChanged) return 'certificate-changed';
  return code === ownCodes.proxyRefusedPassword ? 'proxy-password-refused' : networkProblemOf(code);
}

export type DeliveryOutcome =
  | {
      readonly kind: 'accepted';
      readonly batchId: string;
      readonly setReferenceNumber: string | null;
      readonly releaseVersion: string | null;
    }
  | { readonly kind: 'not-delivered'; readonly cause: NetworkCause; readonly detail: string }
  | {
      readonly kind: 'retry';
      readonly cause: 'server-busy';
      readonly retryAfterMs: number | null;
      readonly serverWords: string | null;
    }
  | { readonly kind: 'server-error'; readonly serverWords: string | null }
  | { readonly kind: 'in-doubt'; readonly serverWords: string | null }
  | { readonly kind: 'credential-refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'too-large'; readonly serverWords: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'redirected'; readonly serverWords: string | null }
  | { readonly kind: 'spool-damaged' }
  /** This program ended the attempt before the server could hold the zip. */
  | { readonly kind: 'cancelled' };

/** Classifies an answer. `secrets` are taken out of the server's words. Never throws. */
export function classify(
  answer: Answer,
  { now, secrets }: { now: number; secrets: readonly string[] },
): DeliveryOutcome {
  if (answer.kind === 'spool-damaged') return { kind: 'spool-damaged' };
  if (answer.kind === 'failure') {
    if (answer.bodyComplete) return { kind: 'in-doubt', serverWords: null };
    return answer.code === 'ABORTED'
      ? { kind: 'cancelled' }
      : { kind: 'not-delivered', cause: networkCauseOf(answer.code), detail: answer.code };
  }
  const { status, headers, text, bodyComplete } = answer;
  const words = serverWords(text, secrets);
  if (status >= 200 && status < 300) return classifySuccess(answer, words);
  if (status >= 300 && status < 400) {
    // Without its query, which may carry what was sent.
    const [location = ''] = headers['location']?.split(/[?#]/) ?? [];
    return { kind: 'redirected', serverWords: location === '' ? words : shownWords(`→ ${location}`, secrets) };
  }
  switch (status) {
    case 401:
    case 403:
      return { kind: 'credential-refused', status, serverWords: words };
    case 408:
    case 429:
    case 503:
      return {
        kind: 'retry',
        cause: 'server-busy',
        retryAfterMs: retryAfterMs(headers['retry-after'], now, headers['date']),
        serverWords: words,
      };
    case 413:
      return { kind: 'too-large', serverWords: words };
    case 500:
      return { kind: 'server-error', serverWords: words };
    case 502:
    case 504:
      // A gateway lost its server: whether the zip went through depends on how far it got.
      return bodyComplete
        ? { kind: 'in-doubt', serverWords: words }
        : { kind: 'not-delivered', cause: 'network', detail: String(status) };
    default:
      break;
  }
  if (status >= 400 && status < 500) return { kind: 'refused', status, serverWords: words };
  // No page says what another 5xx or an odd status means; with the whole zip sent the server may hold it.
  return bodyComplete
    ? { kind: 'in-doubt', serverWords: words }
    : { kind: 'not-delivered', cause: 'network', detail: String(status) };
}

function classifySuccess(
  { text, bodyComplete }: Extract<Answer, { kind: 'response' }>,
  words: string | null,
): DeliveryOutcome {
  const reply = parseReply(text);
  // A batch id for a zip that was not sent to its end: neither "delivered" nor "not delivered" can be relied on.
  if (reply.kind === 'batch' && !bodyComplete) return { kind: 'in-doubt', serverWords: words };
  if (reply.kind === 'batch') {
    const { batchId, setReferenceNumber, releaseVersion } = reply;
    return { kind: 'accepted', batchId, setReferenceNumber, releaseVersion };
  }
  // A success before the zip was sent cannot be about the zip: a captive portal or a proxy spoke.
  return bodyComplete
    ? { kind: 'in-doubt', serverWords: words }
    : { kind: 'not-delivered', cause: 'network', detail: 'early-reply' };
}
