// What the engine last said about each folder, kept in memory only: events, how it is watched, what that costs, what is
// wrong with it.
import { readFile } from 'node:fs/promises';
import {
  rescanSeconds,
  type FolderHealth,
  type FolderLooking,
  type FolderWatch,
  type WatchLimit,
} from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import { defaultWatch } from '../engine/model';
import type { SavedFolder } from '../settings/settings-file';

export interface FolderNotes {
  note(event: EngineEvent): void;
  /** Reads the system's limit when there is a reason to. */
  of(folderId: string): Promise<{ readonly lastEventAt: number | null; readonly watch: FolderWatch }>;
  /** null unless the folder is polled. `pollMs` is what its settings say, in milliseconds. */
  looking(folderId: string, pollMs: number): FolderLooking | null;
}

interface Note {
  readonly lastEventAt: number | null;
  readonly mode: FolderWatch['mode'];
  readonly problem: { readonly kind: 'limit-reached' | 'failed'; readonly detail: string } | null;
  /** How long the last looks took, in milliseconds, oldest first; null until the watch's first scan is over. */
  readonly looksMs: readonly number[] | null;
}

const nothing: Note = { lastEventAt: null, mode: 'none', problem: null, looksMs: null };

// Enough that a slow one or two change nothing, few enough that a folder that grew shows it within minutes.
const looksKept = 9;

/** `system` is the platform and what reads its files; both are there to be tested. */
export function createFolderNotes(
  now: () => number,
  system: { readonly platform: NodeJS.Platform; readonly read: (path: string) => Promise<string> } = thisSystem,
): FolderNotes {
  const notes = new Map<string, Note>();

  function change(folderId: string, changes: Partial<Note>): void {
    notes.set(folderId, { ...(notes.get(folderId) ?? nothing), ...changes });
  }

  return {
    note: (event) => {
      switch (event.type) {
        case 'document-ready':
        case 'document-set-aside':
        case 'document-duplicate':
        case 'batch-sealed':
          change(event.folderId, { lastEventAt: now() });
          break;
        case 'watch-mode':
          change(event.folderId, { mode: event.mode, problem: null, looksMs: null });
          break;
        case 'watcher-problem':
          change(event.folderId, { problem: { kind: event.problem, detail: event.detail } });
          break;
        case 'scan-finished':
          change(event.folderId, { looksMs: withLook(notes.get(event.folderId)?.looksMs ?? null, event.tookMs) });
          break;
        default:
          break;
      }
    },
    of: async (folderId) => {
      const { lastEventAt, mode, problem } = notes.get(folderId) ?? nothing;
      if (problem === null) return { lastEventAt, watch: { mode, problem } };
      const { kind, detail } = problem;
      if (kind === 'failed') return { lastEventAt, watch: { mode, problem: { kind, detail } } };
      const limit = system.platform === 'linux' ? await limitBehind(detail, system.read) : null;
      return { lastEventAt, watch: { mode, problem: { kind, detail, limit } } };
    },
    looking: (folderId, pollMs) => {
      const { mode, looksMs } = notes.get(folderId) ?? nothing;
      if (mode !== 'polling') return null;
      return { everyMs: Math.min(pollMs, rescanSeconds * 1_000), tookMs: median(looksMs ?? []) };
    },
  };
}

const thisSystem = { platform: process.platform, read: (path: string) => readFile(path, 'utf8') };

/** What is known of the looks at a saved folder; null unless it is polled and can be looked at now. */
export function lookingNow(
  notes: FolderNotes,
  folder: Pick<SavedFolder, 'id' | 'watch'>,
  health: FolderHealth,
): FolderLooking | null {
  if (health !== 'watching' && health !== 'scanning') return null;
  return notes.looking(folder.id, (folder.watch ?? defaultWatch).pollMs);
}

/** The first scan of a watch is no look like the others: it takes in whatever is there. */
function withLook(looksMs: readonly number[] | null, tookMs: number): readonly number[] {
  return looksMs === null ? [] : [...looksMs, tookMs].slice(-looksKept);
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [lower, upper] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

// What desktop programs that watch a lot ask for; each watch takes about 1 KB of the kernel's memory, and only when used.
const enoughWatches = 524_288;
const enoughInstances = 1_024;

/** inotify(7): ENOSPC is about the number of watches, EMFILE about the number of programs' instances. */
async function limitBehind(code: string, read: (path: string) => Promise<string>): Promise<WatchLimit> {
  const [name, enough] =
    code === 'EMFILE'
      ? (['max_user_instances', enoughInstances] as const)
      : (['max_user_watches', enoughWatches] as const);
  const setting = `fs.inotify.${name}`;
  const text = await read(`/proc/sys/fs/inotify/${name}`).catch(() => '');
  const current = /^\d+\s*$/.test(text) ? Number(text) : null;
  const needed = current === null || current < enough ? enough : current * 2;
  const file = `/etc/sysctl.d/60-batchdrop-${name.replaceAll('_', '-')}.conf`;
  const command = `echo ${setting}=${needed} | sudo tee ${file} && sudo sysctl --load ${file}`;
  return { setting, current, needed, command };
}
