// How the program behaves on this computer: tray, login, notifications, what is kept and where, the language.
import type { Language } from './app';

/** What a person chose; `system` follows the computer. */
export type LanguageChoice = 'system' | Language;

export interface NotificationPreferences {
  /** Deliveries, told in groups. */
  readonly deliveries: boolean;
  /** Whatever begins to wait for a person, told one by one. */
  readonly problems: boolean;
  /** Quiet hours as local "HH:MM", both or neither; they may go over midnight. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}

export interface Preferences {
  readonly language: LanguageChoice;
  /** Closing the window leaves the program running; false ends it. */
  readonly closeToTray: boolean;
  readonly startAtLogin: boolean;
  readonly notifications: NotificationPreferences;
  /** How long a delivered zip stays in the spool; 0 removes it after its batch is accepted. */
  readonly keepZipsDays: number;
  /** How long the list of activity goes back. */
  readonly activityDays: number;
  /** Absolute path of the spool; null is the data folder's own. Takes effect at the next start. */
  readonly spoolFolder: string | null;
  /** Sealing rests while the spool holds this much; null: no limit. Megabytes of 1,000,000 bytes. */
  readonly spoolMaxMegabytes: number | null;
}

/** What the numbers may be; both ends are included. */
export const preferenceBounds = {
  keepZipsDays: { min: 0, max: 3_650 },
  activityDays: { min: 1, max: 3_650 },
  spoolMaxMegabytes: { min: 100, max: 10_000_000 },
} as const;

/** Why the spool did not go where the preferences want it. */
export type SpoolMoveProblem =
  | 'unreachable' // the wished folder cannot be made or written to
  | 'occupied' // other files, or another Batchdrop's zips, are in it
  | 'no-room'
  | 'not-copied'; // a zip could not be read or written

export interface SpoolView {
  /** Where sealed zips are now. */
  readonly folder: string;
  /** What they take up, kept ones included. */
  readonly sizeBytes: number;
  /** Nothing more is sealed: the limit is reached. Documents stay ready in their folders. */
  readonly isFull: boolean;
  /** The spool moves when the program starts again. */
  readonly movesAtNextStart: boolean;
  /** What kept it from moving at this start; null when nothing did. */
  readonly problem: SpoolMoveProblem | null;
}

export interface PreferencesView {
  readonly preferences: Preferences;
  readonly spool: SpoolView;
  /** Whether this desktop shows a tray now; without one closing minimizes the window. */
  readonly hasTray: boolean;
  /** Whether this copy of the program can start at login: not during development. */
  readonly canStartAtLogin: boolean;
}

/** What a change of preferences asks of the window. */
export interface PreferencesSaved {
  /** The language changed: the page has to be loaded anew. */
  readonly needsReload: boolean;
  /** Something takes effect at the next start of the program. */
  readonly needsRestart: boolean;
}

export interface PreferenceCalls {
  'preferences.get': { request: null; value: PreferencesView };
  /** Refused with the field at fault, such as `notifications.quietTo`. */
  'preferences.save': { request: Preferences; value: PreferencesSaved };
}
