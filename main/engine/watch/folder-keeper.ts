// Keeps one watched folder's documents in the ledger: scans, takes the watcher's hints, runs the settling gate.
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pMap from 'p-map';
import { isMissing } from '../error-code';
import { isDue } from '../due';
import type { EventListener } from '../events';
import { startLoop, type Loop } from '../loop';
import {
  defaultWatch,
  type Difference,
  type DocumentId,
  type DocumentRecord,
  type FolderState,
  type SetAsideReason,
  type WatchedFolder,
} from '../model';
import type { Clock, DocumentChange, DocumentVerdict, Ledger } from '../ports';
import { ignoreReason } from './ignore';
import type { FolderPresence } from './folder-presence';
import { isNetworkFolder } from './is-network-folder';
import type { InspectAll } from './inspect-job';
import { mayHavePassed } from './may-have-passed';
import { reconcile, removedByPerson, type FoundFile } from './reconcile';
import { createSettlingGate } from './settling-gate';
import { walkFolder } from './walk';
import { watchFolder, type FolderWatcher } from './watcher';

export interface FolderKeeperParts {
  readonly folder: WatchedFolder;
  readonly ledger: Ledger;
  readonly presence: FolderPresence;
  readonly clock: Clock;
  readonly settleMs: number;
  readonly incompleteMs: number;
  readonly rescanMs: number;
  readonly onEvent: EventListener;
  /** Where documents are looked at; without it in the background of this thread. */
  readonly inspect?: InspectAll | undefined;
  /** The folder is scanned and not watched. */
  readonly scansOnly?: boolean;
  /** Called when documents may have become ready, and whenever the keeper has nothing to do for now. */
  readonly onIdle: () => void;
  readonly onError: (error: unknown) => void;
}

export interface FolderKeeper {
  /** Scans now, or once more after the scan that is running; resolves when that scan is in the ledger. */
  scan(): Promise<void>;
  /** No scan or hint is being worked on, and no reachable document waits at the settling gate. */
  readonly idle: boolean;
  stop(): Promise<void>;
}

// An unreachable share is looked for more often than a reachable one is scanned.
const offlineRetryMs = 15_000;
// Programs touch a file many times while they write it, and files come in bursts: the first hint is taken at once, those
// that come meanwhile together.
const hintPauseMs = 25;
// In a burst, this many times as long as the last look took.
const hintPauseShare = 2;
const longestHintPauseMs = 1_000;
const hintLooksAtOnce = 16;
const recordedAtOnce = 1_000;

/** Starts keeping a folder: first scan, watcher and settling gate. */
export function startFolderKeeper(parts: FolderKeeperParts): FolderKeeper {
  const { folder, ledger, clock, onEvent, onError, onIdle } = parts;
  const gate = createSettlingGate({ ...parts, documents: ledger.documents });
  const hints = new Set<string>();
  const folderHints = new Set<string>();
  const { mode: watchMode, pollMs } = folder.watch ?? defaultWatch;
  const isPolled = watchMode === 'polling';
  let watcher: FolderWatcher | null = null;
  let mode: 'events' | 'polling' | null = null;
  let state: FolderState | null = null;
  let scanAt = clock.now();
  let recovered = false;
  let alarmed = false;
  let hintsFrom = clock.now();
  let isCatchingUp = false;
  let waiting: (() => void)[] = [];

  const settling: Loop = startLoop((options) => gate.step(options), { clock, onError, onIdle });
  // One loop for scans and hints: two at once would both take the same file for new.
  const intake: Loop = startLoop(
    async ({ signal }) => {
      if (!recovered) await recover();
      await takeHints({ signal });
      if (isDue(scanAt, clock.now(), Math.max(parts.rescanMs, offlineRetryMs))) await scan({ signal });
      return hasHints() ? Math.min(scanAt, hintsFrom) : scanAt;
    },
    { clock, onError, onIdle },
  );

  async function recover(): Promise<void> {
    await ledger.folders.register({ id: folder.id, path: folder.path, addedAt: clock.now() });
    admit(await ledger.documents.settling(folder.id, gate));
    recovered = true;
  }

  function admit(records: readonly DocumentRecord[]): void {
    if (records.length === 0) return;
    gate.add(records);
    settling.wake();
  }

  async function scan({ signal }: { signal: AbortSignal }): Promise<void> {
    const served = waiting;
    waiting = [];
    const startedAt = clock.now();
    // A look every few seconds is no news.
    const isNews = mode !== 'polling' && !isCatchingUp;
    isCatchingUp = false;
    if (isNews || served.length > 0) await enter('scanning', null);
    // What a decision or another program put back to settling, whether or not its file is still there.
    admit(await ledger.documents.settling(folder.id, gate));
    const unaccounted: string[] = [];
    const onFiles = async (found: readonly FoundFile[]): Promise<void> => {
      unaccounted.push(...(await takeFiles(found)));
      // A large folder takes seconds.
      await takeHints({ signal });
    };
    const result = (await parts.presence.isUnmounted(folder))
      ? ({ kind: 'offline', code: 'UNMOUNTED' } as const)
      : await walkFolder(folder.path, { onFiles, isLocal: (await modeNow()) === 'events', signal });
    if (result.kind === 'aborted') {
      // `stop` answers whoever waits.
      waiting = [...served, ...waiting];
      return;
    }
    if (result.kind === 'done') {
      await showUnreadable(result.unreadableFiles);
      await closeRemoved(result.unreadableFiles);
      await parts.presence.scanned(folder);
      announceAlarm(await ledger.folders.recordScan(folder.id, result, unaccounted, clock.now()));
      if (parts.scansOnly !== true) await watch();
      scanAt = clock.now() + (mode === 'polling' ? Math.min(pollMs, parts.rescanMs) : parts.rescanMs);
      await enter('watching', null);
      const { seen, ignored, unreadableFolders, unreadableFiles } = result;
      const tookMs = Math.max(0, clock.now() - startedAt);
      onEvent({
        type: 'scan-finished',
        folderId: folder.id,
        seen,
        ignored,
        unreadableFolders,
        unreadableFiles,
        tookMs,
      });
    } else {
      // A watch on a folder that went away stays deaf when it comes back.
      await watcher?.close();
      watcher = null;
      mode = null;
      scanAt = clock.now() + Math.min(offlineRetryMs, parts.rescanMs);
      await enter(result.kind === 'offline' ? 'offline' : 'error', result.code);
    }
    for (const done of served) done();
    // Whoever asked while this scan was running gets one of their own.
    if (waiting.length > 0) scanAt = clock.now();
  }

  /**
   * Once, until the folder goes away: another one may be mounted in its place. After the first scan, which it would make
   * wait, and in a large folder for long; what comes between the two is found by one scan more, as soon as nothing can fall
   * between any longer.
   */
  async function watch(): Promise<void> {
    if (mode !== null) return;
    mode = await modeNow();
    if (mode === 'events') {
      watcher = watchFolder(folder.path, {
        onHint: (path) => {
          hint(hints, path);
        },
        onFolder: (path) => {
          hint(folderHints, path);
        },
        onReady: () => {
          isCatchingUp = true;
          scanAt = clock.now();
          intake.wake();
        },
        onProblem: (problem, detail) => {
          onEvent({ type: 'watcher-problem', folderId: folder.id, problem, detail });
        },
      });
    }
    onEvent({ type: 'watch-mode', folderId: folder.id, mode });
  }

  async function modeNow(): Promise<'events' | 'polling'> {
    if (mode !== null) return mode;
    return isPolled || (await isNetworkFolder(folder.path)) ? 'polling' : 'events';
  }

  /** Said when the sum does not come out, and once more when it does again. */
  function announceAlarm(differences: readonly Difference[]): void {
    if (differences.length > 0 || alarmed) {
      onEvent({ type: 'conservation-alarm', folderId: folder.id, differences });
    }
    alarmed = differences.length > 0;
  }

  async function enter(next: FolderState, detail: string | null): Promise<void> {
    if (state === next) return;
    // A folder that stays unreachable is not "scanning" at every try: the window would flicker.
    if (next === 'scanning' && (state === 'offline' || state === 'error')) return;
    state = next;
    await ledger.folders.setState(folder.id, next, detail);
    onEvent({ type: 'folder-state', folderId: folder.id, state: next, detail });
  }

  function hint(among: Set<string>, relativePath: string): void {
    const isFirst = !hasHints();
    among.add(relativePath);
    if (isFirst) intake.wake();
  }

  function hasHints(): boolean {
    return hints.size > 0 || folderHints.size > 0;
  }

  /** Does nothing before it is time for it. */
  async function takeHints({ signal }: { signal: AbortSignal }): Promise<void> {
    const startedAt = clock.now();
    if (!hasHints() || !isDue(hintsFrom, startedAt, longestHintPauseMs)) return;
    const [paths, folders] = [[...hints], [...folderHints]];
    hints.clear();
    folderHints.clear();
    const found = await pMap(paths.filter(isDocumentName), lookAt, { concurrency: hintLooksAtOnce });
    await takeFiles(found.filter((file) => file !== null));
    const onFiles = async (files: readonly FoundFile[]): Promise<void> => {
      await takeFiles(files);
    };
    for (const below of folders) {
      if (below === '') scanAt = clock.now();
      // One that came with another was found with it.
      else if (!folders.some((other) => below.startsWith(`${other}/`)))
        await walkFolder(folder.path, { onFiles, below, isLocal: mode === 'events', signal });
    }
    const now = clock.now();
    hintsFrom = now + Math.min(longestHintPauseMs, Math.max(hintPauseMs, hintPauseShare * (now - startedAt)));
  }

  /** null for what is gone or unreadable: the settling gate or the next scan says what that means. */
  async function lookAt(relativePath: string): Promise<FoundFile | null> {
    const stats = await lstat(join(folder.path, relativePath)).catch(() => null);
    return stats?.isFile() === true ? { relativePath, sizeBytes: stats.size, mtimeMs: stats.mtimeMs } : null;
  }

  /** Takes in what is new, and answers with the files that the ledger has nothing about all the same: a bug, never silent. */
  async function takeFiles(found: readonly FoundFile[]): Promise<readonly string[]> {
    if (found.length === 0) return [];
    const { newest, unknown } = await ledger.documents.compare(folder.id, found);
    const changes: DocumentChange[] = [];
    const again: DocumentRecord[] = [];
    for (const file of found) {
      const known = newest.get(file.relativePath);
      if (known === undefined && !unknown.has(file.relativePath)) continue;
      const result = reconcile(file, known);
      if (result.kind === 'record') changes.push(result.change);
      else if (result.kind === 'look-again' && known !== undefined && (await mayHavePassed(known, folder)))
        again.push(known);
    }
    // The ledger holds this thread up until the last of them is written.
    for (let start = 0; start < changes.length; start += recordedAtOnce) {
      if (start > 0) await nextTurn();
      const recorded = await ledger.documents.record(
        folder.id,
        changes.slice(start, start + recordedAtOnce),
        clock.now(),
      );
      admit(recorded);
      for (const { relativePath } of recorded) unknown.delete(relativePath);
    }
    if (again.length > 0) await reconsider(again);
    const missing = [...unknown];
    if (missing.length === 0) return [];
    const since = await ledger.documents.newest(folder.id, missing);
    return missing.filter((path) => !since.has(path));
  }

  /** A file that no program can open is on screen like any other that waits for a person. */
  async function showUnreadable(relativePaths: readonly string[]): Promise<void> {
    const known = await ledger.documents.newest(folder.id, relativePaths);
    const changes = relativePaths
      .filter((relativePath) => !known.has(relativePath))
      .map((relativePath): DocumentChange => ({ kind: 'new', relativePath, sizeBytes: 0, mtimeMs: 0 }));
    if (changes.length === 0) return;
    const records = await ledger.documents.record(folder.id, changes, clock.now());
    const about = { reason: 'unreadable', detail: 'EILSEQ' } as const;
    await ledger.documents.judge(
      records.map(({ id }) => ({ id, verdict: 'set-aside', ...about })),
      clock.now(),
    );
    for (const { id: documentId, relativePath } of records) {
      onEvent({ type: 'document-set-aside', folderId: folder.id, documentId, relativePath, ...about });
    }
  }

  /** A file that is set aside, or a duplicate that asks, and that a person took away needs no more attention. */
  async function closeRemoved(unreadable: readonly string[]): Promise<void> {
    const removed: DocumentVerdict[] = [];
    const open = [
      ...(await ledger.documents.setAside(folder.id, removableReasons)),
      ...(await ledger.documents.askingDuplicates(folder.id)),
    ];
    for (const { id, relativePath } of open) {
      if (unreadable.includes(relativePath)) continue;
      const gone = await lstat(join(folder.path, relativePath)).then(() => false, isMissing);
      if (gone) removed.push({ id, verdict: 'set-aside', reason: 'withdrawn', detail: removedByPerson });
    }
    if (removed.length > 0) await ledger.documents.judge(removed, clock.now());
  }

  async function reconsider(records: readonly DocumentRecord[]): Promise<void> {
    const ids: DocumentId[] = records.map(({ id }) => id);
    await ledger.documents.reconsider(ids);
    admit(records.map((record) => ({ ...record, status: { state: 'settling' } })));
  }

  return {
    scan: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        scanAt = clock.now();
        intake.wake();
      }),
    get idle() {
      const unreachable = state === 'offline' || state === 'error';
      const settled = settling.nextAt === null || (unreachable && settling.nextAt !== 'now');
      return !hasHints() && intake.nextAt !== 'now' && settled;
    },
    stop: async () => {
      await Promise.all([intake.stop(), settling.stop()]);
      // Not before: a scan that was just about to begin still opens one, and it would keep a finished program alive.
      await watcher?.close();
      for (const done of waiting) done();
      waiting = [];
    },
  };
}

// All but `vanished`, which is about the file having gone, `withdrawn`, which is closed already, and what the server did not
// take, whose file may have gone long before it said so.
const removableReasons: readonly SetAsideReason[] = [
  'unreadable',
  'incomplete',
  'wrong-type',
  'encrypted',
  'empty',
  'too-large',
  'maybe-delivered',
];

function isDocumentName(relativePath: string): boolean {
  return ignoreReason(relativePath, false) === null;
}
