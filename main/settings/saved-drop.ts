// The settings' section about drops: documents that a person handed over, each drop with the profile chosen for it.
import { join } from 'node:path';
import { z } from 'zod';
import type { DropProfile } from '../../preload/contract';
import {
  documentTypes,
  duplicateRules,
  invoiceTypes,
  processingPrefs,
  type AbsolutePath,
  type CredentialId,
  type FolderId,
  type SetPolicy,
  type WatchedFolder,
} from '../engine/model';

const set = z.discriminatedUnion('policy', [
  z.object({ policy: z.literal('none') }),
  z.object({ policy: z.literal('existing'), referenceNumber: z.string() }),
  z.object({ policy: z.literal('new-per-folder'), name: z.string() }),
  z.object({
    policy: z.literal('known'),
    key: z.string(),
    name: z.string().nullable(),
    referenceNumber: z.string().nullable(),
  }),
]) satisfies z.ZodType<SetPolicy>;

/** One drop as it stands in the settings file. */
export const savedDrop = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** `copying` begins before the first copy; `interrupted` waits for a person to take note of it. */
  state: z.enum(['copying', 'sending', 'interrupted']),
  droppedAt: z.int().min(0),
  /** How many files were copied, or are to be copied. */
  files: z.int().min(0),
  sizeBytes: z.number(),
  credentialId: z.string(),
  documentType: z.enum(documentTypes),
  invoiceType: z.enum(invoiceTypes),
  processingPref: z.enum(processingPrefs),
  sourceName: z.string().optional(),
  priority: z.boolean().optional(),
  accountId: z.string().optional(),
  set,
  maxDocuments: z.number(),
  maxBytes: z.number(),
  duplicates: z.enum(duplicateRules),
  otherImages: z.boolean(),
});

export type SavedDrop = z.infer<typeof savedDrop>;
export type DropSetPolicy = SavedDrop['set'];

const bytesPerMegabyte = 1024 * 1024;
/**
 * Documents pass the settling gate in portions. Long enough that all of a drop become one batch as far as its limits let
 * them, too short to be waited for.
 */
const quietMs = 1_000;

/** A new drop with a checked profile. */
export function dropFrom(
  { maxMegabytes, sendSourceName, priority, accountId, ...profile }: DropProfile,
  drop: Pick<SavedDrop, 'id' | 'droppedAt' | 'files' | 'sizeBytes' | 'set'>,
): SavedDrop {
  return {
    ...drop,
    ...profile,
    state: 'copying',
    ...(sendSourceName ? { sourceName: 'API' } : {}),
    ...(priority === null ? {} : { priority }),
    ...(accountId.trim() === '' ? {} : { accountId: accountId.trim() }),
    maxBytes: maxMegabytes * bytesPerMegabyte,
  };
}

/** The folder with all drops in it, inside the data folder. */
export function dropsFolder(dataFolder: string): string {
  return join(dataFolder, 'drops');
}

/** The name of a drop's folder; the contract's `dropOf` reads it. */
export function dropFolderName({ id, droppedAt, files }: Pick<SavedDrop, 'id' | 'droppedAt' | 'files'>): string {
  return `${String(droppedAt).padStart(13, '0')}-${files}-${id}`;
}

/** A drop's id in the ledger. Not made of its path: the data folder may be moved. */
export function dropFolderId(dropId: string): FolderId {
  return `drop-${dropId}` as FolderId;
}

/** The folders that the engine watches for drops whose files are copied. */
export function dropFolders(drops: readonly SavedDrop[], dataFolder: string): readonly WatchedFolder[] {
  return drops.filter(({ state }) => state === 'sending').map((drop) => toDropFolder(drop, dataFolder));
}

/** Its copies are never moved or trashed: they are removed when all of the drop is done with. */
function toDropFolder(drop: SavedDrop, dataFolder: string): WatchedFolder {
  const { documentType, invoiceType, processingPref, sourceName, priority, accountId } = drop;
  const { set, maxDocuments, maxBytes, duplicates, otherImages } = drop;
  return {
    ...{ documentType, invoiceType, processingPref, sourceName, priority, accountId, set, duplicates, otherImages },
    id: dropFolderId(drop.id),
    path: join(dropsFolder(dataFolder), dropFolderName(drop)) as AbsolutePath,
    credentialId: drop.credentialId as CredentialId,
    batch: { quietMs, maxDocuments, maxBytes },
    ...{ afterUpload: 'leave', paused: false },
  };
}
