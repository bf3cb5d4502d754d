// What the dialog for dropped documents holds: a watched folder's profile, and which set they go into.
import type { DropProfile, DropSet, FolderView } from '../../../preload/contract';
import { folderDraft, folderValues, type FolderValues } from '../folders/folder-values';
import { problemSentence } from '../words/problems';

export type SetChoice = 'none' | 'new' | 'existing' | `known-${number}`;

export interface DropValues extends FolderValues {
  readonly setChoice: SetChoice;
}

/** A set that documents are added to: the dialog begins with it, as long as its credential is still there. */
export interface DropInto {
  readonly setId: number;
  readonly title: string;
  readonly credentialId: string;
  readonly credentialName: string;
  readonly folderId: string;
}

/**
 * As documents were sent last: what one folder is set up with is most likely right for what is dropped, too. `into` is a set
 * of a credential that exists: then it is the folder of that set, or another one of its credential.
 */
export function dropValues(
  folders: readonly FolderView[],
  firstCredentialId: string,
  into: DropInto | null = null,
): DropValues {
  const none = { setChoice: 'none', setName: '', setReferenceNumber: '' } as const;
  if (into === null) return { ...folderValues(folders[0] ?? null, firstCredentialId), ...none };
  const { credentialId, folderId, setId } = into;
  const ofCredential = folders.filter((folder) => folder.credentialId === credentialId);
  const like = ofCredential.find(({ id }) => id === folderId) ?? ofCredential[0] ?? folders[0] ?? null;
  return { ...folderValues(like, credentialId), ...none, credentialId, setChoice: `known-${setId}` };
}

/** Fields without an entry are fine. The program checks again when sending. */
export function checkDrop({
  setChoice,
  setName,
  setReferenceNumber,
  credentialId,
}: DropValues): Partial<Record<keyof DropValues, string>> {
  const required = problemSentence({ code: 'required' });
  return {
    ...(credentialId === '' && { credentialId: required }),
    ...(setChoice === 'new' && setName.trim() === '' && { setName: required }),
    ...(setChoice === 'existing' && setReferenceNumber.trim() === '' && { setReferenceNumber: required }),
  };
}

/** What the documents are sent with. */
export function dropProfile(values: DropValues): DropProfile {
  const { credentialId, documentType, invoiceType, processingPref, sendSourceName, priority, accountId, ...rest } =
    folderDraft(values, null);
  const { maxDocuments, maxMegabytes, duplicates, otherImages } = rest;
  return {
    ...{ credentialId, documentType, invoiceType, processingPref, sendSourceName, priority, accountId },
    ...{ maxDocuments, maxMegabytes, duplicates, otherImages },
  };
}

/** Which set they go into. */
export function dropSet({ setChoice, setName, setReferenceNumber }: DropValues): DropSet {
  switch (setChoice) {
    case 'none':
      return { kind: 'none' };
    case 'new':
      return { kind: 'new', name: setName.trim() };
    case 'existing':
      return { kind: 'existing', referenceNumber: setReferenceNumber.trim() };
    default:
      return { kind: 'known', setId: Number(setChoice.replace('known-', '')) };
  }
}
