// Long lists for statements: cut, so that none has more parameters than SQLite takes (32,766) or than it plans well, or as one.
import { sql, type RawBuilder } from 'kysely';

/** Rows per statement: the widest insert binds 7 values for each. */
const chunkLength = 500;

/** The list in pieces of at most 500, in order; none for an empty list. */
export function* chunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += chunkLength) yield items.slice(start, start + chunkLength);
}

/**
 * The list as one parameter, for `in`: Kysely takes a millisecond to write a statement with five hundred of them. For whole
 * numbers and text; of other numbers SQLite does not read the last digits exactly.
 */
export function oneOf<Item extends number | string>(items: readonly Item[]): RawBuilder<Item> {
  return sql<Item>`(select value from json_each(${JSON.stringify(items)}))`;
}
