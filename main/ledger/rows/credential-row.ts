// Turns rows of `credential` into the engine's credential states and back.
import { z } from 'zod';
import { pauseReasons, type CredentialState } from '../../engine/model';
import type { CredentialRow } from '../schema';

const statusSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('ok') }),
  z.object({
    state: z.literal('paused'),
    reason: z.enum(pauseReasons),
    server_words: z.string().nullable(),
    since: z.int(),
  }),
]);

/** The engine's view of one row; throws when the row is none that this program writes. */
export function toCredentialState(
  row: Pick<CredentialRow, 'state' | 'reason' | 'server_words' | 'since'>,
): CredentialState {
  const status = statusSchema.parse(row);
  if (status.state === 'ok') return { state: 'ok' };
  return { state: 'paused', reason: status.reason, serverWords: status.server_words, since: status.since };
}

/** The columns of a state. */
export function credentialStateColumns(status: CredentialState) {
  const paused = status.state === 'paused' ? status : null;
  return {
    state: status.state,
    reason: paused?.reason ?? null,
    server_words: paused?.serverWords ?? null,
    since: paused?.since ?? null,
  };
}
