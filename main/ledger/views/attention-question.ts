// What every kind of item that waits for a person has to answer.
import { sql } from 'kysely';
import type { AttentionItem } from '../../../preload/contract';
import type { LedgerDatabase } from '../schema';

export interface Within {
  /** null: of all folders. */
  readonly folderId: string | null;
  readonly offset: number;
  readonly limit: number;
}

export interface AttentionQuestion {
  count(db: LedgerDatabase, within: Pick<Within, 'folderId'>): Promise<number>;
  /** What waits longest comes first. */
  items(db: LedgerDatabase, within: Within): Promise<readonly AttentionItem[]>;
}

/** The sign keeps the planner off the index of folders: few documents wait, and a folder may have a hundred thousand. */
export function inFolder(folderId: string) {
  return sql<boolean>`+document.folder_id = ${folderId}`;
}
