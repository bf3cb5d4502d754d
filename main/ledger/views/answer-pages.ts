// The questions of the window's pages, each answered by a file of this folder.
import { listActivity } from '../activity/list-activity';
import type { LedgerDatabase } from '../schema';
import { attentionCounts, attentionPage } from './attention';
import { attemptEvidence, attemptsOfBatch } from './batch-attempts';
import { batchDetails } from './batch-details';
import { dailyFigures } from './daily-figures';
import { folderStates } from './folder-figures';
import type { PageViews } from './page-views';
import { periodCounts } from './period-counts';
import { search } from './search';
import { batchIdsOfSet, setDetails } from './set-details';
import { exportSet } from './set-export';

export function pageViews(db: LedgerDatabase): PageViews {
  return {
    folderStates: () => folderStates(db),
    periodCounts: (since) => periodCounts(db, since),
    dailyFigures: (starts) => dailyFigures(db, starts),
    attentionPage: (request) => attentionPage(db, request),
    attentionCounts: (folderId) => attentionCounts(db, folderId),
    setDetails: (setId) => setDetails(db, setId),
    batchIdsOfSet: (page) => batchIdsOfSet(db, page),
    exportSet: (setId) => exportSet(db, setId),
    batchDetails: (batchId) => batchDetails(db, batchId),
    attemptsOfBatch: (page) => attemptsOfBatch(db, page),
    attemptEvidence: (which) => attemptEvidence(db, which),
    activity: (request) => listActivity(db, request),
    search: (text, options) => search(db, text, options),
  };
}
