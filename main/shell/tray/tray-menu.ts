// The tray's menu as data, for Electron to build; apart from it, so that it can be tested.
import type { MenuItemConstructorOptions } from 'electron/main';
import type { PauseChoice } from '../../background/pause-choices';
import type { Situation } from '../../background/situation';
import type { TrayWords } from '../../words/native-words';

export interface TrayActions {
  open(): void;
  pause(choice: PauseChoice): void;
  resume(): void;
  scanAll(): void;
  quit(): void;
}

/** What a program that cannot work offers is to be opened, and ended. */
export function trayMenu(
  { isStopped, pause }: Situation,
  words: TrayWords,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  const item = (label: string, click: () => void): MenuItemConstructorOptions => ({ label, click });
  const choice = (label: string, name: PauseChoice): MenuItemConstructorOptions =>
    item(label, () => {
      actions.pause(name);
    });
  const sending: MenuItemConstructorOptions =
    pause === null
      ? {
          label: words.pause,
          submenu: [
            choice(words.pauseHour, 'hour'),
            choice(words.pauseTomorrow, 'tomorrow'),
            choice(words.pauseUntilResumed, 'until-resumed'),
          ],
        }
      : item(words.resume, actions.resume);
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  return [
    item(words.open, actions.open),
    ...(isStopped ? [] : [separator, sending, item(words.scanAll, actions.scanAll)]),
    separator,
    item(words.quit, actions.quit),
  ];
}
