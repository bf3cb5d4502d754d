// The menu has every role a platform expects, a text for each in the program's language, and no shortcut twice.
import type { MenuItemConstructorOptions } from 'electron/main';
import { describe, expect, it } from 'vitest';
import { wordsFor } from '../words/words-for';
import { menuTemplate } from './menu-template';

const german = wordsFor({ language: 'de', locale: 'de-DE' }).menu;

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])]);
}

function aMenu({ isMac = false, isDevelopment = false } = {}) {
  const done: unknown[] = [];
  const template = menuTemplate(
    german,
    {
      goTo: (destination) => void done.push(destination.to),
      scanAll: () => void done.push('scan'),
      saveDiagnostics: () => void done.push('diagnostics'),
      about: () => void done.push('about'),
    },
    { isMac, isDevelopment },
  );
  return { done, items: flat(template), top: template };
}

describe.each([{ isMac: false }, { isMac: true }])('the menu ($isMac for macOS)', ({ isMac }) => {
  it('has a German text for everything but its lines', () => {
    const { items } = aMenu({ isMac });
    const english = /\b(file|edit|view|window|undo|copy|paste|zoom in|quit|close|minimize|about|hide)\b/i;
    for (const item of items.filter(({ type }) => type !== 'separator')) {
      expect(item.label, JSON.stringify(item)).toBeTruthy();
      expect(item.label).not.toMatch(english);
    }
  });

  it('has the roles of the platform', () => {
    const { items } = aMenu({ isMac });
    const roles = items.flatMap(({ role }) => role ?? []);
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'copy', 'paste', 'selectAll', 'zoomIn', 'resetZoom', 'quit']),
    );
    expect(roles.includes('services')).toBe(isMac);
    expect(roles.includes('toggleDevTools')).toBe(false);
    expect(aMenu({ isMac, isDevelopment: true }).items.some(({ role }) => role === 'toggleDevTools')).toBe(true);
  });

  it('has no shortcut twice, and does what its items say', () => {
    const { items, done } = aMenu({ isMac });
    const keys = items.flatMap(({ accelerator }) => accelerator ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { click } of items) (click as (() => void) | undefined)?.();
    expect(done.map(String).sort()).toEqual(
      ['about', 'credentials', 'diagnostics', 'folders', 'overview', 'queue', 'scan', 'sets', 'settings'].sort(),
    );
  });
});
