// Finds the set that a batch belongs to by its folder's policy, and plans it when it does not exist yet.
import type { DocumentRecord, SetRecord, WatchedFolder } from '../model';
import type { SetLedger } from '../ports';
import { renderSetName, setKey, type SetOccasion } from './set-name';

/**
 * The set of a batch about to be sealed from these documents (all of one set group); null when it has none. Its period and
 * its name go by the time the first of them became ready.
 */
export async function setFor(
  folder: WatchedFolder,
  documents: readonly DocumentRecord[],
  sets: SetLedger,
  now: number,
): Promise<SetRecord | null> {
  const number = (await sets.countOf(folder.id)) + 1;
  const readyAt = documents.reduce((first, document) => Math.min(first, readyAtOf(document)), now);
  const occasion = { relativePath: documents[0]?.relativePath ?? '', readyAt, number };
  const key = setKey(folder, occasion);
  if (key === null) return null;
  return sets.ensure({
    credentialId: folder.credentialId,
    folderId: folder.id,
    key,
    ...identityOf(folder, occasion),
    createdAt: now,
  });
}

/** What a set that is planned anew is called, or known by. */
function identityOf(
  { set, path }: WatchedFolder,
  occasion: SetOccasion,
): { name: string | null; referenceNumber: string | null } {
  switch (set.policy) {
    case 'none':
      return { name: null, referenceNumber: null };
    case 'existing':
      return { name: null, referenceNumber: set.referenceNumber };
    case 'known':
      return { name: set.name, referenceNumber: set.referenceNumber };
    case 'new-per-folder':
    case 'new-per-subfolder':
    case 'new-per-day':
    case 'new-per-week':
    case 'new-per-month':
    case 'new-per-batch':
      return { name: renderSetName(set.name, path, occasion), referenceNumber: null };
  }
}

/** When a document that waits for a batch became ready, in milliseconds since 1970. */
export function readyAtOf({ status, seenAt }: DocumentRecord): number {
  return status.state === 'ready' ? status.readyAt : seenAt;
}
