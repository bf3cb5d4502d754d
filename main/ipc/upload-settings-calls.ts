// Calls about the settings of sending: how many uploads, how fast, and at which hours.
import { lockedSetting } from '../policy/guard';
import type { Settings } from '../settings/settings-file';
import { ok, type Handlers } from './answer-call';
import type { Services } from './services';

type UploadSettingsCalls = Pick<Handlers, 'uploads.get' | 'uploads.save'>;

export function uploadSettingsCalls({
  settings,
  applySettings,
  policy = () => null,
}: Pick<Services, 'settings' | 'applySettings' | 'policy'>): UploadSettingsCalls {
  return {
    'uploads.get': () => Promise.resolve(ok(settings.get().uploads)),
    'uploads.save': async (uploads) => {
      const withUploads = (current: Settings): Settings => ({
        ...current,
        uploads: { ...uploads, timetable: uploads.timetable?.slice() ?? null },
      });
      const locked = lockedSetting(policy(), settings.get(), withUploads(settings.get()));
      if (locked !== null) return { ok: false, problem: locked };
      settings.change(withUploads);
      await applySettings();
      return ok(null);
    },
  };
}
