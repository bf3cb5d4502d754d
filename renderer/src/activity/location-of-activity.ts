// Where a line of what happened leads to.
import type { ActivityItem } from '../../../preload/contract';
import type { Location } from '../shell/location';

type About = Pick<ActivityItem, 'kind' | 'batchId' | 'folderId' | 'credentialId'>;

/** The batch, or the folder or credential where it can still be opened; null leads nowhere. */
export function locationOfActivity(about: About, knownIds: ReadonlySet<string>): Location | null {
  const { kind, batchId, folderId, credentialId } = about;
  if (batchId !== null) return { page: 'batch', id: batchId };
  if (kind === 'sending-rests' || kind === 'sending-goes-on') return { page: 'settings' };
  if (folderId !== null) {
    if (knownIds.has(folderId)) return { page: 'folder-form', id: folderId };
    // Dropped on the window, or the folder was removed since.
    return kind.startsWith('document-') ? { page: 'attention' } : null;
  }
  if (credentialId !== null) return knownIds.has(credentialId) ? { page: 'credential-form', id: credentialId } : null;
  return kind === 'sending-paused' || kind === 'sending-resumed' ? { page: 'queue' } : null;
}
