// What happened, newest first: kinds and ids, and the short names that a list shows. The window makes sentences of them.

/**
 * Documents that simply become ready, and originals that are moved as wished, are not listed one by one: their batch
 * stands for them.
 */
export const activityKinds = [
  'batch-sealed', // amount: documents; name: set
  'batch-sending', // amount: the attempt's number
  'batch-accepted', // amount: documents; name: set
  'batch-waiting', // reason: why it waits
  'batch-held', // reason
  'batch-splitting', // reason
  'batch-split', // amount: parts
  'batch-in-doubt',
  'batch-decided', // reason: what was decided; amount: 0 by a person, 1 by a setting
  'batch-prioritized', // amount: 1 put first, 0 back to its place
  'document-set-aside', // name: path; reason
  'document-duplicate', // name: path; batchId: the one that has the content
  'document-decided', // name: path; reason: what a person decided
  'original-kept', // name: path; reason: changed, gone or failed
  'set-needs-attention', // name: set; reason
  'credential-paused', // reason
  'credential-resumed',
  'folder-offline', // reason: the system's code
  'folder-error', // reason: the system's code
  'folder-back',
  'watch-problem', // reason: limit-reached or failed
  'alarm', // amount: differences
  'alarm-over',
  'sending-paused', // of everything when there is neither a folder nor a credential
  'sending-resumed', // reason: person or time
  'sending-rests', // reason: timetable or metered-network
  'sending-goes-on',
  'spool-problem', // reason: the system's code
] as const;
export type ActivityKind = (typeof activityKinds)[number];

export interface ActivityItem {
  /** Rises with time; the cursor of the next page. */
  readonly id: number;
  readonly at: number;
  readonly kind: ActivityKind;
  readonly folderId: string | null;
  readonly folderPath: string | null;
  readonly credentialId: string | null;
  readonly credentialName: string | null;
  readonly batchId: number | null;
  readonly serverBatchId: string | null;
  readonly documentId: number | null;
  /** A path inside the folder, or a set's name or number. */
  readonly name: string | null;
  readonly reason: string | null;
  readonly amount: number | null;
}

export interface ActivityFilter {
  /** Without them: all. */
  readonly kinds?: readonly ActivityKind[];
  readonly folderId?: string;
  readonly credentialId?: string;
  /** A part of the name; empty: no matter. */
  readonly text?: string;
}

export interface ActivityCalls {
  /** Newest first; `before` is the id that the page before ended with, null for the first page. */
  'activity.list': {
    request: ActivityFilter & { before: number | null; limit: number };
    value: {
      readonly items: readonly ActivityItem[];
      /** What to ask for next; null when there is no more. */
      readonly before: number | null;
    };
  };
}
