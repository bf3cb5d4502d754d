// Starting at login, as each system wants to be told of it.
import { app } from 'electron/main';
import type { LoginItem } from '../../ipc/preference-calls';
import { autostartPath, isAutostarted, removeAutostart, startedProgram, writeAutostart } from './autostart-file';

export interface SystemLoginItem extends LoginItem {
  /** What the system says now: a person may have turned it off in the system's own settings. */
  isOn(): Promise<boolean>;
}

/** null during development: what would be started is Electron without a program. `args` come behind `--hidden`. */
export function systemLoginItem(extraArgs: readonly string[]): SystemLoginItem | null {
  if (!app.isPackaged) return null;
  const args = ['--hidden', ...extraArgs];
  if (process.platform === 'linux') {
    const path = autostartPath(process.env);
    const command = { program: startedProgram(process.env, process.execPath), args };
    return {
      set: (isOn) => (isOn ? writeAutostart(path, command) : removeAutostart(path)),
      isOn: () => isAutostarted(path),
    };
  }
  return {
    set: (openAtLogin) => {
      app.setLoginItemSettings({ openAtLogin, args });
      return Promise.resolve();
    },
    isOn: () => Promise.resolve(app.getLoginItemSettings({ args }).openAtLogin),
  };
}

/** macOS passes no arguments to what it starts at login, but tells that it did. */
export function wasStartedAtLogin(): boolean {
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
