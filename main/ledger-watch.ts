// Notices decisions that the command line writes into the ledger of the running program.
import type { Clock } from './engine/ports';

const everyMs = 1_000;

/** Asks once a second until the signal fires; `onChange` is called when another program wrote to the ledger. */
export async function watchLedger(
  { changedElsewhere }: { changedElsewhere(): boolean },
  clock: Clock,
  onChange: () => void,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  while (await clock.sleep(everyMs, { signal })) {
    if (isChanged(changedElsewhere)) onChange();
  }
}

/** A ledger that cannot be read stops the engine by itself, at its next question. */
function isChanged(changedElsewhere: () => boolean): boolean {
  try {
    return changedElsewhere();
  } catch {
    return false;
  }
}
