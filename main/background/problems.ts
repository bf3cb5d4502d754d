// Which events are problems that a person is told of, and which end one.
import type { EngineEvent } from '../engine/events';
import type { BatchId, CredentialId, FolderId, HeldReason } from '../engine/model';
import { spoolFull } from '../engine/limits';

/** What a notification is about; words and names are found when it is shown. */
export type Problem =
  | { readonly kind: 'held' | 'in-doubt' | 'set'; readonly batchId: BatchId }
  | { readonly kind: 'credential'; readonly credentialId: CredentialId }
  | { readonly kind: 'alarm' | 'offline' | 'not-sealed'; readonly folderId: FolderId }
  | { readonly kind: 'set-aside' | 'duplicate'; readonly relativePath: string }
  | { readonly kind: 'spool-full' | 'engine-failed' };

export type ProblemChange =
  | { readonly change: 'raised'; readonly key: string; readonly problem: Problem; readonly delayMs?: number }
  | { readonly change: 'over'; readonly keys: readonly string[] };

/** A share that is gone for a moment is no news. */
const offlineMs = 120_000;
/** The credential that these come from is told of itself. */
const credentialReasons: readonly HeldReason[] = ['credential-refused', 'secret-missing', 'token-expired'];

/** null: the event begins and ends no problem. */
export function problemChange(event: EngineEvent): ProblemChange | null {
  switch (event.type) {
    case 'batch-held':
      if (credentialReasons.includes(event.reason)) return null;
      return raised(`batch/${event.batchId}`, { kind: 'held', batchId: event.batchId });
    case 'batch-in-doubt':
      return raised(`batch/${event.batchId}`, { kind: 'in-doubt', batchId: event.batchId });
    case 'batch-sending':
    case 'batch-decided':
    case 'batch-accepted':
      return over(`batch/${event.batchId}`, `set/${event.batchId}`);
    case 'set-needs-attention':
      // The batch in doubt is told of itself.
      if (event.reason === 'create-in-doubt') return null;
      return raised(`set/${event.batchId}`, { kind: 'set', batchId: event.batchId });
    case 'credential-paused':
      return raised(`credential/${event.credentialId}`, { kind: 'credential', credentialId: event.credentialId });
    case 'credential-resumed':
      return over(`credential/${event.credentialId}`);
    case 'conservation-alarm': {
      const key = `alarm/${event.folderId}`;
      return event.differences.length === 0 ? over(key) : raised(key, { kind: 'alarm', folderId: event.folderId });
    }
    case 'document-set-aside':
      return raised(`document/${event.documentId}`, { kind: 'set-aside', relativePath: event.relativePath });
    case 'document-duplicate':
      if (!event.asks) return null;
      return raised(`document/${event.documentId}`, { kind: 'duplicate', relativePath: event.relativePath });
    case 'document-decided':
    case 'document-ready':
      return over(`document/${event.documentId}`);
    case 'folder-state': {
      const key = `offline/${event.folderId}`;
      const isAway = event.state === 'offline' || event.state === 'error';
      if (!isAway) return over(key);
      return { ...raised(key, { kind: 'offline', folderId: event.folderId }), delayMs: offlineMs };
    }
    case 'spool-problem':
      if (event.detail === spoolFull) return raised('spool-full', { kind: 'spool-full' });
      return raised(`not-sealed/${event.folderId}`, { kind: 'not-sealed', folderId: event.folderId });
    case 'batch-sealed':
      // Not a full spool's: it fills up again with the next one.
      return over(`not-sealed/${event.folderId}`, 'engine-failed');
    case 'engine-failed':
      return raised('engine-failed', { kind: 'engine-failed' });
    default:
      return null;
  }
}

function raised(key: string, problem: Problem): Extract<ProblemChange, { change: 'raised' }> {
  return { change: 'raised', key, problem };
}

function over(...keys: string[]): ProblemChange {
  return { change: 'over', keys };
}
