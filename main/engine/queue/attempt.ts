// One attempt to deliver one batch, from "may it be sent at all?" to the recorded consequence.
import { uploadFields, type SetChoice } from '../deliver/fields';
import { classify, type DeliveryOutcome } from '../deliver/outcome';
import { redact } from '../deliver/reply';
import { createTokenSource, type TokenResult, type TokenSource } from '../deliver/tokens';
import { uploadBatch, type UploadResult } from '../deliver/upload-batch';
import type { EventListener } from '../events';
import type { BatchRecord, BatchState, Credential, CredentialId, HeldReason, SetRecord, SetState } from '../model';
import type { AttemptEvidence, Clock, Ledger, Secrets } from '../ports';
import type { Spool } from '../seal/spool';
import type { CredentialRest } from './credential-rest';
import { consequenceOf, setAfterAcceptance } from './next-state';

export interface AttemptParts {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly rest: CredentialRest;
  readonly spool: Spool;
  readonly credential: (id: CredentialId) => Credential | null;
  readonly onEvent: EventListener;
  readonly onAccepted: () => void;
}

export interface Attempts {
  /** Delivers one batch as far as it goes now. Rejects only when the ledger fails. */
  attempt(batch: BatchRecord, options: { signal: AbortSignal }): Promise<void>;
  /** Drops a credential's cached tokens, for instance because its password changed. */
  forgetTokens(id: CredentialId): void;
}

const evidenceBytes = 64 * 1024;

/** Makes the attempts of an engine. Tokens are kept per credential, in memory only. */
export function createAttempts(parts: AttemptParts): Attempts {
  const { ledger, secrets, clock, rest, spool, onEvent } = parts;
  const tokenSources = new Map<CredentialId, TokenSource>();

  async function attempt(batch: BatchRecord, { signal }: { signal: AbortSignal }): Promise<void> {
    const credential = parts.credential(batch.credentialId);
    if (credential === null) return hold(batch, 'credential-removed', null);
    if (!(await isIntact(batch))) return hold(batch, 'spool-damaged', null);
    const password = await secrets.password(credential.id);
    if (password === null) return pause(batch, 'secret-missing', null);
    const source = sourceFor(credential);
    const token = await source.token({ signal });
    if (token.kind !== 'token') return withoutToken(batch, token);
    const refused = await send(batch, credential, password, token.value, { signal, mayRenew: true });
    if (!refused) return;
    // An expired token gives 401 like a wrong password does: one new token, one more try, then the credential pauses.
    const renewed = await source.renew(token.value, { signal });
    if (renewed.kind !== 'token') return withoutToken(batch, renewed);
    await send(batch, credential, password, renewed.value, { signal, mayRenew: false });
  }

  async function isIntact({ zipName, zipSizeBytes, zipSha256 }: BatchRecord): Promise<boolean> {
    if (zipName === null || zipSizeBytes === null || zipSha256 === null) return false;
    return spool.isIntact({ zipName, sizeBytes: zipSizeBytes, sha256: zipSha256 });
  }

  function sourceFor(credential: Credential): TokenSource {
    const known = tokenSources.get(credential.id);
    if (known !== undefined) return known;
    const made = createTokenSource({ credential, secrets, clock });
    tokenSources.set(credential.id, made);
    return made;
  }

  /** Sends the zip and records what came of it. Answers whether the token was refused and a new one may be tried. */
  async function send(
    batch: BatchRecord,
    credential: Credential,
    password: string,
    token: string,
    { signal, mayRenew }: { signal: AbortSignal; mayRenew: boolean },
  ): Promise<boolean> {
    if (signal.aborted) return false;
    const begun = await ledger.batches.beginAttempt(batch.id, clock.now());
    // Meanwhile a person withdrew it, or its credential was paused: not this time.
    if (begun === null) return false;
    const { attemptNumber, set } = begun;
    onEvent({ type: 'batch-sending', batchId: batch.id, attempt: attemptNumber });
    const upload = await uploadBatch(
      {
        credential,
        token,
        fields: uploadFields(credential, password, batch.profile, choiceFor(set)),
        zipPath: spool.pathOf(batch.zipName ?? ''),
        zipSizeBytes: batch.zipSizeBytes ?? 0,
        onProgress: (bytesSent, contentLength) => {
          onEvent({ type: 'batch-progress', batchId: batch.id, bytesSent, contentLength });
        },
      },
      { signal },
    );
    const known = [password, token];
    const outcome = classify(upload.answer, { now: clock.now(), secrets: known });
    const evidence = evidenceOf(upload, outcome, clock.now(), known);
    if (outcome.kind === 'accepted') {
      await accepted(batch, set, outcome, evidence);
      return false;
    }
    if (outcome.kind === 'credential-refused' && mayRenew && credential.tokenMode === 'automatic') {
      const restored = set === null ? null : { id: set.id, status: set.status };
      await ledger.batches.endAttempt(batch.id, evidence, { state: 'sealed' }, restored);
      return true;
    }
    await failed(batch, set, outcome, evidence);
    return false;
  }

  async function accepted(
    batch: BatchRecord,
    set: SetRecord | null,
    outcome: Extract<DeliveryOutcome, { kind: 'accepted' }>,
    evidence: AttemptEvidence,
  ): Promise<void> {
    const { batchId: serverBatchId, setReferenceNumber, releaseVersion } = outcome;
    const status = set === null ? null : setAfterAcceptance(set.status, setReferenceNumber);
    const receipt = { serverBatchId, releaseVersion, setReferenceNumber, acceptedAt: evidence.endedAt };
    await ledger.batches.accept(
      batch.id,
      evidence,
      receipt,
      set === null || status === null ? null : { id: set.id, status },
    );
    rest.answered(batch.credentialId);
    const known = set?.status.state === 'open' ? set.status.referenceNumber : null;
    onEvent({
      type: 'batch-accepted',
      batchId: batch.id,
      serverBatchId,
      setName: set?.name ?? null,
      setReferenceNumber: setReferenceNumber ?? known,
      releaseVersion,
      documents: batch.documentCount,
    });
    announceSet(batch, status);
    parts.onAccepted();
  }

  async function failed(
    batch: BatchRecord,
    set: SetRecord | null,
    outcome: Exclude<DeliveryOutcome, { kind: 'accepted' }>,
    evidence: AttemptEvidence,
  ): Promise<void> {
    const serverErrors = await ledger.batches.countOutcomes(batch.id, 'server-error');
    const consequence = consequenceOf(outcome, {
      serverErrors,
      setBefore: set?.status ?? null,
      backoffMs: rest.nextBackoffMs(batch.credentialId),
      now: clock.now(),
    });
    const status = consequence.set;
    await ledger.batches.endAttempt(
      batch.id,
      evidence,
      consequence.batch,
      set === null || status === null ? null : { id: set.id, status },
    );
    if (consequence.restMs === null) rest.answered(batch.credentialId);
    else rest.failed(batch.credentialId, consequence.restMs);
    if (consequence.pause !== null)
      await pauseCredential(batch.credentialId, consequence.pause.reason, consequence.pause.serverWords);
    announce(batch, consequence.batch);
    announceSet(batch, status);
  }

  /** No token, so nothing was sent: the batch waits, or is held until a person helps. */
  async function withoutToken(batch: BatchRecord, token: Exclude<TokenResult, { kind: 'token' }>): Promise<void> {
    switch (token.kind) {
      case 'unreachable':
        // Ended by this program: the batch stays in the queue as it is.
        return token.detail === 'ABORTED' ? undefined : waitFor(batch, 'network', null, null);
      case 'busy':
        return waitFor(batch, 'server-busy', token.retryAfterMs, token.serverWords);
      case 'refused':
        return token.status === 401 || token.status === 403
          ? pause(batch, 'credential-refused', token.serverWords)
          : token.status >= 500
            ? waitFor(batch, 'server-error', null, token.serverWords)
            : hold(batch, 'refused', token.serverWords);
      case 'not-klearstack':
        return hold(batch, 'unexpected-answer', token.serverWords);
      case 'secret-missing':
        return pause(batch, 'secret-missing', null);
      case 'token-expired':
        return pause(batch, 'token-expired', null);
    }
  }

  async function waitFor(
    batch: BatchRecord,
    cause: 'network' | 'server-busy' | 'server-error',
    askedMs: number | null,
    serverWords: string | null,
  ): Promise<void> {
    const restMs = askedMs ?? rest.nextBackoffMs(batch.credentialId);
    rest.failed(batch.credentialId, restMs);
    await moveTo(batch, { state: 'waiting', retryAt: clock.now() + restMs, cause, serverWords });
  }

  function hold(batch: BatchRecord, reason: HeldReason, serverWords: string | null): Promise<void> {
    return moveTo(batch, { state: 'held', reason, serverWords });
  }

  async function pause(batch: BatchRecord, reason: HeldReason, serverWords: string | null): Promise<void> {
    await pauseCredential(batch.credentialId, reason, serverWords);
    await hold(batch, reason, serverWords);
  }

  async function pauseCredential(id: CredentialId, reason: HeldReason, serverWords: string | null): Promise<void> {
    await ledger.credentials.setState(id, { state: 'paused', reason, serverWords, since: clock.now() });
    onEvent({ type: 'credential-paused', credentialId: id, reason, serverWords });
  }

  async function moveTo(batch: BatchRecord, next: BatchState): Promise<void> {
    await ledger.batches.move(batch.id, next, clock.now());
    announce(batch, next);
  }

  function announce({ id: batchId }: BatchRecord, next: BatchState): void {
    if (next.state === 'waiting') {
      const { cause, retryAt, serverWords } = next;
      onEvent({ type: 'batch-waiting', batchId, cause, retryAt, serverWords });
    } else if (next.state === 'held') {
      onEvent({ type: 'batch-held', batchId, reason: next.reason, serverWords: next.serverWords });
    } else if (next.state === 'in-doubt') {
      onEvent({ type: 'batch-in-doubt', batchId, serverWords: next.serverWords });
    }
  }

  function announceSet({ id: batchId }: BatchRecord, status: SetState | null): void {
    if (status?.state === 'needs-attention') onEvent({ type: 'set-needs-attention', batchId, reason: status.reason });
  }

  return {
    attempt,
    forgetTokens: (id) => {
      tokenSources.delete(id);
    },
  };
}

function choiceFor(set: SetRecord | null): SetChoice {
  if (set === null) return { kind: 'none' };
  if (set.status.state === 'open') return { kind: 'add', referenceNumber: set.status.referenceNumber };
  return { kind: 'create', name: set.name ?? '' };
}

function evidenceOf(
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
    reply: reply === null ? null : redact(reply.text, secrets).slice(0, evidenceBytes),
  };
}
