// Between the folder form and the engine's watched folder: names and units change, nothing else.
import type { FolderDraft } from '../../preload/contract';
import { defaultWatch, type AbsolutePath, type CredentialId, type FolderId, type WatchedFolder } from '../engine/model';
import type { SavedFolder } from './settings-file';

const bytesPerMegabyte = 1024 * 1024;

/** The folder that a checked draft describes. */
export function folderFromDraft(draft: FolderDraft, id: string): SavedFolder {
  const {
    path,
    credentialId,
    documentType,
    invoiceType,
    processingPref,
    afterUpload,
    duplicates,
    otherImages,
    paused,
  } = draft;
  return {
    ...{
      id,
      path,
      credentialId,
      documentType,
      invoiceType,
      processingPref,
      afterUpload,
      duplicates,
      otherImages,
      paused,
    },
    ...(draft.sendSourceName ? { sourceName: 'API' } : {}),
    ...(draft.priority === null ? {} : { priority: draft.priority }),
    ...(draft.accountId.trim() === '' ? {} : { accountId: draft.accountId.trim() }),
    set: policyFrom(draft),
    batch: {
      quietMs: draft.quietSeconds * 1000,
      maxDocuments: draft.maxDocuments,
      maxBytes: draft.maxMegabytes * bytesPerMegabyte,
    },
    watch: { mode: draft.watchMode, pollMs: draft.pollSeconds * 1000 },
  };
}

/** What the form shows of a saved folder. */
export function draftFromFolder(folder: SavedFolder): FolderDraft & { readonly id: string } {
  const {
    id,
    path,
    credentialId,
    documentType,
    invoiceType,
    processingPref,
    afterUpload,
    duplicates,
    otherImages,
    paused,
  } = folder;
  return {
    ...{
      id,
      path,
      credentialId,
      documentType,
      invoiceType,
      processingPref,
      afterUpload,
      duplicates,
      otherImages,
      paused,
    },
    sendSourceName: folder.sourceName !== undefined,
    priority: folder.priority ?? null,
    accountId: folder.accountId ?? '',
    setPolicy: folder.set.policy,
    setName: 'name' in folder.set ? folder.set.name : '',
    setReferenceNumber: folder.set.policy === 'existing' ? folder.set.referenceNumber : '',
    quietSeconds: folder.batch.quietMs / 1000,
    maxDocuments: folder.batch.maxDocuments,
    maxMegabytes: folder.batch.maxBytes / bytesPerMegabyte,
    watchMode: folder.watch?.mode ?? defaultWatch.mode,
    pollSeconds: (folder.watch ?? defaultWatch).pollMs / 1000,
  };
}

/** The engine's view of a saved folder; its path and ids were checked when it was saved. */
export function toWatchedFolder(folder: SavedFolder): WatchedFolder {
  const { sourceName, priority, accountId, ...rest } = folder;
  return {
    ...rest,
    ...{ sourceName, priority, accountId },
    id: folder.id as FolderId,
    path: folder.path as AbsolutePath,
    credentialId: folder.credentialId as CredentialId,
  };
}

function policyFrom({ setPolicy, setName, setReferenceNumber }: FolderDraft): SavedFolder['set'] {
  if (setPolicy === 'none') return { policy: 'none' };
  if (setPolicy === 'existing') return { policy: 'existing', referenceNumber: setReferenceNumber.trim() };
  return { policy: setPolicy, name: setName.trim() };
}
