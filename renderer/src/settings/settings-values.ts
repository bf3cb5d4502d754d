// What the settings' form holds, and what is sent: preferences and the settings of sending in one form.
import {
  hoursOfWeek,
  preferenceBounds,
  uploadBounds,
  type HourRule,
  type LanguageChoice,
  type Preferences,
  type UploadSettings,
} from '../../../preload/contract';
import { formatCount } from '../words/numbers';
import { problemSentence } from '../words/problems';

export interface SettingsValues {
  readonly language: LanguageChoice;
  readonly closeToTray: boolean;
  readonly startAtLogin: boolean;
  readonly tellDeliveries: boolean;
  readonly tellProblems: boolean;
  /** "HH:MM", or empty. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly places: number | string;
  readonly placesPerCredential: number | string;
  readonly isLimited: boolean;
  /** 1 kB is 1,000 bytes here, as network speeds are counted. */
  readonly kilobytesPerSecond: number | string;
  readonly hasTimetable: boolean;
  readonly timetable: readonly HourRule[];
  readonly pauseOnMetered: boolean;
  readonly spoolFolder: string;
  readonly spoolMaxMegabytes: number | string;
  readonly keepZipsDays: number | string;
  readonly activityDays: number | string;
}

const bytesPerKilobyte = 1_000;
// Enough not to be in anybody's way, little enough to make a difference on a DSL line.
const firstSpeed = 500;

/** The form as it is opened. */
export function settingsValues(preferences: Preferences, uploads: UploadSettings): SettingsValues {
  const { notifications, spoolFolder, spoolMaxMegabytes, ...rest } = preferences;
  const { bytesPerSecond, timetable, places, placesPerCredential, pauseOnMetered } = uploads;
  return {
    ...rest,
    tellDeliveries: notifications.deliveries,
    tellProblems: notifications.problems,
    quietFrom: notifications.quietFrom ?? '',
    quietTo: notifications.quietTo ?? '',
    ...{ places, placesPerCredential, pauseOnMetered },
    isLimited: bytesPerSecond !== null,
    kilobytesPerSecond: bytesPerSecond === null ? firstSpeed : Math.round(bytesPerSecond / bytesPerKilobyte),
    hasTimetable: timetable !== null,
    timetable: timetable ?? Array.from({ length: hoursOfWeek }, () => 'full'),
    spoolFolder: spoolFolder ?? '',
    spoolMaxMegabytes: spoolMaxMegabytes ?? '',
  };
}

type Errors = Partial<Record<keyof SettingsValues, string>>;

/** Fields without an entry are fine. The program checks again when saving. */
export function checkSettings(values: SettingsValues): Errors {
  const { places, placesPerCredential, kilobytesPerSecond, isLimited, spoolMaxMegabytes } = values;
  const { min, max } = uploadBounds.bytesPerSecond;
  const speeds = { min: min / bytesPerKilobyte, max: max / bytesPerKilobyte };
  const required = problemSentence({ code: 'required' });
  return {
    ...within('places', places, uploadBounds.places),
    ...within('placesPerCredential', placesPerCredential, uploadBounds.places),
    ...(isLimited && within('kilobytesPerSecond', kilobytesPerSecond, speeds)),
    ...(spoolMaxMegabytes !== '' && within('spoolMaxMegabytes', spoolMaxMegabytes, preferenceBounds.spoolMaxMegabytes)),
    ...within('keepZipsDays', values.keepZipsDays, preferenceBounds.keepZipsDays),
    ...within('activityDays', values.activityDays, preferenceBounds.activityDays),
    ...(values.quietFrom === '' && values.quietTo !== '' && { quietFrom: required }),
    ...(values.quietTo === '' && values.quietFrom !== '' && { quietTo: required }),
  };
}

function within(
  field: keyof SettingsValues,
  value: number | string,
  { min, max }: { readonly min: number; readonly max: number },
): Errors {
  if (value === '') return { [field]: problemSentence({ code: 'required' }) };
  const number = Number(value);
  if (Number.isInteger(number) && number >= min && number <= max) return {};
  return { [field]: problemSentence({ code: 'out-of-range', detail: `${formatCount(min)}–${formatCount(max)}` }) };
}

/** What is saved as preferences. */
export function preferencesOf(values: SettingsValues): Preferences {
  const { language, closeToTray, startAtLogin, tellDeliveries, tellProblems, spoolFolder, spoolMaxMegabytes } = values;
  return {
    ...{ language, closeToTray, startAtLogin },
    notifications: {
      deliveries: tellDeliveries,
      problems: tellProblems,
      quietFrom: values.quietFrom === '' ? null : values.quietFrom,
      quietTo: values.quietTo === '' ? null : values.quietTo,
    },
    keepZipsDays: Number(values.keepZipsDays),
    activityDays: Number(values.activityDays),
    spoolFolder: spoolFolder.trim() === '' ? null : spoolFolder.trim(),
    spoolMaxMegabytes: spoolMaxMegabytes === '' ? null : Number(spoolMaxMegabytes),
  };
}

/** What is saved about sending. */
export function uploadSettingsOf(values: SettingsValues): UploadSettings {
  const { places, placesPerCredential, isLimited, kilobytesPerSecond, hasTimetable, timetable } = values;
  return {
    places: Number(places),
    placesPerCredential: Number(placesPerCredential),
    bytesPerSecond: isLimited ? Number(kilobytesPerSecond) * bytesPerKilobyte : null,
    timetable: hasTimetable ? timetable : null,
    pauseOnMetered: values.pauseOnMetered,
  };
}

/** The form's field behind a field of the preferences or of the settings of sending. */
export function formField(field: string | undefined): keyof SettingsValues | null {
  const last = field?.split('.').at(-1);
  const names: Record<string, keyof SettingsValues> = {
    ...{ deliveries: 'tellDeliveries', problems: 'tellProblems', quietFrom: 'quietFrom', quietTo: 'quietTo' },
    ...{ keepZipsDays: 'keepZipsDays', activityDays: 'activityDays', spoolFolder: 'spoolFolder' },
    ...{ places: 'places', placesPerCredential: 'placesPerCredential', pauseOnMetered: 'pauseOnMetered' },
    ...{ bytesPerSecond: 'isLimited', timetable: 'hasTimetable' },
    ...{ spoolMaxMegabytes: 'spoolMaxMegabytes', startAtLogin: 'startAtLogin', language: 'language' },
  };
  return last === undefined ? null : (names[last] ?? null);
}
