// The settings on disk: electron-store writes them atomically, with a mode for their owner alone.
import { join } from 'node:path';
import Store from 'electron-store';
import { settingsIn, type SettingsFile, type SettingsStore } from './settings-file';

/** Opens `settings.json` in this folder; throws the system's error when it cannot be read. */
export function openSettings(folder: string, now: () => number): SettingsFile {
  return settingsIn(join(folder, 'settings.json'), () => storeIn(folder), now);
}

function storeIn(folder: string): SettingsStore {
  const store = new Store<{ settings: unknown }>({ cwd: folder, name: 'settings', configFileMode: 0o600 });
  return {
    read: () => store.get('settings'),
    write: (settings) => {
      store.set('settings', settings);
    },
  };
}
