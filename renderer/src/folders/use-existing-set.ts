// Whether the one set of a folder exists already: then its name is fixed.
import { useCall } from '../calls/use-call';

// A folder with one set for itself has one row; more come only from earlier policies.
const searchedRows = 500;

/** The set's name; null while it is not created, or when there is nothing to ask for. */
export function useExistingSet(folderPath: string | null): string | null {
  const sets = useCall('sets.list', { offset: 0, limit: searchedRows, search: '' });
  if (folderPath === null) return null;
  const found = sets.data?.items.find((set) => set.folderPath === folderPath && set.name !== null && isMade[set.state]);
  return found?.name ?? null;
}

const isMade = { planned: false, creating: true, open: true, 'needs-attention': true, none: false } as const;
