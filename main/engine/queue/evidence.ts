// What is kept of an attempt: enough for a person to judge a batch in doubt, and never a secret.
import type { DeliveryOutcome } from '../deliver/outcome';
import { redact } from '../deliver/reply';
import type { UploadResult } from '../deliver/upload-batch';
import type { AttemptEvidence } from '../ports';

const replyBytes = 64 * 1024;

/** The evidence of an attempt that this program saw the end of; `secrets` are taken out of it. */
export function evidenceOf(
  { answer, bytesSent, contentLength }: UploadResult,
  outcome: DeliveryOutcome,
  endedAt: number,
  secrets: readonly string[],
): AttemptEvidence {
  const reply = answer.kind === 'response' ? answer : null;
  return {
    endedAt,
    outcome: outcome.kind,
    bytesSent,
    contentLength,
    status: reply?.status ?? null,
    headers: reply === null ? null : redact(JSON.stringify(reply.headers), secrets),
    reply: reply === null ? null : redact(reply.text, secrets).slice(0, replyBytes),
  };
}

/** The evidence of an attempt that a killed program left: nobody knows how many bytes went out. */
export function interruptedEvidence(endedAt: number): AttemptEvidence {
  const unknown = { bytesSent: null, contentLength: null, status: null, headers: null, reply: null };
  return { endedAt, outcome: 'in-doubt', ...unknown };
}
