// Verdicts on documents: ready, set aside, to be judged again, or never documents at all.
import { sql } from 'kysely';
import type { DocumentId, FolderId } from '../../engine/model';
import type { DocumentVerdict } from '../../engine/ports';
import { chunks } from '../chunks';
import { judgedAnewColumns, notDuplicate, withoutBatch } from '../rows/document-row';
import type { LedgerDatabase, LedgerTransaction } from '../schema';
import { hasGivenFingerprint, updateDocuments } from './update-documents';

/**
 * Applies verdicts. One on a document that moved on meanwhile (sealed, delivered) comes too late and changes
 * nothing. What is set aside, or a duplicate that asks, can only be withdrawn: a person took the file away, or needs to
 * hear no more of it. A duplicate whose original was withdrawn meanwhile is none: it stays ready.
 */
export async function judgeDocuments(
  db: LedgerDatabase,
  verdicts: readonly DocumentVerdict[],
  now: number,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await markReady(trx, verdicts);
    for (const verdict of verdicts) {
      const document = trx.updateTable('document').where('id', '=', verdict.id);
      if (verdict.verdict === 'ready') continue;
      if (verdict.verdict === 'duplicate') {
        const { sha256, ofDocumentId, asks } = verdict;
        await document
          .set({
            ...withoutBatch,
            ...{ state: 'duplicate', sha256, duplicate_of: ofDocumentId, duplicate_at: now, asks: asks ? 1 : 0 },
          })
          .where('state', '=', 'ready')
          .where('batch_id', 'is', null)
          .where(({ exists, selectFrom }) =>
            exists(
              selectFrom('document as original')
                .select('original.id')
                .where('original.id', '=', ofDocumentId)
                .where('original.state', 'in', ['sealed', 'delivered']),
            ),
          )
          .execute();
      } else {
        const { reason, detail } = verdict;
        const aside = document.set({
          ...{ state: 'set-aside', reason, detail, set_aside_at: now },
          ...withoutBatch,
          ...notDuplicate,
        });
        await (
          reason === 'withdrawn'
            ? aside.where(({ or, and, eb }) =>
                or([eb('state', '=', 'set-aside'), and([eb('state', '=', 'duplicate'), eb('asks', '=', 1)])]),
              )
            : aside.where('state', 'in', ['settling', 'ready'])
        ).execute();
      }
    }
  });
}

/** Hundreds in one statement: of a burst of documents most are ready, and each alike. */
async function markReady(trx: LedgerTransaction, verdicts: readonly DocumentVerdict[]): Promise<void> {
  await updateDocuments(trx, {
    rows: verdicts.flatMap((verdict) =>
      verdict.verdict === 'ready'
        ? { id: verdict.id, kind: verdict.kind, at: verdict.readyAt, ...verdict.lookedAt }
        : [],
    ),
    set: sql`state = 'ready', kind = given.value ->> 'kind', ready_at = given.value ->> 'at'`,
    when: sql`document.state = 'settling' and ${hasGivenFingerprint}`,
  });
}

/** Withdraws every document of a folder that still settles or is ready; one in an open batch leaves it. */
export async function withdrawUnsealed(
  db: LedgerDatabase,
  folderId: FolderId,
  detail: string,
  now: number,
): Promise<void> {
  await db
    .updateTable('document')
    .set({ state: 'set-aside', reason: 'withdrawn', detail, set_aside_at: now, ...withoutBatch })
    .where('folder_id', '=', folderId)
    .where('state', 'in', ['settling', 'ready'])
    .execute();
}

/**
 * Puts set-aside and ready documents back to settling. An older version of a path stays as it is: the file on the disk
 * is the newest one.
 */
export async function reconsiderDocuments(db: LedgerDatabase, ids: readonly DocumentId[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const some of chunks(ids)) {
      await trx
        .updateTable('document')
        .set(judgedAnewColumns)
        .where('id', 'in', some)
        .where('state', 'in', ['set-aside', 'ready'])
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('document as later')
                .select('later.id')
                .whereRef('later.folder_id', '=', 'document.folder_id')
                .whereRef('later.relative_path', '=', 'document.relative_path')
                .whereRef('later.id', '>', 'document.id'),
            ),
          ),
        )
        .execute();
    }
  });
}

/**
 * Removes rows that nothing was done with: settling, or ready and in no batch. Any other row is history and stays. One that
 * duplicates refer to was sealed before; it is shown as vanished instead.
 */
export async function forgetDocuments(db: LedgerDatabase, ids: readonly DocumentId[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const some of chunks(ids)) {
      await trx
        .updateTable('document')
        .set((eb) => ({ state: 'set-aside', reason: 'vanished', detail: '', set_aside_at: eb.ref('seen_at') }))
        .where('id', 'in', some)
        .where('state', 'in', ['settling', 'ready'])
        .where('batch_id', 'is', null)
        .where(({ exists, selectFrom }) =>
          exists(selectFrom('document as copy').select('copy.id').whereRef('copy.duplicate_of', '=', 'document.id')),
        )
        .execute();
      const gone = await trx
        .deleteFrom('document')
        .where('id', 'in', some)
        .where('state', 'in', ['settling', 'ready'])
        .where('batch_id', 'is', null)
        .returning('folder_id')
        .execute();
      const forgotten = new Map<FolderId, number>();
      for (const { folder_id } of gone) forgotten.set(folder_id, (forgotten.get(folder_id) ?? 0) + 1);
      for (const [folderId, count] of forgotten) {
        await trx
          .updateTable('folder')
          .set((eb) => ({ recorded: eb('recorded', '-', count) }))
          .where('id', '=', folderId)
          .execute();
      }
    }
  });
}

/** Whether a later document of the same folder has the same fingerprint under another path. */
export async function wasRenamed(db: LedgerDatabase, id: DocumentId): Promise<boolean> {
  const row = await renamedQuery(db, id).executeTakeFirst();
  return row !== undefined;
}

/** Exported for the test that looks at its query plan. */
export function renamedQuery(db: LedgerDatabase, id: DocumentId) {
  return db
    .selectFrom('document as gone')
    .innerJoin('document as later', (join) =>
      join
        .onRef('later.size_bytes', '=', 'gone.size_bytes')
        .onRef('later.mtime_ms', '=', 'gone.mtime_ms')
        .onRef('later.folder_id', '=', 'gone.folder_id')
        .onRef('later.relative_path', '<>', 'gone.relative_path')
        .onRef('later.id', '>', 'gone.id')
        // Found in one look, both were there: neither is the other under a new name.
        .onRef('later.seen_at', '>', 'gone.seen_at'),
    )
    .select(sql<number>`1`.as('found'))
    .where('gone.id', '=', id)
    .limit(1);
}
