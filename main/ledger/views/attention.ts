// Whatever waits for a person: what stops the most comes first, and within each kind what waits longest.
import { sql } from 'kysely';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';
import { alarms } from './attention-alarms';
import { askingDuplicates } from './attention-duplicates';
import { queueItems, toQueueItem } from './queue';

/** Paused credentials, alarms, sets, batches, documents, duplicates. Withdrawn documents are left out: a person decided about them. */
export async function attention(db: LedgerDatabase, limit: number): Promise<readonly AttentionItem[]> {
  const items: AttentionItem[] = [];
  for (const question of [pausedCredentials, alarms, sets, batches, documents, askingDuplicates]) {
    if (items.length < limit) items.push(...(await question(db, limit - items.length)));
  }
  return items;
}

async function pausedCredentials(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await db
    .selectFrom('credential')
    .selectAll()
    .where('state', '=', 'paused')
    .orderBy('since')
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, name, reason, server_words, since }) =>
    reason === null || since === null
      ? []
      : [{ kind: 'credential-paused', credentialId: id, name, reason, serverWords: server_words, since }],
  );
}

async function sets(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await db
    .selectFrom('document_set')
    .select(['id', 'name', 'reason'])
    .where('state', '=', 'needs-attention')
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, name, reason }) => ({ kind: 'set', setId: id, name: name ?? '', reason: reason ?? '' }));
}

async function batches(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await queueItems(db, sql<boolean>`batch.state in ('held', 'in-doubt')`)
    .orderBy('batch.id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    kind: row.state === 'held' ? 'batch-held' : 'batch-in-doubt',
    batch: toQueueItem(row),
  }));
}

async function documents(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await db
    .selectFrom('document')
    .innerJoin('folder', 'folder.id', 'document.folder_id')
    .select([
      'document.id',
      'document.relative_path',
      'document.reason',
      'document.detail',
      'document.set_aside_at',
      'folder.path',
    ])
    .where('document.state', '=', 'set-aside')
    .where('document.reason', '<>', 'withdrawn')
    .orderBy('document.set_aside_at')
    .orderBy('document.id')
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, path, relative_path, reason, detail, set_aside_at }) =>
    reason === null || set_aside_at === null
      ? []
      : [
          {
            kind: 'document',
            documentId: id,
            folderPath: path,
            relativePath: relative_path,
            reason,
            detail: detail ?? '',
            since: set_aside_at,
          },
        ],
  );
}
