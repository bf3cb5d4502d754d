// Zips that unfinished batches need, against the files in the spool. Their content is checked before each attempt.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BatchId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import type { AuditDifference } from './audit-report';

/** A batch that is held because of its zip is no difference: that is known, and waits for a person. */
export async function spoolDifferences(db: LedgerDatabase, spoolFolder: string): Promise<AuditDifference[]> {
  const differences: AuditDifference[] = [];
  for (const needed of await neededZips(db)) {
    const found = await differenceOf(needed, spoolFolder);
    // The program that delivers may have ended the batch, and removed its zip, since the ledger was asked.
    if (found !== null && (await neededZips(db, needed.id)).length > 0) differences.push(found);
    await nextTurn();
  }
  return differences;
}

type NeededZip = Awaited<ReturnType<typeof neededZips>>[number];

async function neededZips(db: LedgerDatabase, batch: BatchId | null = null) {
  return db
    .selectFrom('batch')
    .select(['id', 'state', 'zip_name', 'zip_size_bytes'])
    .where('state', 'in', ['sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting'])
    .where((eb) => eb.or([eb('held_reason', 'is', null), eb('held_reason', '<>', 'spool-damaged')]))
    .$if(batch !== null, (query) => query.where('id', '=', batch))
    .orderBy('id')
    .execute();
}

async function differenceOf(
  { id, state, zip_name: zipName, zip_size_bytes: expectedBytes }: NeededZip,
  spoolFolder: string,
): Promise<AuditDifference | null> {
  if (zipName === null || expectedBytes === null) return null;
  const place = { zipName, batch: id, batchState: state };
  const foundBytes = await stat(join(spoolFolder, zipName)).then(
    ({ size }) => size,
    () => null,
  );
  if (foundBytes === null) return { kind: 'zip-missing', ...place };
  return foundBytes === expectedBytes ? null : { kind: 'zip-size', ...place, expectedBytes, foundBytes };
}
