// Cuts long lists so that no statement has more parameters than SQLite takes (32,766) or than it plans well.

/** Rows per statement: the widest insert binds 7 values for each. */
const chunkLength = 500;

/** The list in pieces of at most 500, in order; none for an empty list. */
export function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += chunkLength) yield items.slice(start, start + chunkLength);
}
