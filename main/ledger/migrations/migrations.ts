// Every migration by name, in order. Bundled: nothing is looked up in the file system at run time.
import type { Migration } from 'kysely';
import { initial } from './0001-initial';

/** Names rise, are never reused and never renamed: a ledger remembers the ones it has. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
};
