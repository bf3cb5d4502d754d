// The overview and what needs attention.
import type { BulkAnswer } from './bulk';
import type { CredentialStatus } from './credentials';
import type { QueueItem } from './deliveries';
import type { Counts, FolderHealth, FolderLooking } from './folders';
import type { Page, PageRequest } from './reply';

/** What the overview counts: documents seen since local midnight of today, of 6 or 29 days before, or ever. */
export const periods = ['today', '7-days', '30-days', 'all'] as const;
export type Period = (typeof periods)[number];

/** One local day of the chart. */
export interface DayFigures {
  /** Local midnight that it begins with. */
  readonly startsAt: number;
  /** Documents of the batches accepted on it. */
  readonly delivered: number;
  readonly batchesAccepted: number;
  /** What was set aside, or found to be a duplicate, on it and still is. */
  readonly setAside: number;
  readonly duplicates: number;
}

/** How the program hears of new files in a folder, between scans. */
export interface FolderWatch {
  /** `none`: nothing is watched now, as in a paused or unreachable folder. */
  readonly mode: 'events' | 'polling' | 'none';
  /** What keeps the watch from being whole; scans find everything all the same. */
  readonly problem: WatchProblem | null;
}

export type WatchProblem =
  | { readonly kind: 'failed'; readonly detail: string }
  /** The system allows no more watches. `limit` says how to raise it where the program knows that: on Linux. */
  | { readonly kind: 'limit-reached'; readonly detail: string; readonly limit: WatchLimit | null };

export interface WatchLimit {
  /** The kernel's setting, such as fs.inotify.max_user_watches. */
  readonly setting: string;
  /** null when it cannot be read. */
  readonly current: number | null;
  readonly needed: number;
  /** The very line for a terminal; lasts across restarts. */
  readonly command: string;
}

export interface Overview {
  readonly period: Period;
  /** Documents first seen in the period, by their state now; `ignored` only in `all` (docs/decisions/0017-periods.md). */
  readonly counts: Counts;
  /** Oldest first, today last: 30 days, 90 for `all`. */
  readonly days: readonly DayFigures[];
  readonly deliveredToday: number;
  readonly batchesAccepted: number;
  readonly lastDeliveryAt: number | null;
  readonly folders: readonly {
    readonly id: string;
    readonly path: string;
    readonly health: FolderHealth;
    readonly healthDetail: string | null;
    readonly counts: Counts;
    readonly lastScanAt: number | null;
    /** When something last happened to its documents; null since the program started. */
    readonly lastEventAt: number | null;
    readonly watch: FolderWatch;
    /** null while it is not polled. */
    readonly looking: FolderLooking | null;
  }[];
  /** The first 20; `attention.list` has them all. */
  readonly attention: readonly AttentionItem[];
  readonly attentionTotal: number;
  readonly running: readonly QueueItem[];
  readonly credentials: readonly { readonly id: string; readonly name: string; readonly status: CredentialStatus }[];
}

/** Whatever waits for a person. */
export type AttentionItem =
  | {
      readonly kind: 'document';
      readonly documentId: number;
      readonly folderPath: string;
      readonly relativePath: string;
      readonly reason: string;
      readonly detail: string;
      readonly since: number;
    }
  | {
      readonly kind: 'duplicate';
      readonly documentId: number;
      readonly folderPath: string;
      readonly relativePath: string;
      readonly since: number;
      readonly original: DuplicateOriginal;
    }
  /** The sum of a folder does not come out. */
  | {
      readonly kind: 'alarm';
      readonly folderId: string;
      readonly folderPath: string;
      /** At most 20 of the files that a scan found and the ledger has nothing about. */
      readonly unaccountedFiles: readonly string[];
      readonly unaccountedCount: number;
      /** Documents written and documents there, when they differ. */
      readonly sum: { readonly recorded: number; readonly found: number } | null;
    }
  | { readonly kind: 'batch-held'; readonly batch: QueueItem }
  | { readonly kind: 'batch-in-doubt'; readonly batch: QueueItem }
  | {
      readonly kind: 'credential-paused';
      readonly credentialId: string;
      readonly name: string;
      readonly reason: string;
      readonly serverWords: string | null;
      readonly since: number;
    }
  | { readonly kind: 'set'; readonly setId: number; readonly name: string; readonly reason: string }
  /** A delivered document whose original could not be moved or trashed; tried again every minute. */
  | {
      readonly kind: 'after-upload';
      readonly documentId: number;
      readonly folderPath: string;
      readonly relativePath: string;
      readonly batchId: number;
      /** The system's code. */
      readonly detail: string;
      /** When its batch was accepted. */
      readonly since: number;
    };

/** In the order of the list: what stops the most comes first. */
export const attentionKinds = [
  'credential-paused',
  'alarm',
  'set',
  'batch-in-doubt',
  'batch-held',
  'document',
  'duplicate',
  'after-upload',
] as const satisfies readonly AttentionItem['kind'][];
export type AttentionKind = (typeof attentionKinds)[number];

/** Without them: all. A paused credential belongs to no folder. */
export interface AttentionFilter {
  readonly kinds?: readonly AttentionKind[];
  readonly folderId?: string;
}

/** The document that has the same content: sent, or on its way, when the question came up. */
export interface DuplicateOriginal {
  readonly documentId: number;
  readonly folderPath: string;
  readonly relativePath: string;
  /** null when it was sealed once and is not on its way any more: withdrawn, set aside, or to be sealed anew. */
  readonly batchId: number | null;
  readonly serverBatchId: string | null;
  readonly acceptedAt: number | null;
}

export interface OverviewCalls {
  /** A set-aside document needs no more attention; it is taken up again only when its file changes. */
  'documents.dismiss': { request: { documentId: number }; value: null };
  /** A duplicate is sent all the same, a set-aside document tried again. */
  'documents.sendAnyway': { request: { documentId: number }; value: null };
  /** `documents.dismiss` and `documents.sendAnyway` for at most 500. */
  'documents.dismissMany': { request: { documentIds: readonly number[] }; value: BulkAnswer };
  'documents.sendAnywayMany': { request: { documentIds: readonly number[] }; value: BulkAnswer };
  'attention.list': { request: PageRequest & AttentionFilter; value: Page<AttentionItem> };
  'attention.counts': { request: { folderId?: string }; value: Readonly<Record<AttentionKind, number>> };
  'overview.get': { request: { period: Period }; value: Overview };
}
