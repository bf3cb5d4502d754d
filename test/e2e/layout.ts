// Whether a view fits the window it is shown in: nothing hangs out sideways, nothing of a control or heading is cut off.
import { expect, type Page } from '@playwright/test';

const patienceMs = 2_000;

/** Fails, telling `where`, when it does not. */
export async function expectFits(window: Page, where: string): Promise<void> {
  let found: string[] = [];
  // A chart takes the new width a few frames after the window has it.
  const settles = async () => {
    found = await window.evaluate<string[]>(misfits);
    return found.length;
  };
  await expect
    .poll(settles, { timeout: patienceMs })
    .toBe(0)
    .catch(() => undefined);
  expect.soft(found, where).toEqual([]);
}

// The document itself never scrolls; the page inside does, downwards only. Data such as paths may end in an ellipsis, our own words may not.
const misfits = `(() => {
  const found = [];
  const name = (element) => element.tagName.toLowerCase() + ' "' + (element.textContent ?? '').trim().slice(0, 60) + '"';
  const root = document.documentElement;
  for (const side of ['Width', 'Height']) {
    if (root['scroll' + side] > root['client' + side]) found.push('the document scrolls: ' + side);
  }
  for (const area of document.querySelectorAll('.shell-main, .shell-page, .virtual-list, [role="dialog"]')) {
    if (area.scrollWidth > area.clientWidth + 1) found.push('scrolls sideways: ' + area.className);
  }
  const visible = (element) => element.checkVisibility() && element.closest('.visually-hidden') === null;
  for (const element of document.querySelectorAll('main button, main a, main h1, main h2, main h3, main label, nav button')) {
    if (!visible(element) || element.matches('[translate="no"], :has([translate="no"])')) continue;
    const { left, right, width } = element.getBoundingClientRect();
    if (width > 0 && (left < -1 || right > innerWidth + 1)) found.push('hangs out: ' + name(element));
    // Words alone count: a part that is one pixel wide is there for screen readers.
    const isCut = [element, ...element.querySelectorAll('*')].some((one) =>
      [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && /\\S/.test(node.textContent))
        && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible');
    if (isCut) found.push('is cut: ' + name(element));
  }
  return found;
})()`;
