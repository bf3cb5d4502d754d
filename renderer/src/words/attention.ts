// Each thing that waits for a person: a title, why, what is known about it, and what can be decided.
import type { AttentionItem } from '../../../preload/contract';
import { choices, type Choice } from './decisions';
import { evidenceWords } from './evidence';
import { folderName } from './folder-name';
import { counted, formatCount } from './numbers';
import { heldReason, inDoubtReason, setAsideReason, setReason } from './reasons';
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

const nothingMore = { evidence: null, serverWords: null, since: null, choices: [] } as const;

/** What the list says about one item; the actions beside it depend on its kind. */
export function attentionWords(item: AttentionItem, locale?: string): AttentionWords {
  switch (item.kind) {
    case 'document':
      // Only for these two has the server seen the document; else the detail is the reader's finding.
      return {
        ...nothingMore,
        title: item.relativePath,
        reason: setAsideReason(item.reason),
        serverWords: refusedByServer.includes(item.reason) ? item.detail : null,
        since: item.since,
        choices: item.reason === 'maybe-delivered' ? choices.maybeDelivered : [],
      };
    case 'duplicate':
      return {
        ...nothingMore,
        title: item.relativePath,
        reason: duplicateReason(item, locale),
        since: item.since,
        choices: choices.duplicate,
      };
    case 'alarm':
      return {
        ...nothingMore,
        title: `The documents of “${folderName(item.folderPath)}” do not add up`,
        reason: alarmReason(item, locale),
        choices: choices.alarm,
      };
    case 'batch-held':
    case 'batch-in-doubt':
      return batchWords(item, locale);
    case 'credential-paused':
      return {
        ...nothingMore,
        title: `Credential “${item.name}” is paused`,
        reason: `${heldReason(item.reason)} Its batches wait, so that the account does not get locked.`,
        serverWords: item.serverWords,
        since: item.since,
      };
    case 'set':
      return {
        ...nothingMore,
        title: item.name === '' ? 'A set needs its number' : `Set “${item.name}” needs its number`,
        reason: setReason(item.reason),
      };
  }
}

/** A key that stays the same while the item waits. */
export function attentionKey(item: AttentionItem): string {
  switch (item.kind) {
    case 'document':
    case 'duplicate':
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

const refusedByServer: readonly string[] = ['too-large-for-server', 'server-error'];

type Item<Kind extends AttentionItem['kind']> = Extract<AttentionItem, { readonly kind: Kind }>;

function batchWords(item: Item<'batch-held'> | Item<'batch-in-doubt'>, locale?: string): AttentionWords {
  const { id, documents, reason, serverWords, createdAt, lastAttempt } = item.batch;
  const what = `Batch ${id} with ${counted(documents, 'document', undefined, locale)}`;
  const common = { ...nothingMore, serverWords, since: createdAt };
  if (item.kind === 'batch-in-doubt') {
    return {
      ...common,
      title: `${what} may have arrived`,
      reason: inDoubtReason(lastAttempt),
      evidence: lastAttempt === null ? null : evidenceWords(lastAttempt, locale),
      choices: choices.inDoubt,
    };
  }
  return {
    ...common,
    title: `${what} is held`,
    reason: reason === null ? 'It waits for you.' : heldReason(reason),
    choices: reason === 'spool-damaged' ? choices.sealAgain : [],
  };
}

function duplicateReason({ folderPath, relativePath, original }: Item<'duplicate'>, locale?: string): string {
  const isInFolder = original.folderPath === folderPath;
  const isSameFile = isInFolder && original.relativePath === relativePath;
  const where = isInFolder ? '' : ` in ${original.folderPath}`;
  const what = isSameFile ? 'an earlier file of this name' : `“${original.relativePath}”${where}`;
  return `It has the same content as ${what}, which ${whereabouts(original, locale)}.`;
}

function whereabouts(original: Item<'duplicate'>['original'], locale?: string): string {
  const { batchId, serverBatchId, acceptedAt } = original;
  const batch = serverBatchId ?? batchId;
  if (acceptedAt === null) return batch === null ? 'was not sent' : `is on its way in batch ${batch}`;
  return `was sent on ${formatMoment(acceptedAt, locale)}${batch === null ? '' : ` in batch ${batch}`}`;
}

function alarmReason({ unaccountedCount, sum }: Item<'alarm'>, locale?: string): string {
  const files = counted(unaccountedCount, 'file', undefined, locale);
  const sentences = [
    ...(unaccountedCount > 0
      ? [
          `A scan found ${files} that Batchdrop has no record of, so ${unaccountedCount === 1 ? 'it is' : 'they are'} not on the way.`,
        ]
      : []),
    ...(sum === null
      ? []
      : [
          `Batchdrop took in ${counted(sum.recorded, 'document', undefined, locale)}, but has ${formatCount(sum.found, locale)} in its ledger.`,
        ]),
  ];
  return sentences.length === 0 ? 'What was found and what is recorded differ.' : sentences.join(' ');
}
