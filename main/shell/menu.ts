// The application menu in the system's or the window's frame.
import { Menu } from 'electron/main';
import type { MenuWords } from '../words/native-words';
import { menuTemplate, type MenuActions } from './menu-template';

/** Installs the menu, in the place of an earlier one. Developer tools are in it during development only. */
export function installMenu(
  words: MenuWords,
  actions: MenuActions,
  { isDevelopment }: { isDevelopment: boolean },
): void {
  const template = menuTemplate(words, actions, { isDevelopment, isMac: process.platform === 'darwin' });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
