// What the window's pages ask of the ledger beside the lists: sums by period, one set, one batch, what happened, the search.
import type {
  AttemptEvidenceView,
  AttemptView,
  AttentionItem,
  AttentionKind,
  BatchDetails,
  BatchIds,
  Calls,
  Counts,
  DayFigures,
  FolderHealth,
  Page,
  PageRequest,
  SearchAnswer,
  SetDetails,
} from '../../../preload/contract';
import type { SetExport } from './set-export';

export interface FolderStateFigure {
  readonly folderId: string;
  readonly health: FolderHealth;
  readonly healthDetail: string | null;
  readonly lastScanAt: number | null;
}

export interface PageViews {
  /** How each folder is, without its counts. */
  folderStates(): Promise<readonly FolderStateFigure[]>;
  /** Documents first seen since then, by folder id and present state; without ignored files. */
  periodCounts(since: number): Promise<ReadonlyMap<string, Counts>>;
  /** One entry per start; the last one has no end. */
  dailyFigures(starts: readonly number[]): Promise<readonly DayFigures[]>;
  attentionPage(request: Calls['attention.list']['request']): Promise<Page<AttentionItem>>;
  /** null: of all folders. */
  attentionCounts(folderId: string | null): Promise<Readonly<Record<AttentionKind, number>>>;
  /** null when there is no such set; `setId` null asks for the batches outside any. */
  setDetails(setId: number | null): Promise<SetDetails | null>;
  batchIdsOfSet(page: PageRequest & { setId: number | null }): Promise<Page<BatchIds>>;
  exportSet(setId: number | null): Promise<SetExport | null>;
  /** null when there is no such batch. */
  batchDetails(batchId: number): Promise<BatchDetails | null>;
  attemptsOfBatch(page: PageRequest & { batchId: number }): Promise<Page<AttemptView>>;
  /** null when there is no such attempt. */
  attemptEvidence(which: { readonly batchId: number; readonly attempt: number }): Promise<AttemptEvidenceView | null>;
  activity(request: Calls['activity.list']['request']): Promise<Calls['activity.list']['value']>;
  /** Aborted, it answers with what it has found. */
  search(text: string, options: { readonly signal: AbortSignal }): Promise<SearchAnswer>;
}
