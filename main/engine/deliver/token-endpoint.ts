// One call to a token endpoint (contract.md, Public beyond the contract) and what its answer means.
import FormData from 'form-data';
import type { SeenCertificate } from '../network/certificates';
import type { Network } from '../network/network';
import { post, type HttpLimits } from './http';
import { parseReply, serverWords } from './reply';
import { retryAfterMs } from './retry-after';

export type TokenFailure =
  /** `certificate`: the one that was not taken. */
  | { readonly kind: 'unreachable'; readonly detail: string; readonly certificate?: SeenCertificate | undefined }
  | { readonly kind: 'busy'; readonly retryAfterMs: number | null; readonly serverWords: string | null }
  | { readonly kind: 'refused'; readonly status: number; readonly serverWords: string | null }
  | { readonly kind: 'not-klearstack'; readonly status: number; readonly serverWords: string | null };

export type TokenAnswer =
  | {
      readonly kind: 'tokens';
      readonly access: string;
      readonly refresh: string | null;
      readonly releaseVersion: string | null;
    }
  | TokenFailure;

export interface TokenCall {
  readonly url: string;
  readonly bearer: string | null;
  readonly fields: Readonly<Record<string, string>>;
  /** What must not stand in the server's words. */
  readonly secrets: readonly string[];
  readonly limits: HttpLimits;
  readonly network?: Network | undefined;
}

const busyStatuses = [408, 429, 502, 503, 504];
const noSuchPageStatuses = [404, 405, 410];

/** Asks for a token. Never rejects. */
export async function askForToken(
  { url, bearer, fields, secrets, limits, network }: TokenCall,
  { now, signal }: { now: () => number; signal: AbortSignal },
): Promise<TokenAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const { answer, certificate } = await post({ url, bearer, form, limits, network }, { signal });
  if (answer.kind === 'failure') return { kind: 'unreachable', detail: answer.code, certificate };
  const { status, headers, text } = answer;
  const words = serverWords(text, secrets);
  if (status >= 200 && status < 300) return tokensOf(text, status, words);
  if (busyStatuses.includes(status)) {
    return {
      kind: 'busy',
      retryAfterMs: retryAfterMs(headers['retry-after'], now(), headers['date']),
      serverWords: words,
    };
  }
  // A web server that knows no such page answers in HTML; the base URL is likely wrong.
  const isElsewhere = noSuchPageStatuses.includes(status) && parseReply(text).kind === 'other';
  if (isElsewhere || (status >= 300 && status < 400)) return { kind: 'not-klearstack', status, serverWords: words };
  // A 500 is among these: its text names a missing field (contract.md), and the caller knows the status.
  return { kind: 'refused', status, serverWords: words };
}

function tokensOf(text: string, status: number, words: string | null): TokenAnswer {
  const reply = parseReply(text);
  const value = reply.kind === 'json' ? reply.value : {};
  const { access_token: access, refresh_token: refresh, release_version: release } = value;
  if (typeof access !== 'string' || access === '') return { kind: 'not-klearstack', status, serverWords: words };
  return {
    kind: 'tokens',
    access,
    refresh: typeof refresh === 'string' && refresh !== '' ? refresh : null,
    releaseVersion: typeof release === 'string' ? release : null,
  };
}
