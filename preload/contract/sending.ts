// Whether and how fast batches go out: pauses that a person sets, rests of the program's own, the order, the limits.

/** What a pause is about. `id` is that of the credential or the watched folder. */
export type PauseScope =
  | { readonly scope: 'all' }
  | { readonly scope: 'credential'; readonly id: string }
  | { readonly scope: 'folder'; readonly id: string };

/** A pause in force. Documents are found and sealed all the same; only sending waits. Times in ms since 1970. */
export type PauseView = PauseScope & {
  /** The credential's name or the folder's path; null for everything. */
  readonly name: string | null;
  readonly since: number;
  /** null: until somebody ends it. */
  readonly until: number | null;
};

/**
 * Why a batch that is ready to go is not being sent; the first reason that applies. `until` is when that reason ends by
 * itself, null when it does not.
 */
export type SendingRest =
  /** A person paused sending: all of it, or that of the batch's credential or watched folder. */
  | { readonly because: 'pause'; readonly scope: PauseScope['scope']; readonly until: number | null }
  /** The timetable says: nothing at this hour. */
  | { readonly because: 'timetable'; readonly until: number | null }
  /** The network costs by volume, and the settings say to wait. */
  | { readonly because: 'metered-network' }
  /** The server refused the credential, or a secret is missing; the credential's own page says what. */
  | { readonly because: 'credential-paused' }
  /** The credential's last upload failed. `asked`: its server named the time (Retry-After), which is always obeyed. */
  | { readonly because: 'credential-rest'; readonly until: number; readonly asked: boolean }
  /** Its set is created by an earlier batch, or needs a person. `batchId`: the batch it waits for, where one is known. */
  | { readonly because: 'set'; readonly batchId: number | null };

/** What became of a person's word on a batch. */
export type DecisionAnswer =
  | { readonly kind: 'done' }
  | /** Done, but it cannot be sent yet. */ { readonly kind: 'rests'; readonly because: SendingRest };

/** Groups of the queue: being sent (or split), going on by themselves, waiting for a person. */
export const queueGroups = ['running', 'waiting', 'held'] as const;
export type QueueGroup = (typeof queueGroups)[number];

/** Full speed, within the bandwidth limit, or nothing new is begun. */
export const hourRules = ['full', 'limited', 'closed'] as const;
export type HourRule = (typeof hourRules)[number];
/** One rule for each hour of the week in local time, from Monday 00:00. */
export const hoursOfWeek = 168;

/** The settings of sending, for all credentials together. */
export interface UploadSettings {
  /** Uploads at a time: in all, and of one credential. */
  readonly places: number;
  readonly placesPerCredential: number;
  /** Bytes per second over all uploads together; null: no limit. With a timetable it holds in its `limited` hours. */
  readonly bytesPerSecond: number | null;
  /** 168 rules; null: every hour is the same. */
  readonly timetable: readonly HourRule[] | null;
  /** Nothing new is begun while the system says that the network costs by volume. */
  readonly pauseOnMetered: boolean;
}

/** What the numbers may be, both ends included. */
export const uploadBounds = { places: { min: 1, max: 8 }, bytesPerSecond: { min: 1_000, max: 1_000_000_000 } } as const;

export interface SendingCalls {
  'pauses.list': { request: null; value: readonly PauseView[] };
  /** Sets or changes a pause; `until` in ms since 1970, null: until it is ended. Running uploads end normally. */
  'pauses.set': { request: PauseScope & { until: number | null }; value: null };
  'pauses.end': { request: PauseScope; value: null };
  /** Puts a batch before all others, the latest first; false: back to its normal place. */
  'queue.prioritize': { request: { batchId: number; prioritized: boolean }; value: null };
}
