// Writes what happened into the ledger beside the engine's own work: in bunches, and never in anybody's way.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../engine/ports';
import type { EngineEvent } from '../engine/events';
import type { ActivityEntry, ActivityLog } from '../ledger/activity/activity-log';
import { activityOf } from './activity-of';

export interface ActivityWriter {
  note(event: EngineEvent): void;
  /** Takes away what is too old, also while nothing happens; ends with `stop`. */
  start(): void;
  /** Writes what is left. May be called twice. */
  stop(): Promise<void>;
}

export interface ActivityWriterParts {
  readonly log: ActivityLog;
  readonly clock: Clock;
  /** How far back the list goes. */
  readonly days: () => number;
  /** Something new is in the list. */
  readonly onWritten: () => void;
  /** A bunch that could not be written is lost: the list is told, not kept account of. */
  readonly onError: (error: unknown) => void;
}

/** Twice a second at most: each time costs the disk one wait. */
const everyMs = 500;
/** A transaction that nobody has to wait for noticeably. */
const mostAtOnce = 500;
const mostWaiting = 10_000;
const rowsKept = 200_000;
const rowsForgottenAtOnce = 2_000;
const forgetEveryMs = 600_000;
const dayMs = 86_400_000;
/** What the engine tries again by itself is told once while it goes on failing. */
const toldAgainAfterMs = 3_600_000;
const mostRemembered = 10_000;

export function createActivityWriter(parts: ActivityWriterParts): ActivityWriter {
  const { log, clock } = parts;
  const ending = new AbortController();
  const toldAt = new Map<string, number>();
  const away = new Set<string>();
  const alarms = new Map<string, number>();
  const waiting: ActivityEntry[] = [];
  let writing: Promise<void> | null = null;
  let forgetting: Promise<void> | null = null;

  function note(event: EngineEvent): void {
    const entry = activityOf(event, clock.now());
    if (entry === null || !isNews(entry)) return;
    // A ledger that takes nothing for long must not fill the memory.
    if (waiting.length < mostWaiting) waiting.push(entry);
    writing ??= writeLater();
  }

  /** Entries that come while a bunch is written go with the next one. */
  async function writeLater(): Promise<void> {
    while (waiting.length > 0 && (await clock.sleep(everyMs, { signal: ending.signal }))) await writeNow();
    writing = null;
  }

  /** False when the bunch could not be written. */
  async function writeNow(): Promise<boolean> {
    try {
      await log.write(waiting.splice(0, mostAtOnce));
    } catch (error) {
      parts.onError(error);
      return false;
    }
    parts.onWritten();
    return true;
  }

  function isNews({ kind, folderId = '', documentId = 0, reason = '', amount = 0 }: ActivityEntry): boolean {
    if (kind === 'folder-offline' || kind === 'folder-error') away.add(folderId);
    if (kind === 'folder-back') return away.delete(folderId);
    if (kind === 'alarm' || kind === 'alarm-over') return isNewAlarm(folderId, kind === 'alarm' ? amount : 0);
    if (kind !== 'original-kept' && kind !== 'spool-problem' && kind !== 'watch-problem') return true;
    const key = [kind, folderId, documentId, reason].join('\n');
    const now = clock.now();
    const last = toldAt.get(key);
    if (last !== undefined && Math.abs(now - last) < toldAgainAfterMs) return false;
    if (toldAt.size >= mostRemembered) toldAt.clear();
    toldAt.set(key, now);
    return true;
  }

  /** Each scan says it again for as long as the sum does not come out. */
  function isNewAlarm(folderId: string, differences: number): boolean {
    if (alarms.get(folderId) === differences) return false;
    alarms.set(folderId, differences);
    return true;
  }

  async function forgetOld(): Promise<void> {
    do {
      const before = clock.now() - parts.days() * dayMs;
      try {
        while (await log.forget({ keep: rowsKept, before, atOnce: rowsForgottenAtOnce })) {
          if (ending.signal.aborted) return;
          // A step answers without waiting for anything; nothing else would get its turn.
          await nextTurn();
        }
      } catch (error) {
        parts.onError(error);
      }
    } while (await clock.sleep(forgetEveryMs, { signal: ending.signal }));
  }

  return {
    note,
    start: () => {
      forgetting ??= forgetOld();
    },
    stop: async () => {
      ending.abort();
      await Promise.all([writing, forgetting]);
      // A ledger that takes nothing must not keep the program from ending.
      while (waiting.length > 0 && (await writeNow()));
    },
  };
}
