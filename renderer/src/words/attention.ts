// Each thing that waits for a person: a title, why, what is known about it, and what can be decided.
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { changedCertificate } from './certificates';
import { choices, decisionNames, type Choice } from './decisions';
import { evidenceWords } from './evidence';
import { folderName } from './folder-name';
import { canTryAgain, heldReason, inDoubtReason, setAsideReason, setReason } from './reasons';
import { formatMoment } from './times';

export interface AttentionWords {
  readonly title: string;
  readonly reason: string;
  /** What the program knows for certain. */
  readonly evidence: string | null;
  /** To be shown as a quotation. */
  readonly serverWords: string | null;
  readonly since: number | null;
  /** What the buttons do, where that needs saying. */
  readonly choices: readonly Choice[];
}

const effects = t('attention.effects', { returnObjects: true });

const heldChoices: readonly Choice[] = [
  { name: decisionNames.tryAgain, effect: effects.retryBatch },
  { name: decisionNames.withdraw, effect: t('decisions.effects.withdraw') },
];

const pausedChoices: readonly Choice[] = [
  { name: t('attention.credential.edit'), effect: effects.editCredential },
  { name: t('credentials.card.resume'), effect: effects.resume },
];

const setChoices: readonly Choice[] = [{ name: t('sets.number.enter'), effect: effects.enterNumber }];

const nothingMore = { evidence: null, serverWords: null, since: null, choices: [] } as const;

/** What the list says about one item; the actions beside it depend on its kind. */
export function attentionWords(item: AttentionItem): AttentionWords {
  switch (item.kind) {
    case 'document':
      return {
        ...nothingMore,
        title: item.relativePath,
        reason: documentReason(item),
        serverWords: isRefusedByServer(item) ? item.detail : null,
        since: item.since,
        choices: documentChoices(item.reason),
      };
    case 'duplicate':
      return {
        ...nothingMore,
        title: item.relativePath,
        reason: duplicateReason(item),
        since: item.since,
        choices: choices.duplicate,
      };
    case 'alarm':
      return {
        ...nothingMore,
        title: t('attention.alarm.title', { folder: folderName(item.folderPath) }),
        reason: alarmReason(item),
        choices: choices.alarm,
      };
    case 'batch-held':
    case 'batch-in-doubt':
      return batchWords(item);
    case 'credential-paused':
      return {
        ...nothingMore,
        title: t('attention.credential.title', { name: item.name }),
        reason: `${heldReason(item.reason)} ${t('attention.credential.batchesWait')}`,
        evidence: changedCertificate(item.reason, item.serverWords),
        serverWords: changedCertificate(item.reason, item.serverWords) === null ? item.serverWords : null,
        since: item.since,
        choices: pausedChoices,
      };
    case 'after-upload':
      return {
        ...nothingMore,
        title: t('attention.afterUpload.title', { file: item.relativePath }),
        reason: t('attention.afterUpload.reason'),
        since: item.since,
      };
    case 'set':
      return {
        ...nothingMore,
        title: item.name === '' ? t('attention.set.titleNoName') : t('attention.set.title', { name: item.name }),
        reason: setReason(item.reason),
        choices: setChoices,
      };
  }
}

/** A key that stays the same while the item waits. */
export function attentionKey(item: AttentionItem): string {
  switch (item.kind) {
    case 'document':
    case 'duplicate':
    case 'after-upload':
      return `document-${item.documentId}`;
    case 'alarm':
      return `alarm-${item.folderId}`;
    case 'batch-held':
    case 'batch-in-doubt':
      return `batch-${item.batch.id}`;
    case 'credential-paused':
      return `credential-${item.credentialId}`;
    case 'set':
      return `set-${item.setId}`;
  }
}

type Item<Kind extends AttentionItem['kind']> = Extract<AttentionItem, { readonly kind: Kind }>;

/** Only these two documents has the server seen; of others the detail is the reader's finding. */
function isRefusedByServer({ reason }: Item<'document'>): boolean {
  return reason === 'too-large-for-server' || reason === 'server-error';
}

/** Whoever repairs the file expects the row to go: what ends it has to be said. */
function documentReason(item: Item<'document'>): string {
  const reason = setAsideReason(item.reason);
  if (!isRefusedByServer(item)) return reason;
  return `${reason} ${t('attention.document.staysUntilDismissed', { dismiss: decisionNames.dismiss })}`;
}

/** Looking at the file is offered for all; that explains itself. */
function documentChoices(reason: string): readonly Choice[] {
  if (reason === 'maybe-delivered') return choices.maybeDelivered;
  const dismiss = { name: decisionNames.dismiss, effect: t('decisions.effects.dismiss') };
  return canTryAgain(reason) ? [{ name: decisionNames.tryAgain, effect: effects.tryAgain }, dismiss] : [dismiss];
}

function batchWords(item: Item<'batch-held'> | Item<'batch-in-doubt'>): AttentionWords {
  const { id, documents, reason, serverWords, createdAt, lastAttempt } = item.batch;
  const named = { batch: String(id), count: documents };
  const common = { ...nothingMore, serverWords, since: createdAt };
  if (item.kind === 'batch-in-doubt') {
    return {
      ...common,
      title: t('attention.batch.inDoubt', named),
      reason: inDoubtReason(lastAttempt),
      evidence: lastAttempt === null ? null : evidenceWords(lastAttempt),
      choices: choices.inDoubt,
    };
  }
  return {
    ...common,
    title: t('attention.batch.held', named),
    reason: heldReason(reason),
    choices: reason === 'spool-damaged' ? choices.sealAgain : heldChoices,
  };
}

function duplicateReason(item: Item<'duplicate'>): string {
  const { relativePath: file, folderPath: folder, batchId, serverBatchId, acceptedAt } = item.original;
  const batch = serverBatchId ?? (batchId === null ? null : String(batchId));
  const when = acceptedAt === null ? '' : formatMoment(acceptedAt);
  return t(`attention.duplicate.${placeOf(item)}.${fateOf(batch, acceptedAt)}`, {
    ...{ file, folder, when, batch: batch ?? '' },
  });
}

function placeOf({ folderPath, relativePath, original }: Item<'duplicate'>): 'sameName' | 'sameFolder' | 'otherFolder' {
  if (original.folderPath !== folderPath) return 'otherFolder';
  return original.relativePath === relativePath ? 'sameName' : 'sameFolder';
}

function fateOf(batch: string | null, acceptedAt: number | null): 'sentIn' | 'sent' | 'onTheWay' | 'notSent' {
  if (acceptedAt === null) return batch === null ? 'notSent' : 'onTheWay';
  return batch === null ? 'sent' : 'sentIn';
}

function alarmReason({ unaccountedCount, sum }: Item<'alarm'>): string {
  const sentences = [
    ...(unaccountedCount > 0 ? [t('attention.alarm.unaccounted', { count: unaccountedCount })] : []),
    ...(sum === null ? [] : [t('attention.alarm.sum', { count: sum.recorded, found: sum.found })]),
  ];
  return sentences.length === 0 ? t('attention.alarm.differs') : sentences.join(' ');
}
