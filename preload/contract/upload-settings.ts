// The settings of sending, as the window reads and saves them.
import type { UploadSettings } from './sending';

export interface UploadSettingsCalls {
  'uploads.get': { request: null; value: UploadSettings };
  /** Takes effect at once, for running uploads too. */
  'uploads.save': { request: UploadSettings; value: null };
}
