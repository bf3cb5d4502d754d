// How often a ledger was committed, as its write-ahead log tells it.
import { readFileSync } from 'node:fs';
import { connect } from '../connection';

const walHeaderBytes = 32;
const frameHeaderBytes = 24;

/**
 * Empties the log of the ledger in this file; the answer counts the commits that changed something since. Only for fewer
 * than a thousand pages of changes: SQLite begins the log anew then.
 */
export function countCommits(file: string): () => number {
  const connection = connect(file);
  try {
    connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    connection.close();
  }
  return () => {
    const log = readFileSync(`${file}-wal`);
    if (log.length < walHeaderBytes) return 0;
    // https://www.sqlite.org/fileformat2.html#walformat: the last frame of a commit has the size of the database.
    const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
    let commits = 0;
    for (let frame = walHeaderBytes; frame + frameBytes <= log.length; frame += frameBytes) {
      if (log.readUInt32BE(frame + 4) !== 0) commits += 1;
    }
    return commits;
  };
}
