// Why a batch does not move: what the ledger knows of it and what the running engine knows, the first reason that applies.
import type { QueueItem, SendingRest } from '../../preload/contract';
import type { Rests } from '../engine/engine-facade';

/** The item with the reason that comes first: a person's pause, what stops everything, its credential, its set. */
export function withRest(item: QueueItem, rests: Rests): QueueItem {
  if (item.state !== 'sealed' && item.state !== 'waiting') return item;
  return { ...item, restsBecause: restOf(item, rests) };
}

function restOf({ restsBecause, credentialId, retryAt }: QueueItem, { all, credentials }: Rests): SendingRest | null {
  if (restsBecause?.because === 'pause') return restsBecause;
  if (all !== null) return all.because === 'timetable' ? all : { because: all.because };
  if (restsBecause?.because === 'credential-paused') return restsBecause;
  const rest = credentials.find((one) => one.credentialId === credentialId);
  // A batch's own retry time says as much, and is shown anyway.
  if (rest !== undefined && rest.until > (retryAt ?? 0)) {
    return { because: 'credential-rest', until: rest.until, asked: rest.asked };
  }
  return restsBecause;
}
