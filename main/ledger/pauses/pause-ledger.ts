// Sending pauses in the ledger: a handful of rows, so they are read whole and judged by the engine's own rule.
import { z } from 'zod';
import { isInForce } from '../../engine/limits';
import type { CredentialId, FolderId, PauseScope, SendingPause } from '../../engine/model';
import type { PauseLedger } from '../../engine/ports';
import type { LedgerDatabase } from '../schema';

/** The engine's questions about pauses, answered by this database. */
export function pauseLedger(db: LedgerDatabase): PauseLedger {
  return {
    list: () => allPauses(db),
    set: async ({ since, until, ...scope }) => {
      await db
        .insertInto('sending_pause')
        .values({ ...keyOf(scope), since, until })
        .onConflict((conflict) => conflict.columns(['scope', 'target']).doUpdateSet({ since, until }))
        .execute();
    },
    end: (scope) => endPause(db, scope),
    // In one transaction: a pause that a person sets anew meanwhile is not ended.
    endOver: (now) =>
      db.transaction().execute(async (trx) => {
        const over = (await allPauses(trx)).filter((pause) => !isInForce(pause, now));
        for (const pause of over) await endPause(trx, pause);
        return over;
      }),
  };
}

async function endPause(db: LedgerDatabase, pause: PauseScope): Promise<boolean> {
  const { scope, target } = keyOf(pause);
  const { numDeletedRows } = await db
    .deleteFrom('sending_pause')
    .where('scope', '=', scope)
    .where('target', '=', target)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** What pauses hold back: everything, or these credentials and folders. */
export interface PausedNow {
  readonly all: boolean;
  readonly credentials: readonly CredentialId[];
  readonly folders: readonly FolderId[];
}

/** What the pauses in force at this time hold back. */
export async function pausedNow(db: LedgerDatabase, now: number): Promise<PausedNow> {
  const inForce = await pausesInForce(db, now);
  return {
    all: inForce.some(({ scope }) => scope === 'all'),
    credentials: inForce.flatMap((pause) => (pause.scope === 'credential' ? [pause.id] : [])),
    folders: inForce.flatMap((pause) => (pause.scope === 'folder' ? [pause.id] : [])),
  };
}

/** The pauses that hold something back at this time, the one for everything first. */
export async function pausesInForce(db: LedgerDatabase, now: number): Promise<SendingPause[]> {
  return (await allPauses(db)).filter((pause) => isInForce(pause, now));
}

/** Whether a person wants this batch not to be sent now. */
export async function isPaused(
  db: LedgerDatabase,
  batch: { readonly credential_id: CredentialId; readonly folder_id: FolderId },
  now: number,
): Promise<boolean> {
  const { all, credentials, folders } = await pausedNow(db, now);
  return all || credentials.includes(batch.credential_id) || folders.includes(batch.folder_id);
}

async function allPauses(db: LedgerDatabase): Promise<SendingPause[]> {
  const rows = await db.selectFrom('sending_pause').selectAll().orderBy('scope').orderBy('target').execute();
  return rows.map((row) => {
    const { scope, target, since, until } = rowSchema.parse(row);
    const times = { since, until };
    if (scope === 'all') return { scope, ...times };
    return scope === 'credential'
      ? { scope, id: target as CredentialId, ...times }
      : { scope, id: target as FolderId, ...times };
  });
}

function keyOf(scope: PauseScope): { readonly scope: PauseScope['scope']; readonly target: string } {
  return { scope: scope.scope, target: scope.scope === 'all' ? '' : scope.id };
}

const rowSchema = z.object({
  scope: z.enum(['all', 'credential', 'folder']),
  target: z.string(),
  since: z.int(),
  until: z.int().nullable(),
});
