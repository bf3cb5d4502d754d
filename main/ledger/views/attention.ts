// Whatever waits for a person: what stops the most comes first, and within each kind what waits longest.
import {
  attentionKinds,
  type AttentionFilter,
  type AttentionItem,
  type AttentionKind,
  type Page,
  type PageRequest,
} from '../../../preload/contract';
import type { FolderId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import { alarms } from './attention-alarms';
import { batchesInDoubt, failedMoves, heldBatches } from './attention-batches';
import { setAsideDocuments } from './attention-documents';
import { askingDuplicates } from './attention-duplicates';
import type { AttentionQuestion } from './attention-question';

/** The first of all kinds. */
export async function attention(db: LedgerDatabase, limit: number): Promise<readonly AttentionItem[]> {
  const items: AttentionItem[] = [];
  for (const kind of attentionKinds) {
    if (items.length === limit) break;
    items.push(...(await questions[kind].items(db, { folderId: null, offset: 0, limit: limit - items.length })));
  }
  return items;
}

/** A page over the kinds one after the other. */
export async function attentionPage(
  db: LedgerDatabase,
  { offset, limit, kinds = attentionKinds, folderId = null }: PageRequest & FilterOf,
): Promise<Page<AttentionItem>> {
  const items: AttentionItem[] = [];
  let total = 0;
  for (const kind of attentionKinds) {
    if (!kinds.includes(kind)) continue;
    const count = await questions[kind].count(db, { folderId });
    const before = Math.max(0, offset + items.length - total);
    if (before < count && items.length < limit) {
      items.push(...(await questions[kind].items(db, { folderId, offset: before, limit: limit - items.length })));
    }
    total += count;
  }
  return { items, total };
}

/** How many of each kind wait. */
export async function attentionCounts(
  db: LedgerDatabase,
  folderId: string | null,
): Promise<Readonly<Record<AttentionKind, number>>> {
  const counts = { ...noneWaits };
  for (const kind of attentionKinds) counts[kind] = await questions[kind].count(db, { folderId });
  return counts;
}

type FilterOf = Pick<AttentionFilter, 'kinds'> & { readonly folderId?: string | null };

const noneWaits: Record<AttentionKind, number> = {
  ...{ 'credential-paused': 0, alarm: 0, set: 0, 'batch-in-doubt': 0, 'batch-held': 0 },
  ...{ document: 0, duplicate: 0, 'after-upload': 0 },
};

const pausedCredentials: AttentionQuestion = {
  count: async (db, { folderId }) => {
    if (folderId !== null) return 0;
    const { count } = await paused(db)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: async (db, { folderId, offset, limit }) => {
    if (folderId !== null) return [];
    const rows = await paused(db).selectAll().orderBy('since').orderBy('id').limit(limit).offset(offset).execute();
    return rows.map((row): AttentionItem => ({
      ...{ kind: 'credential-paused', credentialId: row.id, name: row.name, reason: row.reason ?? '' },
      ...{ serverWords: row.server_words, since: row.since ?? 0 },
    }));
  },
};

const waitingSets: AttentionQuestion = {
  count: async (db, { folderId }) => {
    const { count } = await setsIn(db, folderId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: async (db, { folderId, offset, limit }) => {
    const rows = await setsIn(db, folderId)
      .select(['id', 'name', 'reason'])
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute();
    return rows.map(({ id, name, reason }): AttentionItem => ({
      ...{ kind: 'set', setId: id, name: name ?? '', reason: reason ?? '' },
    }));
  },
};

const questions: Readonly<Record<AttentionKind, AttentionQuestion>> = {
  'credential-paused': pausedCredentials,
  alarm: alarms,
  set: waitingSets,
  'batch-in-doubt': batchesInDoubt,
  'batch-held': heldBatches,
  document: setAsideDocuments,
  duplicate: askingDuplicates,
  'after-upload': failedMoves,
};

function paused(db: LedgerDatabase) {
  return db.selectFrom('credential').where('state', '=', 'paused');
}

function setsIn(db: LedgerDatabase, folderId: string | null) {
  const waiting = db.selectFrom('document_set').where('state', '=', 'needs-attention');
  return folderId === null ? waiting : waiting.where('folder_id', '=', folderId as FolderId);
}
