// The application menu as data: the platform's roles and shortcuts in the program's language. No Electron in here.
import type { MenuItemConstructorOptions } from 'electron/main';
import type { Destination } from '../../preload/contract';
import type { MenuWords } from '../words/native-words';

export interface MenuActions {
  goTo(destination: Destination): void;
  scanAll(): void;
  saveDiagnostics(): void;
  about(): void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** The menu as data. Electron's own labels are English everywhere, so that each role gets one. */
export function menuTemplate(
  words: MenuWords,
  actions: MenuActions,
  { isDevelopment, isMac }: { isDevelopment: boolean; isMac: boolean },
): Item[] {
  const about: Item = { label: words.about, click: actions.about };
  const settings: Item = {
    ...{ label: words.settings, accelerator: 'CommandOrControl+,' },
    click: () => {
      actions.goTo({ to: 'settings' });
    },
  };
  const quit: Item = { role: 'quit', label: words.quit, accelerator: 'CommandOrControl+Q' };
  const close: Item = { role: 'close', label: words.close };
  const scanAll: Item = { label: words.scanAll, accelerator: 'F5', click: actions.scanAll };
  return [
    ...(isMac ? [{ label: 'Batchdrop', submenu: macItems(words, { about, settings, quit }) }] : []),
    {
      label: words.file,
      submenu: isMac ? [scanAll, separator, close] : [scanAll, separator, settings, separator, close, quit],
    },
    { label: words.edit, submenu: editItems(words) },
    { label: words.view, submenu: viewItems(words, isDevelopment) },
    { label: words.go, submenu: goItems(words, actions) },
    { label: words.window, submenu: windowItems(words, isMac), ...(isMac ? { role: 'window' as const } : {}) },
    {
      ...{ label: words.help, ...(isMac ? { role: 'help' as const } : {}) },
      submenu: [{ label: words.diagnostics, click: actions.saveDiagnostics }, ...(isMac ? [] : [separator, about])],
    },
  ];
}

function macItems(words: MenuWords, { about, settings, quit }: Record<'about' | 'settings' | 'quit', Item>): Item[] {
  return [
    ...[about, separator, settings, separator],
    { role: 'services', label: words.services },
    separator,
    { role: 'hide', label: words.hide },
    { role: 'hideOthers', label: words.hideOthers },
    { role: 'unhide', label: words.unhide },
    ...[separator, quit],
  ];
}

function editItems(words: MenuWords): Item[] {
  return [
    { role: 'undo', label: words.undo },
    { role: 'redo', label: words.redo },
    separator,
    { role: 'cut', label: words.cut },
    { role: 'copy', label: words.copy },
    { role: 'paste', label: words.paste },
    { role: 'delete', label: words.delete },
    separator,
    { role: 'selectAll', label: words.selectAll },
  ];
}

function viewItems(words: MenuWords, isDevelopment: boolean): Item[] {
  return [
    { role: 'resetZoom', label: words.resetZoom },
    { role: 'zoomIn', label: words.zoomIn },
    // The key as it is printed: without Shift on most keyboards, where Electron's own shortcut wants it.
    { role: 'zoomIn', label: words.zoomIn, accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut', label: words.zoomOut },
    separator,
    { role: 'togglefullscreen', label: words.fullScreen },
    ...(isDevelopment ? [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
  ];
}

const places = ['overview', 'sets', 'queue', 'folders', 'credentials'] as const;

function goItems(words: MenuWords, actions: MenuActions): Item[] {
  return places.map((to, index) => ({
    ...{ label: words[to], accelerator: `CommandOrControl+${index + 1}` },
    click: () => {
      actions.goTo({ to });
    },
  }));
}

function windowItems(words: MenuWords, isMac: boolean): Item[] {
  const minimize: Item = { role: 'minimize', label: words.minimize };
  if (!isMac) return [minimize];
  return [minimize, { role: 'zoom', label: words.zoom }, separator, { role: 'front', label: words.front }];
}
