// One attempt to deliver one batch, from "may it be sent at all?" to the recorded consequence.
import { isDeepStrictEqual } from 'node:util';
import type { Bandwidth } from '../deliver/bandwidth';
import { uploadFields, type SetChoice } from '../deliver/fields';
import type { BeginHash } from '../hashing/running-hash';
import type { LearnedUplink } from '../deliver/learned-uplink';
import { classify, networkCauseOf, type DeliveryOutcome } from '../deliver/outcome';
import { createTokenSource, type TokenResult, type TokenSource } from '../deliver/tokens';
import { isZipThere } from '../deliver/sealed-zip';
import { uploadBatch } from '../deliver/upload-batch';
import type { EventListener } from '../events';
import type {
  BatchRecord,
  BatchState,
  Credential,
  CredentialId,
  HeldReason,
  PauseReason,
  SetRecord,
  WaitCause,
} from '../model';
import { bothFingerprints, type SeenCertificate } from '../network/certificates';
import { networkOf, type Network } from '../network/network';
import type { AttemptEvidence, Clock, Ledger, ResolveProxy, Secrets } from '../ports';
import type { Spool } from '../seal/spool';
import { announceBatch, announceSet } from './announce';
import type { CredentialRest } from './credential-rest';
import { decideBySetting } from './decisions';
import { evidenceOf } from './evidence';
import { consequenceOf, setAfterAcceptance, type DeliveryHistory } from './next-state';
import { isKnownTooLarge, learnSize, type SizeObservation } from './size-memory';

export interface AttemptParts {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly rest: CredentialRest;
  /** Which proxies the system wants; without it there are none. */
  readonly resolveProxy?: ResolveProxy | undefined;
  readonly spool: Spool;
  /** The bandwidth limit that all uploads share. */
  readonly bandwidth: Bandwidth;
  /** Learns from every upload. */
  readonly uplink: LearnedUplink;
  /** Without it the thread that sends hashes too. */
  readonly beginHash?: BeginHash | undefined;
  /** Whether anything may be begun at this time. */
  readonly mayBegin: () => boolean;
  readonly credential: (id: CredentialId) => Credential | null;
  readonly onEvent: EventListener;
  readonly onAccepted: () => void;
  /** A batch is to be cut in two. */
  readonly onSplitting: () => void;
}

export interface Attempts {
  /** Delivers one batch as far as it goes now. Rejects only when the ledger fails. */
  attempt(batch: BatchRecord, options: { signal: AbortSignal }): Promise<void>;
  /** Drops a credential's cached tokens, for instance because its password changed. */
  forgetTokens(id: CredentialId): void;
}

/** Makes the attempts of an engine. Tokens are kept per credential, in memory only. */
export function createAttempts(parts: AttemptParts): Attempts {
  const { ledger, secrets, clock, rest, spool, onEvent } = parts;
  const tokenSources = new Map<CredentialId, TokenSource & { readonly network: Network }>();

  async function attempt(batch: BatchRecord, { signal }: { signal: AbortSignal }): Promise<void> {
    const credential = parts.credential(batch.credentialId);
    if (credential === null) return hold(batch, 'credential-removed', null);
    if (await isKnownToBeRefused(batch)) return split(batch);
    // Whether it is the zip that was sealed is known when all but its end was sent (decision 24).
    if (!(await isZipThere(spool.pathOf(batch.zipName ?? ''), batch.zipSizeBytes))) {
      return hold(batch, 'spool-damaged', null);
    }
    const password = await secrets.password(credential.id);
    if (password === null) return pause(batch, 'secret-missing', null);
    const source = sourceFor(credential);
    const token = await source.token({ signal });
    if (token.kind !== 'token') return withoutToken(batch, credential, token);
    const refused = await send(batch, credential, password, token.value, { signal, source, mayRenew: true });
    if (!refused) return;
    // An expired token gives 401 like a wrong password does: one new token, one more try, then the credential pauses.
    const renewed = await source.renew(token.value, { signal });
    if (renewed.kind !== 'token') return withoutToken(batch, credential, renewed);
    await send(batch, credential, password, renewed.value, { signal, source, mayRenew: false });
  }

  /** A batch that can be cut is not uploaded only to be refused; a lone document is, because limits change. */
  async function isKnownToBeRefused(batch: BatchRecord): Promise<boolean> {
    if (batch.documentCount < 2 || batch.zipSizeBytes === null) return false;
    return isKnownTooLarge(await ledger.credentials.sizes(batch.credentialId), batch.zipSizeBytes);
  }

  async function split(batch: BatchRecord): Promise<void> {
    await moveTo(batch, { state: 'splitting', reason: 'too-large', serverWords: null });
    parts.onSplitting();
  }

  function sourceFor(credential: Credential): TokenSource & { readonly network: Network } {
    const known = tokenSources.get(credential.id);
    if (known !== undefined) return known;
    const network = networkOf(credential, { secrets, resolveProxy: parts.resolveProxy });
    const made = { ...createTokenSource({ credential, secrets, clock, network }), network };
    tokenSources.set(credential.id, made);
    return made;
  }

  /** Sends the zip and records what came of it. Answers whether the token was refused and a new one may be tried. */
  async function send(
    batch: BatchRecord,
    credential: Credential,
    password: string,
    token: string,
    { signal, source, mayRenew }: { signal: AbortSignal; source: { network: Network }; mayRenew: boolean },
  ): Promise<boolean> {
    // A token takes its time, and meanwhile an hour may have begun in which nothing is sent.
    if (signal.aborted || !parts.mayBegin()) return false;
    const begun = await ledger.batches.beginAttempt(batch.id, clock.now());
    // Meanwhile a person withdrew it or paused sending, or its credential was paused: not this time.
    if (begun === null) return false;
    const { attemptNumber, set } = begun;
    onEvent({ type: 'batch-sending', batchId: batch.id, attempt: attemptNumber });
    const uploadEnded = parts.uplink.begin(credential.id);
    const upload = await uploadBatch(
      {
        credential,
        token,
        fields: uploadFields(credential, password, batch.profile, choiceFor(set)),
        zip: {
          path: spool.pathOf(batch.zipName ?? ''),
          sizeBytes: batch.zipSizeBytes ?? 0,
          sha256: batch.zipSha256 ?? '',
          stamp: spool.stampOf(batch.zipName ?? ''),
        },
        beginHash: parts.beginHash,
        bandwidth: parts.bandwidth,
        network: source.network,
        onProgress: (bytesSent, contentLength) => {
          onEvent({ type: 'batch-progress', batchId: batch.id, bytesSent, contentLength });
        },
      },
      { signal },
    );
    uploadEnded(upload.line);
    const known = [password, token, (await secrets.proxyPassword?.(credential.id)) ?? ''];
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
    await failed(batch, credential, set, outcome, evidence, upload.certificate);
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
    await remember(batch, 'accepted');
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
    announceSet(onEvent, batch.id, status);
    parts.onAccepted();
  }

  async function failed(
    batch: BatchRecord,
    credential: Credential,
    set: SetRecord | null,
    outcome: Exclude<DeliveryOutcome, { kind: 'accepted' }>,
    evidence: AttemptEvidence,
    certificate: SeenCertificate | undefined,
  ): Promise<void> {
    const consequence = consequenceOf(outcome, await historyOf(batch, credential, set, outcome.kind));
    const status = consequence.set;
    await ledger.batches.endAttempt(
      batch.id,
      evidence,
      consequence.batch,
      set === null || status === null ? null : { id: set.id, status },
    );
    if (outcome.kind === 'too-large') await remember(batch, 'refused');
    if (consequence.restMs === null) rest.answered(batch.credentialId);
    else rest.failed(batch.credentialId, consequence.restMs, isAsked(outcome) ? 'asked' : undefined);
    if (consequence.pause !== null)
      await stop(credential, consequence.pause.reason, consequence.pause.serverWords, certificate);
    if (consequence.decided === null) announceBatch(onEvent, batch.id, consequence.batch);
    else await decideBySetting(parts, batch.id, consequence.decided);
    announceSet(onEvent, batch.id, status);
    if (consequence.batch.state === 'splitting') parts.onSplitting();
  }

  async function historyOf(
    batch: BatchRecord,
    credential: Credential,
    set: SetRecord | null,
    kind: DeliveryOutcome['kind'],
  ): Promise<DeliveryHistory> {
    const firstErrorAt = kind === 'server-error' ? await ledger.batches.firstOutcomeAt(batch.id, kind) : null;
    return {
      documentCount: batch.documentCount,
      splitFrom: batch.splitFrom?.reason ?? null,
      serverErrors: firstErrorAt === null ? 0 : await ledger.batches.countOutcomes(batch.id, 'server-error'),
      acceptedSinceFirstError:
        firstErrorAt !== null && (await ledger.batches.acceptedSince(batch.credentialId, firstErrorAt)),
      inDoubt: credential.inDoubt,
      doubts: kind === 'in-doubt' ? await ledger.batches.countOutcomes(batch.id, kind) : 0,
      setBefore: set?.status ?? null,
      backoffMs: rest.nextBackoffMs(batch.credentialId),
      now: clock.now(),
    };
  }

  /** Keeps what this answer says about the server's size limit. Lost in a crash, it is learned again. */
  async function remember({ credentialId, zipSizeBytes }: BatchRecord, kind: SizeObservation['kind']): Promise<void> {
    if (zipSizeBytes === null) return;
    const before = await ledger.credentials.sizes(credentialId);
    const after = learnSize(before, { zipSizeBytes, kind });
    if (!isDeepStrictEqual(before, after)) await ledger.credentials.recordSizes(credentialId, after);
  }

  /** No token, so nothing was sent: the batch waits, or is held until a person helps. */
  async function withoutToken(
    batch: BatchRecord,
    credential: Credential,
    token: Exclude<TokenResult, { kind: 'token' }>,
  ): Promise<void> {
    switch (token.kind) {
      case 'unreachable':
        // Ended by this program: the batch stays in the queue as it is.
        return token.detail === 'ABORTED' ? undefined : withoutServer(batch, credential, token);
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

  async function withoutServer(
    batch: BatchRecord,
    credential: Credential,
    { detail, certificate }: Extract<TokenResult, { kind: 'unreachable' }>,
  ): Promise<void> {
    const cause = networkCauseOf(detail);
    return cause === 'certificate-changed' || cause === 'proxy-password-refused'
      ? stop(credential, cause, null, certificate)
      : waitFor(batch, cause, null, null);
  }

  async function waitFor(
    batch: BatchRecord,
    cause: WaitCause,
    askedMs: number | null,
    serverWords: string | null,
  ): Promise<void> {
    const restMs = askedMs ?? rest.nextBackoffMs(batch.credentialId);
    rest.failed(batch.credentialId, restMs, askedMs === null ? undefined : 'asked');
    await moveTo(batch, { state: 'waiting', retryAt: clock.now() + restMs, cause, serverWords });
  }

  function hold(batch: BatchRecord, reason: HeldReason, serverWords: string | null): Promise<void> {
    return moveTo(batch, { state: 'held', reason, serverWords });
  }

  async function pause(batch: BatchRecord, reason: HeldReason, serverWords: string | null): Promise<void> {
    await pauseCredential(batch.credentialId, reason, serverWords);
    await hold(batch, reason, serverWords);
  }

  /** Of a certificate that changed both fingerprints are told, so that a person can ask which one is right. */
  function stop(
    { id, trust }: Credential,
    reason: PauseReason,
    serverWords: string | null,
    certificate: SeenCertificate | undefined,
  ): Promise<void> {
    const isChanged = reason === 'certificate-changed' && trust?.kind === 'pinned' && certificate !== undefined;
    const words = isChanged ? bothFingerprints(trust.fingerprint, certificate.fingerprint) : serverWords;
    return pauseCredential(id, reason, words);
  }

  async function pauseCredential(id: CredentialId, reason: PauseReason, serverWords: string | null): Promise<void> {
    await ledger.credentials.setState(id, { state: 'paused', reason, serverWords, since: clock.now() });
    onEvent({ type: 'credential-paused', credentialId: id, reason, serverWords });
  }

  async function moveTo(batch: BatchRecord, next: BatchState): Promise<void> {
    const state = (await ledger.batches.get(batch.id))?.status.state;
    // While its zip was read or its token fetched, a person withdrew it: there it stays.
    if (state !== 'sealed' && state !== 'waiting') return;
    await ledger.batches.move(batch.id, next, clock.now());
    announceBatch(onEvent, batch.id, next);
  }

  return {
    attempt,
    forgetTokens: (id) => {
      tokenSources.delete(id);
    },
  };
}

/** Whether the server itself named the wait. */
function isAsked(outcome: DeliveryOutcome): boolean {
  return outcome.kind === 'retry' && outcome.retryAfterMs !== null;
}

function choiceFor(set: SetRecord | null): SetChoice {
  if (set === null) return { kind: 'none' };
  if (set.status.state === 'open') return { kind: 'add', referenceNumber: set.status.referenceNumber };
  return { kind: 'create', name: set.name ?? '' };
}
