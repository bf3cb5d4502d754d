// Which of the engine's events are worth a line in the list of what happened, and what the line needs.
import type { ActivityEntry } from '../ledger/activity/activity-log';
import type { EngineEvent } from '../engine/events';
import type { PauseScope } from '../engine/model';

/** null: too small for a line of its own; the batch that a document goes with stands for it. */
export function activityOf(event: EngineEvent, at: number): ActivityEntry | null {
  switch (event.type) {
    case 'batch-sealed':
      return { at, kind: event.type, batchId: event.batchId, folderId: event.folderId, amount: event.documents };
    case 'batch-sending':
      return { at, kind: event.type, batchId: event.batchId, amount: event.attempt };
    case 'batch-accepted':
      return { at, kind: event.type, batchId: event.batchId, amount: event.documents };
    case 'batch-waiting':
      return { at, kind: event.type, batchId: event.batchId, reason: event.cause };
    case 'batch-held':
    case 'batch-splitting':
    case 'set-needs-attention':
      return { at, kind: event.type, batchId: event.batchId, reason: event.reason };
    case 'batch-split':
      return { at, kind: event.type, batchId: event.batchId, amount: event.into.length };
    case 'batch-in-doubt':
      return { at, kind: event.type, batchId: event.batchId };
    case 'batch-decided':
      return {
        ...{ at, kind: event.type, batchId: event.batchId, reason: event.decision },
        amount: event.by === 'setting' ? 1 : 0,
      };
    case 'batch-prioritized':
      return { at, kind: event.type, batchId: event.batchId, amount: event.prioritized ? 1 : 0 };
    case 'document-set-aside': {
      const { folderId, documentId, relativePath: name, reason } = event;
      return { at, kind: event.type, folderId, documentId, name, reason };
    }
    case 'document-duplicate': {
      const { folderId, documentId, relativePath: name, ofBatchId: batchId } = event;
      return { at, kind: event.type, folderId, documentId, name, batchId };
    }
    case 'document-decided':
      return { at, kind: event.type, documentId: event.documentId, reason: event.decision };
    case 'after-upload':
      if (event.result === 'left' || event.result === 'moved' || event.result === 'trashed') return null;
      return {
        ...{ at, kind: 'original-kept', documentId: event.documentId },
        ...{ name: event.relativePath, reason: event.result },
      };
    case 'credential-paused':
      return { at, kind: event.type, credentialId: event.credentialId, reason: event.reason };
    case 'credential-resumed':
      return { at, kind: event.type, credentialId: event.credentialId };
    case 'folder-state':
      return folderEntry(event, at);
    case 'watcher-problem':
      return { at, kind: 'watch-problem', folderId: event.folderId, reason: event.problem };
    case 'conservation-alarm': {
      const { folderId, differences } = event;
      if (differences.length === 0) return { at, kind: 'alarm-over', folderId };
      return { at, kind: 'alarm', folderId, amount: differences.length };
    }
    case 'sending-paused':
      return { at, kind: event.type, ...placeOf(event.scope) };
    case 'sending-resumed':
      return { at, kind: event.type, ...placeOf(event.scope), reason: event.by };
    case 'sending-rests':
      return { at, kind: event.type, reason: event.because };
    case 'sending-goes-on':
      return { at, kind: event.type };
    case 'spool-problem':
      return { at, kind: event.type, folderId: event.folderId, reason: event.detail };
    default:
      return null;
  }
}

/** A folder that is watched is news only after it was not: the writer knows. */
function folderEntry({ folderId, state, detail }: Extract<EngineEvent, { type: 'folder-state' }>, at: number) {
  if (state === 'watching') return { at, kind: 'folder-back', folderId } as const;
  if (state !== 'offline' && state !== 'error') return null;
  const reason = detail === null ? {} : { reason: detail };
  return { at, kind: state === 'offline' ? 'folder-offline' : 'folder-error', folderId, ...reason } as const;
}

function placeOf(scope: PauseScope): Pick<ActivityEntry, 'folderId' | 'credentialId'> {
  if (scope.scope === 'all') return {};
  return scope.scope === 'folder' ? { folderId: scope.id } : { credentialId: scope.id };
}
