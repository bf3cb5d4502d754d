// Folders whose sum does not come out, by what the last scan found.
import { z } from 'zod';
import type { Difference } from '../../engine/model';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

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
export async function alarms(db: LedgerDatabase, limit: number): Promise<AttentionItem[]> {
  const rows = await db
    .selectFrom('folder')
    .select(['id', 'path', 'differences'])
    .where('differences', '<>', '[]')
    .orderBy('path')
    .limit(limit)
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
