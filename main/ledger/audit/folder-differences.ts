// Folders whose documents do not add up, and the alarms that their last scans left.
import { sql } from 'kysely';
import type { LedgerDatabase } from '../schema';
import { parseAlarm } from '../views/attention-alarms';
import type { AuditDifference } from './audit-report';

/** The documents written against those that are there, and those against their states. */
export async function folderDifferences(db: LedgerDatabase): Promise<AuditDifference[]> {
  const rows = await db
    .selectFrom('folder')
    .leftJoin('document', 'document.folder_id', 'folder.id')
    .select(({ fn }) => [
      'folder.id',
      'folder.path',
      'folder.recorded',
      'folder.differences',
      fn.count<number>('document.id').as('found'),
    ])
    .select([
      countOf('delivered').as('delivered'),
      countOf('settling', 'ready', 'sealed').as('on_the_way'),
      countOf('set-aside').as('set_aside'),
      countOf('duplicate').as('duplicates'),
    ])
    .groupBy('folder.id')
    .orderBy('folder.path')
    .execute();
  return rows.flatMap((row) => {
    const place = { folderId: row.id, folderPath: row.path };
    const { recorded, found, delivered, on_the_way: onTheWay, set_aside: setAside, duplicates } = row;
    const addsUp = recorded === found && delivered + onTheWay + setAside + duplicates === found;
    const alarm = parseAlarm(row.differences);
    return [
      ...(addsUp
        ? []
        : [{ kind: 'folder-sum' as const, ...place, recorded, found, delivered, onTheWay, setAside, duplicates }]),
      ...(alarm.length === 0 ? [] : [{ kind: 'scan-alarm' as const, ...place, differences: alarm }]),
    ];
  });
}

function countOf(...states: readonly string[]) {
  return sql<number>`count(document.id) filter (where document.state in (${sql.join(states)}))`;
}
