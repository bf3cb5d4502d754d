// Why something waits, is held or was set aside: the engine's kinds as plain sentences, one place for each kind.
import type { AttemptSummary } from '../../../preload/contract';
import { t } from '../i18n/translate';

const asTree = { returnObjects: true } as const;

// The program may know kinds that this window does not: they are shown by their name.
const setAside: Record<string, string> = t('reasons.setAside', asTree);
const held: Record<string, string> = t('reasons.held', asTree);
const waiting: Record<string, string> = t('reasons.waiting', asTree);
const split: Record<string, string> = t('reasons.split', asTree);
const set: Record<string, string> = t('reasons.set', asTree);

/** Why a document was set aside. */
export function setAsideReason(reason: string): string {
  return setAside[reason] ?? unknown(reason);
}

/** Whether the same file can have a better outcome; of the others only a changed file can, and that is noticed. */
export function canTryAgain(reason: string): boolean {
  return !['encrypted', 'empty', 'withdrawn'].includes(reason);
}

/** Why a batch is held or a credential paused; null when only a person's decision is missing. */
export function heldReason(reason: string | null): string {
  return reason === null ? t('reasons.waitsForYou') : (held[reason] ?? unknown(reason));
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
  return wasEnded ? t('reasons.inDoubt.ended') : t('reasons.inDoubt.noClearAnswer');
}

function unknown(kind: string): string {
  return t('reasons.unknown', { kind });
}
