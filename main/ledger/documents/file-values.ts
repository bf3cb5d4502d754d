// Files as the rows of a VALUES clause, in a handful of lengths.
import type { FileOnDisk } from '../../engine/ports';

// Few statements, which stay prepared: a list that is shorter is filled up with files that have no name.
const lengths = [10, 500] as const;

/**
 * At most 500 files as `(path, size_bytes, mtime_ms), ...`; rows without a path are none. Bound and not given as JSON,
 * because the time of a file has more digits than SQLite reads exactly.
 */
export function fileValues(files: readonly FileOnDisk[]): { values: string; parameters: (string | number | null)[] } {
  const length = lengths.find((enough) => files.length <= enough);
  if (length === undefined) throw new Error(`ledger: ${files.length} files for one statement`);
  const parameters = Array.from({ length }, (_, place) => {
    const file = files[place];
    return file === undefined ? [null, 0, 0] : [file.relativePath, file.sizeBytes, file.mtimeMs];
  });
  return { values: valuesOf[length], parameters: parameters.flat() };
}

const rows = (length: number): string => Array.from({ length }, () => '(?, ?, ?)').join(', ');
const valuesOf = { 10: rows(10), 500: rows(500) } as const;
