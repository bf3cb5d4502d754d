// Folders whose sum does not come out, by what the last scan found.
import { z } from 'zod';
import type { Difference } from '../../engine/model';
import type { AttentionItem } from '../../../preload/contract';
import type { FolderId } from '../../engine/model';
import type { LedgerDatabase } from '../schema';
import type { AttentionQuestion, Within } from './attention-question';

const difference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('unaccounted-files'), relativePaths: z.array(z.string()) }),
  z.object({ kind: z.literal('sum'), recorded: z.int(), found: z.int() }),
]);
const namesShown = 20;

/** What the last scan of a folder found to differ, from its column; throws when the column is none that this program writes. */
export function parseAlarm(differences: string): Difference[] {
  return z.array(difference).parse(JSON.parse(differences));
}

/** In order of path. */
export const alarms: AttentionQuestion = {
  count: async (db, { folderId }) => {
    const { count } = await alarmed(db, folderId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return count;
  },
  items: alarmItems,
};

function alarmed(db: LedgerDatabase, folderId: string | null) {
  const all = db.selectFrom('folder').where('differences', '<>', '[]');
  return folderId === null ? all : all.where('id', '=', folderId as FolderId);
}

async function alarmItems(db: LedgerDatabase, { folderId, offset, limit }: Within): Promise<AttentionItem[]> {
  const rows = await alarmed(db, folderId)
    .select(['id', 'path', 'differences'])
    .orderBy('path')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ id, path, differences }) => {
    const found = parseAlarm(differences);
    const files = found.flatMap((one) => (one.kind === 'unaccounted-files' ? one.relativePaths : []));
    const sum = found.find((one) => one.kind === 'sum');
    return {
      ...{ kind: 'alarm', folderId: id, folderPath: path },
      ...{ unaccountedFiles: files.slice(0, namesShown), unaccountedCount: files.length },
      sum: sum === undefined ? null : { recorded: sum.recorded, found: sum.found },
    };
  });
}
