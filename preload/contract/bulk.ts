// A person's one word about many.

/** Most documents or batches that one call is about. */
export const bulkLimit = 500;

/** What became of it. */
export interface BulkAnswer {
  readonly done: number;
  /** Moved on meanwhile, or not there any more. */
  readonly movedOn: number;
}
