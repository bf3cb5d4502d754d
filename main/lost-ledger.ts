// Notices that a ledger which knows nothing cannot be a first one: something beside it shows that there was another.
import { stat } from 'node:fs/promises';
import type { OpenedLedger } from './ledger/open-ledger';

/** Whether there is a spool: a ledger was here before. To be asked before the engine makes one. */
export async function hasSpool(spoolDir: string): Promise<boolean> {
  return stat(spoolDir).then(
    () => true,
    () => false,
  );
}

/**
 * Notes the loss in a ledger that knows no folder although there was one before: it was deleted, cut to nothing, or the
 * settings alone were restored from a backup (docs/decisions/0013-a-lost-ledger.md).
 */
export async function noteMissingLedger(
  { ledger, views }: Extract<OpenedLedger, { kind: 'opened' }>,
  { wasThereBefore }: { wasThereBefore: boolean },
  now: number,
): Promise<void> {
  if (wasThereBefore && (await views.folders()).length === 0) await ledger.folders.loseHistory('missing', now);
}
