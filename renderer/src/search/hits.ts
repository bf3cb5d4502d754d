// The answer of a search as lines to choose from: what was found, by what, where it is and where it leads.
import { dropOf, type BatchHit, type DocumentHit, type SearchAnswer, type SetHit } from '../../../preload/contract';
import { t } from '../i18n/translate';
import type { Location } from '../shell/location';
import { batchStates, documentStates, setStates } from '../words/states';
import { formatSince } from '../words/times';
import type { Label } from '../words/tones';

export const hitGroups = ['sets', 'batches', 'documents'] as const;
export type HitGroup = (typeof hitGroups)[number];

export interface Hit {
  /** Unique among all of one answer; part of an element's id. */
  readonly key: string;
  readonly group: HitGroup;
  readonly title: string;
  /** The title is a name that somebody gave. */
  readonly isTitleData: boolean;
  /** What the search fits, when it is not the title. */
  readonly foundBy: string | null;
  readonly facts: readonly string[];
  readonly folderPath: string;
  readonly state: Label;
  readonly to: Location;
}

/** In the order in which they are shown. `now` (ms) is what "an hour ago" counts from. */
export function hitsOf({ sets, batches, documents }: SearchAnswer, now: number): readonly Hit[] {
  return [
    ...sets.map(setHit),
    ...batches.map((hit) => batchHit(hit, now)),
    ...documents.map((hit) => documentHit(hit, now)),
  ];
}

function setHit({ setId, name, referenceNumber, state, credentialName, folderPath, foundBy }: SetHit): Hit {
  const number = referenceNumber === null ? null : t('search.foundBy.setNumber', { number: referenceNumber });
  return {
    ...{ key: `set-${setId}`, group: 'sets', folderPath, to: { page: 'set', id: setId } },
    title: name ?? t('search.setOf', { number: referenceNumber ?? String(setId) }),
    isTitleData: name !== null,
    foundBy: foundBy === 'number' ? number : null,
    facts: [...(foundBy === 'number' || number === null ? [] : [number]), credentialName],
    state: setStates[state],
  };
}

function batchHit(hit: BatchHit, now: number): Hit {
  const { batchId, serverBatchId, state, documents, folderPath, setName, createdAt, foundBy } = hit;
  const serverId = serverBatchId === null ? null : t('search.foundBy.serverId', { id: serverBatchId });
  const reasons = {
    number: t('search.foundBy.batchNumber'),
    'server-id': serverId,
    'zip-sha256': t('search.foundBy.zip'),
  };
  return {
    ...{ key: `batch-${batchId}`, group: 'batches', folderPath, to: { page: 'batch', id: batchId } },
    title: t('search.batch', { batch: String(batchId) }),
    isTitleData: false,
    foundBy: reasons[foundBy],
    facts: [
      ...(foundBy === 'server-id' || serverId === null ? [] : [serverId]),
      ...(setName === null ? [] : [setName]),
      t('sets.documents', { count: documents }),
      t('search.created', { when: formatSince(createdAt, now) }),
    ],
    state: batchStates[state],
  };
}

function documentHit(hit: DocumentHit, now: number): Hit {
  const { documentId, relativePath, folderPath, state, seenAt, batchId, foundBy } = hit;
  return {
    ...{ key: `document-${documentId}`, group: 'documents', title: relativePath, isTitleData: true, folderPath },
    foundBy: foundBy === 'sha256' ? t('search.foundBy.content') : null,
    facts: [
      ...(batchId === null ? [] : [t('search.inBatch', { batch: String(batchId) })]),
      t('search.seen', { when: formatSince(seenAt, now) }),
    ],
    state: documentStates[state],
    to: locationOfDocument(hit),
  };
}

/** Its batch; without one, where a person decides about it, or where it comes from. */
export function locationOfDocument(hit: Pick<DocumentHit, 'batchId' | 'state' | 'folderId' | 'folderPath'>): Location {
  const { batchId, state, folderId, folderPath } = hit;
  if (batchId !== null) return { page: 'batch', id: batchId };
  if (state === 'set-aside' || state === 'duplicate') return { page: 'attention' };
  return dropOf(folderPath) === null ? { page: 'folder-form', id: folderId } : { page: 'queue' };
}
