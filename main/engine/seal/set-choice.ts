// Finds the set that a batch belongs to by its folder's policy, and plans it when it does not exist yet.
import type { DocumentRecord, SetRecord, WatchedFolder } from '../model';
import type { SetLedger } from '../ports';
import { renderSetName, setKey } from './set-name';

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
    name: 'name' in folder.set ? renderSetName(folder.set.name, folder.path, occasion) : null,
    referenceNumber: folder.set.policy === 'existing' ? folder.set.referenceNumber : null,
    createdAt: now,
  });
}

/** When a document that waits for a batch became ready, in milliseconds since 1970. */
export function readyAtOf({ status, seenAt }: DocumentRecord): number {
  return status.state === 'ready' ? status.readyAt : seenAt;
}
