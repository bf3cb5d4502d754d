// The sums of a period: documents first seen since then, by their state now (docs/decisions/0017-periods.md).
import type { Counts } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { documentCounts } from './places';

/** The counts of each folder that saw a document since then. Files ignored by name belong to no day: they are 0 here. */
export async function periodCounts(db: LedgerDatabase, since: number): Promise<ReadonlyMap<string, Counts>> {
  const counts = await documentCounts(db, since);
  return new Map([...counts].map(([folderId, documents]) => [folderId, { ...documents, ignored: 0 }]));
}
