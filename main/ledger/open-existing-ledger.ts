// Opens the ledger of a data folder that another program may be working on: nothing is made, migrated or set aside.
import { Kysely } from 'kysely';
import { applySettings, connect, type LedgerConnection } from './connection';
import { ledgerDialect } from './dialect';
import { fileHealth } from './file-health';
import { missingMigrations, unknownMigrations } from './migrations/migrate';
import { failureCode, openedOver, type OpenedLedger } from './open-ledger';
import type { Schema } from './schema';

export type ExistingLedger =
  | Exclude<OpenedLedger, { kind: 'newer' }>
  | { readonly kind: 'missing' }
  | { readonly kind: 'damaged' }
  /** Made by a newer or an older version of the program, which may be working on it. */
  | { readonly kind: 'newer' }
  | { readonly kind: 'older' };

/** Opens the file as it is. The lock of the data folder is not needed: every change is one transaction. */
export async function openExistingLedger(file: string, options: { now: () => number }): Promise<ExistingLedger> {
  try {
    const health = await fileHealth(file);
    if (health !== 'whole') return { kind: health === 'fresh' ? 'missing' : 'damaged' };
    const connection = connect(file);
    const misfit = otherVersion(connection);
    if (misfit !== null) {
      connection.close();
      return { kind: misfit };
    }
    applySettings(connection);
    const db = new Kysely<Schema>({ dialect: ledgerDialect(connection) });
    return { ...openedOver(db, connection, options.now), setAside: null };
  } catch (error) {
    const detail = failureCode(error);
    if (detail === null) throw error;
    return { kind: 'unwritable', detail };
  }
}

function otherVersion(connection: LedgerConnection): 'newer' | 'older' | null {
  if (unknownMigrations(connection).length > 0) return 'newer';
  return missingMigrations(connection).length > 0 ? 'older' : null;
}
