// When the dispatcher looks again: a moment that passes while it looks must not be slept through.
import { expect, it, onTestFinished } from 'vitest';
import type { CredentialId } from '../model';
import type { BatchLedger, Ledger } from '../ports';
import { manualClock, type ManualClock } from '../testing/manual-clock';
import { createCredentialRest, type CredentialRest } from './credential-rest';
import { startDispatcher, type Dispatcher } from './dispatcher';

const credentialId = 'credential-1' as CredentialId;

/** A dispatcher of a queue that is asked once and finds nothing due; resolves when it has gone to sleep. */
async function asleep(
  clock: ManualClock,
  rest: CredentialRest,
  batches: Pick<BatchLedger, 'due' | 'nextRetryAt'>,
): Promise<Dispatcher> {
  let slept = (): void => undefined;
  const idle = new Promise<void>((resolve) => (slept = resolve));
  const dispatcher = startDispatcher({
    ledger: { batches } as unknown as Ledger,
    ...{ clock, rest, onIdle: slept, attempt: () => Promise.resolve() },
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => dispatcher.stop());
  await idle;
  return dispatcher;
}

it.each([
  ['a retry', null],
  ['a retry at the end of a rest', 5],
])('looks again when %s becomes due while it looks', async (_what, restMs) => {
  const clock = manualClock(1_000);
  const rest = createCredentialRest(
    () => ({ firstMs: 10, ceilingMs: 10 }),
    clock,
    () => 1,
  );
  if (restMs !== null) rest.failed(credentialId, restMs);
  const dispatcher = await asleep(clock, rest, {
    due: () => {
      clock.move(10);
      return Promise.resolve([]);
    },
    nextRetryAt: () => Promise.resolve(1_005),
  });
  expect(dispatcher.nextAttemptAt).toBe(1_005);
});

it('sleeps until it is woken when nothing waits', async () => {
  const clock = manualClock(1_000);
  const rest = createCredentialRest(
    () => ({ firstMs: 10, ceilingMs: 10 }),
    clock,
    () => 1,
  );
  const batches = { due: () => Promise.resolve([]), nextRetryAt: () => Promise.resolve(null) };
  expect((await asleep(clock, rest, batches)).nextAttemptAt).toBeNull();
});
