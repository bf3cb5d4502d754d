// The words for states of documents, batches, sets, folders, credentials and secrets.
import type {
  BatchStateName,
  CredentialStatus,
  DocumentView,
  FolderHealth,
  SecretKeeping,
  SetSummary,
} from '../../../preload/contract';
import type { Label } from './tones';

export const batchStates: Record<BatchStateName, Label> = {
  open: { text: 'Being packed', tone: 'moving' },
  sealed: { text: 'Ready to send', tone: 'moving' },
  sending: { text: 'Sending', tone: 'moving' },
  waiting: { text: 'Waiting', tone: 'moving' },
  held: { text: 'Held', tone: 'attention' },
  'in-doubt': { text: 'In doubt', tone: 'attention' },
  splitting: { text: 'Being split', tone: 'moving' },
  accepted: { text: 'Accepted', tone: 'good' },
  split: { text: 'Split into smaller batches', tone: 'quiet' },
  cancelled: { text: 'Withdrawn', tone: 'quiet' },
};

export const documentStates: Record<DocumentView['state'], Label> = {
  settling: { text: 'Still being written', tone: 'moving' },
  ready: { text: 'Ready', tone: 'moving' },
  sealed: { text: 'In the batch', tone: 'moving' },
  delivered: { text: 'Delivered', tone: 'good' },
  'set-aside': { text: 'Set aside', tone: 'attention' },
  duplicate: { text: 'Duplicate', tone: 'double' },
};

export const originals: Record<NonNullable<DocumentView['original']>, string> = {
  pending: 'Original: still to be dealt with',
  left: 'Original left where it is',
  moved: 'Original moved to Sent',
  trashed: 'Original moved to the trash',
  changed: 'Original changed since, so it was left where it is',
  gone: 'Original is no longer there',
  failed: 'Original could not be moved',
};

export const setStates: Record<SetSummary['state'], Label> = {
  planned: { text: 'Not created yet', tone: 'quiet' },
  creating: { text: 'Being created', tone: 'moving' },
  open: { text: 'Open', tone: 'good' },
  'needs-attention': { text: 'Needs attention', tone: 'attention' },
  none: { text: 'No set', tone: 'quiet' },
};

export const folderHealth: Record<FolderHealth, Label> = {
  watching: { text: 'Watching', tone: 'good' },
  scanning: { text: 'Scanning', tone: 'moving' },
  offline: { text: 'Cannot be reached', tone: 'attention' },
  paused: { text: 'Paused', tone: 'quiet' },
  error: { text: 'Problem', tone: 'bad' },
};

export const credentialStates: Record<CredentialStatus['state'], Label> = {
  ok: { text: 'In use', tone: 'good' },
  paused: { text: 'Paused', tone: 'attention' },
};

export const secretKeeping: Record<SecretKeeping, Label> = {
  keyring: { text: 'Encrypted by this computer’s keyring', tone: 'good' },
  weak: { text: 'Saved with weaker protection', tone: 'quiet' },
  session: { text: 'Kept until Batchdrop is closed', tone: 'attention' },
  missing: { text: 'Not saved', tone: 'bad' },
};
