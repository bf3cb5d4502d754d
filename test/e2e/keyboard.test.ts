// The main job by keyboard alone: account, folder, batch id, pause. Whatever takes the focus shows it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { aPdf } from '../integration/documents';
import { test } from './launch';
import { canary, drop, startServer } from './steps';

interface Focused {
  readonly name: string;
  readonly isSeen: boolean;
}

test('the main job by keyboard alone', async ({ program }) => {
  const server = await startServer();
  const inbox = await mkdtemp(join(tmpdir(), 'batchdrop-keyboard-'));
  const { window } = program;
  const { keyboard } = window;
  try {
    await keyboard.press('Control+7');
    await tabTo(window, /^Add credential/);
    await keyboard.press('Enter');
    for (const [field, text] of [
      [/^Name/, 'Acme'],
      [/^Base URL/, server.baseUrl],
      [/^Company name/, 'Acme'],
      [/^Username/, 'clerk'],
      [/^Password/, canary],
    ] as const) {
      await tabTo(window, field);
      await keyboard.type(text);
    }
    await keyboard.press('Enter');
    await expect(window.getByRole('heading', { level: 1, name: 'Credentials' })).toBeVisible();

    await keyboard.press('Control+6');
    await tabTo(window, /^Add watched folder/);
    await keyboard.press('Enter');
    await tabTo(window, /^Folder path/);
    await keyboard.type(inbox);
    await tabTo(window, /^Quiet seconds/);
    await keyboard.press('Control+A');
    await keyboard.type('0');
    await keyboard.press('Enter');
    await expect(window.getByRole('list', { name: 'Watched folders' })).toBeVisible();

    await drop(inbox, { 'Alder & Finch.pdf': aPdf('Alder & Finch') });
    await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(1);
    await keyboard.press('Control+3');
    await expect(window.getByTestId('set')).toHaveCount(1);
    await tabTo(window, /^Not in a set/);
    await keyboard.press('Enter');
    await tabTo(window, /^Copy/);
    await keyboard.press('Enter');
    await expect(window.getByText(/Copied/).first()).toBeVisible();

    await keyboard.press('Control+4');
    await tabTo(window, /^Pause sending/);
    await keyboard.press('Enter');
    await expect(window.getByRole('dialog')).toBeVisible();
    await tabTo(window, /^Pause$/);
    await keyboard.press('Enter');
    await expect(window.getByRole('dialog')).toHaveCount(0);
    await tabTo(window, /^Resume/);
    await keyboard.press('Enter');
    await expect(window.getByText(/^Sending is paused/)).toHaveCount(0);
  } finally {
    await server.stop();
    await rm(inbox, { recursive: true, force: true });
  }
});

const mostStops = 80;

/** Presses Tab until something of this name has the focus. */
async function tabTo(window: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stops = 0; stops < mostStops; stops += 1) {
    await window.keyboard.press('Tab');
    const focused = await focusedNow(window);
    expect(focused.isSeen, `"${focused.name}" has the focus and does not show it`).toBe(true);
    if (name.test(focused.name)) return;
    passed.push(focused.name);
  }
  throw new Error(`Tab does not lead to ${String(name)}; it leads to: ${passed.join(', ')}`);
}

async function focusedNow(window: Page): Promise<Focused> {
  return window.evaluate<Focused>(`(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return { name: '', isSeen: true };
    const label = element.labels?.[0]?.innerText;
    const name = (element.getAttribute('aria-label') ?? label ?? element.innerText ?? '').trim();
    // Switches and radios draw the ring beside themselves, fields by their border.
    const parts = [element, element.nextElementSibling, element.parentElement].filter((part) => part !== null);
    const rings = parts.map((part) => getComputedStyle(part));
    const isSeen = rings.some(({ outlineStyle, outlineWidth, boxShadow }) =>
      (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') || element.matches('input, select, textarea');
    return { name, isSeen };
  })()`);
}
