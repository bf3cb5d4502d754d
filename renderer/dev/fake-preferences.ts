// The development bridge's part about preferences and diagnostics.
import type { Calls, Preferences, PreferencesView, Topic, UploadSettings } from '../../preload/contract';

type Handlers = {
  readonly [Name in 'preferences.get' | 'preferences.save' | 'uploads.get' | 'uploads.save' | 'diagnostics.collect']: (
    request: Calls[Name]['request'],
  ) => Calls[Name]['value'];
};

const first: Preferences = {
  ...{ language: 'system', closeToTray: true, startAtLogin: false },
  notifications: { deliveries: true, problems: true, quietFrom: '18:00', quietTo: '07:30' },
  ...{ keepZipsDays: 0, activityDays: 90, spoolFolder: null, spoolMaxMegabytes: 20_000 },
};

export function fakePreferences(changed: (topics: readonly Topic[]) => void): Handlers {
  let preferences = first;
  let uploads: UploadSettings = {
    ...{ places: 4, placesPerCredential: 2, bytesPerSecond: null, timetable: null, pauseOnMetered: false },
  };
  const view = (): PreferencesView => ({
    preferences,
    spool: {
      ...{ folder: '/home/ap/.config/batchdrop/spool', sizeBytes: 431_000_000, isFull: false },
      ...{ movesAtNextStart: preferences.spoolFolder !== null, problem: null },
    },
    hasTray: true,
    canStartAtLogin: true,
  });
  return {
    'preferences.get': view,
    'preferences.save': (draft) => {
      const before = preferences;
      preferences = draft;
      changed(['app']);
      return {
        needsReload: draft.language !== before.language,
        needsRestart: draft.spoolFolder !== before.spoolFolder,
      };
    },
    'uploads.get': () => uploads,
    'uploads.save': (next) => {
      uploads = next;
      changed(['app']);
      return null;
    },
    'diagnostics.collect': () => ({ path: '/home/ap/Documents/batchdrop-diagnostics.zip' }),
  };
}
