// Names what SQLite said, by its result code: libsql's own `code` is made up for every extended code it does not know.

const failures = {
  3: 'SQLITE_PERM',
  5: 'SQLITE_BUSY',
  6: 'SQLITE_LOCKED',
  8: 'SQLITE_READONLY',
  10: 'SQLITE_IOERR',
  11: 'SQLITE_CORRUPT',
  13: 'SQLITE_FULL',
  14: 'SQLITE_CANTOPEN',
  19: 'SQLITE_CONSTRAINT',
  23: 'SQLITE_AUTH',
  26: 'SQLITE_NOTADB',
} as const;

export type SqliteFailure = (typeof failures)[keyof typeof failures];

/** The primary result code behind an error (https://sqlite.org/rescode.html); null when SQLite did not raise it. */
export function sqliteFailure(error: unknown): SqliteFailure | null {
  if (!(error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number')) return null;
  // An extended code carries its primary one in the low byte.
  const primary = error.rawCode & 0xff;
  return primary in failures ? failures[primary as keyof typeof failures] : null;
}
