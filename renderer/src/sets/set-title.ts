// What a set is called.
import type { SetSummary } from '../../../preload/contract';

/** Its name; existing sets have only a number, and batches without a set have their own row. */
export function setTitle({ id, name, referenceNumber }: Pick<SetSummary, 'id' | 'name' | 'referenceNumber'>): string {
  if (id === null) return 'Not in a set';
  return name ?? `Set ${referenceNumber ?? id}`;
}
