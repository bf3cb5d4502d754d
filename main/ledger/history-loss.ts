// A ledger that begins anew although documents were delivered before: nobody knows which, so a person has to say.
import { readdir } from 'node:fs/promises';
import { basename, dirname, parse } from 'node:path';
import type { LedgerDatabase } from './schema';

/**
 * Notes every damaged ledger beside this one that it does not know of. Looked for at each start, because a kill between
 * setting the old file aside and beginning the new one leaves no other trace.
 */
export async function noteDamagedLedgers(db: LedgerDatabase, file: string, now: number): Promise<void> {
  const { name, ext } = parse(file);
  const files = await readdir(dirname(file));
  const damaged = files.filter((other) => other.startsWith(`${name}.damaged-`) && other.endsWith(ext));
  for (const other of damaged) await noteLoss(db, basename(other), now);
}

/** Notes that history was lost with this file; once. */
export async function noteLoss(db: LedgerDatabase, file: string, now: number): Promise<void> {
  await db
    .insertInto('history_loss')
    .values({ file, noticed_at: now, folders_registered: 0 })
    .onConflict((conflict) => conflict.column('file').doNothing())
    .execute();
}

/** Whether a loss was noted that the folders in use have not been told of yet. */
export async function isHistoryLost(db: LedgerDatabase): Promise<boolean> {
  const row = await db.selectFrom('history_loss').select('file').where('folders_registered', '=', 0).executeTakeFirst();
  return row !== undefined;
}
