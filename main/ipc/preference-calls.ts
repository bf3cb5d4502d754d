// Calls about the preferences: read, checked, saved, and told to the parts that follow them.
import { resolve } from 'node:path';
import type { Preferences, SpoolView } from '../../preload/contract';
import { lockedSetting } from '../policy/guard';
import { checkPreferences } from '../settings/check-preferences';
import { speechFor } from '../settings/language';
import type { Settings } from '../settings/settings-file';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type PreferenceCalls = Pick<Handlers, 'preferences.get' | 'preferences.save'>;

/** What of the desktop the preferences are about. */
export interface PreferenceDesktop {
  hasTray(): Promise<boolean>;
  /** null for a copy of the program that cannot be started at login. Rejects with the system's error. */
  readonly loginItem: LoginItem | null;
}

export interface LoginItem {
  set(isOn: boolean): Promise<void>;
}

export interface PreferenceServices extends Pick<Services, 'settings' | 'dataFolder' | 'applySettings' | 'policy'> {
  readonly systemLanguages: readonly string[];
  readonly spool: () => Promise<SpoolView>;
  readonly desktop: PreferenceDesktop;
}

export function preferenceCalls(services: PreferenceServices): PreferenceCalls {
  const { settings, dataFolder, desktop, systemLanguages, policy = () => null } = services;
  const languageOf = (choice: Preferences['language']): string => speechFor(choice, systemLanguages).language;
  return {
    'preferences.get': async () => {
      const [spool, hasTray] = await Promise.all([services.spool(), desktop.hasTray()]);
      return ok({
        ...{ preferences: preferencesIn(settings.get()), spool, hasTray },
        canStartAtLogin: desktop.loginItem !== null,
      });
    },
    'preferences.save': async (draft) => {
      const before = preferencesIn(settings.get());
      const { folders } = settings.get();
      const wrong = await checkPreferences(draft, { folders, dataFolder, spoolFolder: before.spoolFolder });
      if (wrong !== null) return { ok: false, problem: wrong };
      const { language, spoolFolder, ...rest } = draft;
      const spool = spoolFolder === null ? null : resolve(spoolFolder);
      const withDraft = (current: Settings): Settings => ({
        ...current,
        language,
        preferences: { ...current.preferences, ...rest, spoolFolder: spool },
      });
      const locked = lockedSetting(policy(), settings.get(), withDraft(settings.get()));
      if (locked !== null) return { ok: false, problem: locked };
      if (draft.startAtLogin !== before.startAtLogin && desktop.loginItem !== null) {
        try {
          await desktop.loginItem.set(draft.startAtLogin);
        } catch (error) {
          return problem('failed', { field: 'startAtLogin', detail: codeOf(error) });
        }
      }
      settings.change(withDraft);
      await services.applySettings();
      return ok({
        needsReload: languageOf(language) !== languageOf(before.language),
        needsRestart: spool !== before.spoolFolder,
      });
    },
  };
}

/** The preferences as the window sees them. */
export function preferencesIn({ language, preferences }: Settings): Preferences {
  const { closeToTray, startAtLogin, notifications, keepZipsDays, activityDays } = preferences;
  const { spoolFolder, spoolMaxMegabytes } = preferences;
  return {
    ...{ language, closeToTray, startAtLogin, notifications, keepZipsDays, activityDays },
    ...{ spoolFolder, spoolMaxMegabytes },
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
