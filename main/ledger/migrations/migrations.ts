// Every migration by name, in order. Bundled: nothing is looked up in the file system at run time.
import type { Migration } from 'kysely';
import { initial } from './0001-initial';
import { guarantees } from './0002-guarantees';
import { receipts } from './0003-receipts';
import { sending } from './0004-sending';
import { views } from './0005-views';
import { network } from './0006-network';
import { scale } from './0007-scale';

/** Names rise, are never reused and never renamed: a ledger remembers the ones it has. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-guarantees': guarantees,
  '0003-receipts': receipts,
  '0004-sending': sending,
  '0005-views': views,
  '0006-network': network,
  '0007-scale': scale,
};
