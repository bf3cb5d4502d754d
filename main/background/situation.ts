// How things stand, in the few figures that tray and badge show.
import type { PauseView } from '../../preload/contract';
import type { QueueTally } from '../engine/ports';
import type { LedgerViews } from '../ledger/views/views';
import type { TrayWords } from '../words/native-words';

export interface Situation {
  /** The program cannot work at all, or has stopped. */
  readonly isStopped: boolean;
  /** A pause of everything; null when there is none. `until` null: until somebody resumes. */
  readonly pause: { readonly until: number | null } | null;
  /** Whatever waits for a person. */
  readonly attention: number;
  /** Watched folders that cannot be reached. */
  readonly offlineFolders: number;
  /** Documents on their way to a server right now. */
  readonly delivering: number;
  readonly deliveredToday: number;
}

export const stoppedSituation: Situation = {
  ...{ isStopped: true, pause: null, attention: 0, offlineFolders: 0, delivering: 0, deliveredToday: 0 },
};

/** What the tray's icon can show. */
export const trayStates = ['delivering', 'well', 'attention', 'paused', 'problem'] as const;
export type TrayState = (typeof trayStates)[number];

/** What matters most: a program that stands still, then what waits for a person, then what a person chose. */
export function trayStateOf(situation: Situation): TrayState {
  if (situation.isStopped) return 'problem';
  if (situation.attention > 0) return 'attention';
  if (situation.pause !== null) return 'paused';
  if (situation.offlineFolders > 0) return 'problem';
  return situation.delivering > 0 ? 'delivering' : 'well';
}

/** The sentence that goes with the icon. */
export function tooltipOf(situation: Situation, words: TrayWords): string {
  if (situation.isStopped) return words.stopped;
  switch (trayStateOf(situation)) {
    case 'attention':
      return words.needsAttention(situation.attention);
    case 'paused':
      return words.paused(situation.pause?.until ?? null);
    case 'problem':
      return words.offline(situation.offlineFolders);
    case 'delivering':
      return words.delivering(situation.delivering);
    case 'well':
      return words.well(situation.deliveredToday);
  }
}

/** Everything in the tally that waits for a person, as the list of what needs attention counts it. */
export function attentionIn(tally: QueueTally): number {
  const { held, inDoubt, setAside, duplicatesAsking, alarms, setsNeedingAttention, pausedCredentials } = tally;
  return held + inDoubt + setAside + duplicatesAsking + alarms + setsNeedingAttention + pausedCredentials;
}

export interface SituationSources {
  readonly tally: () => Promise<QueueTally>;
  readonly views: Pick<LedgerViews, 'folderHealth' | 'deliveries' | 'pauses' | 'queue'>;
  /** Ids of the folders in the settings: removed ones stay in the ledger. */
  readonly folderIds: () => readonly string[];
  readonly isStopped: () => boolean;
  readonly now: () => number;
}

const mostRunning = 20;

/** Asks the ledger how things stand. Rejects when it cannot be read. */
export async function readSituation({ tally, views, folderIds, isStopped, now }: SituationSources): Promise<Situation> {
  if (isStopped()) return stoppedSituation;
  const [counts, folders, deliveries, pauses, running] = await Promise.all([
    tally(),
    views.folderHealth(),
    views.deliveries(startOfDay(now())),
    views.pauses(),
    views.queue({ offset: 0, limit: mostRunning, group: 'running' }),
  ]);
  const watched = new Set(folderIds());
  const pause = pauses.find(isOfEverything);
  return {
    isStopped: isStopped(),
    pause: pause === undefined ? null : { until: pause.until },
    attention: attentionIn(counts),
    offlineFolders: folders.filter(({ folderId, health }) => watched.has(folderId) && isAway(health)).length,
    delivering: running.items.reduce((sum, { documents }) => sum + documents, 0),
    deliveredToday: deliveries.delivered,
  };
}

function isOfEverything({ scope }: PauseView): boolean {
  return scope === 'all';
}

function isAway(health: string): boolean {
  return health === 'offline' || health === 'error';
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
