// What is known about a folder's ready documents without asking the ledger: whether a look at all of them can be worth it.
import type { WatchedFolder } from '../model';
import { groupKey, zipBytesOf, type BatchPlan, type ReadyDocument, type WaitingGroup } from './batching';

export interface Outlook {
  /** A document became ready since. */
  add(document: ReadyDocument, now: number): void;
  /** When a batch may be due; null when no document waits. */
  dueAt(now: number): number | null;
}

/**
 * As a plan left it. Ten thousand documents become ready in forty steps: planning them all anew at each would cost more
 * than sealing them. It may say "due" too early, when documents went away since, and never too late.
 */
export function outlookAfter(plan: BatchPlan, folder: WatchedFolder, zipLimitBytes: number | null): Outlook {
  const { maxDocuments, maxBytes, quietMs } = folder.batch;
  const groups = new Map<string, WaitingGroup>(plan.waiting.map((group) => [group.key, group]));

  function isFull({ documents, bytes, zipBytes }: WaitingGroup): boolean {
    return documents >= maxDocuments || bytes >= maxBytes || zipBytes >= (zipLimitBytes ?? Infinity);
  }

  return {
    add: (document, now) => {
      const key = groupKey(document, folder.set, now);
      const before = groups.get(key);
      groups.set(key, {
        key,
        dueAt: Math.min(document.readyAt, now) + quietMs,
        documents: (before?.documents ?? 0) + 1,
        bytes: (before?.bytes ?? 0) + document.sizeBytes,
        zipBytes: (before?.zipBytes ?? 0) + zipBytesOf(document),
      });
    },
    dueAt: (now) => {
      let next: number | null = null;
      for (const group of groups.values()) {
        // Further ahead than any quiet time: the clock was set back.
        const at = isFull(group) || group.dueAt > now + quietMs ? now : group.dueAt;
        next = next === null ? at : Math.min(next, at);
      }
      return next;
    },
  };
}
