// How much may be sent at a time, how fast, and at which hours; the settings of sending for all credentials together.

/** Full speed, within the bandwidth limit, or nothing new is begun. */
export const hourRules = ['full', 'limited', 'closed'] as const;
export type HourRule = (typeof hourRules)[number];

/** Length of a timetable: one rule for each hour of the week in local time, from Monday 00:00. */
export const hoursOfWeek = 168;

export interface UploadLimits {
  /** Uploads at a time, in all and of one credential. */
  readonly places: number;
  readonly placesPerCredential: number;
  /** Request body bytes per second over all uploads together; null: no limit. With a timetable: in its `limited` hours. */
  readonly bytesPerSecond: number | null;
  /** `hoursOfWeek` rules; null: every hour is the same. */
  readonly timetable: readonly HourRule[] | null;
  /** Nothing new is begun while the system says that the network costs by volume. */
  readonly pauseOnMetered: boolean;
}

/** Several uploads, but few enough for any server; as fast as the line goes, at any hour. */
export const defaultUploads: UploadLimits = {
  places: 4,
  placesPerCredential: 2,
  bytesPerSecond: null,
  timetable: null,
  pauseOnMetered: false,
};
