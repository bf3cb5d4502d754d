// Calls about the settings of sending: how many uploads, how fast, and at which hours.
import { ok, type Handlers } from './answer-call';
import type { Services } from './services';

type UploadSettingsCalls = Pick<Handlers, 'uploads.get' | 'uploads.save'>;

export function uploadSettingsCalls({
  settings,
  applySettings,
}: Pick<Services, 'settings' | 'applySettings'>): UploadSettingsCalls {
  return {
    'uploads.get': () => Promise.resolve(ok(settings.get().uploads)),
    'uploads.save': async (uploads) => {
      settings.change((current) => ({
        ...current,
        uploads: { ...uploads, timetable: uploads.timetable?.slice() ?? null },
      }));
      await applySettings();
      return ok(null);
    },
  };
}
