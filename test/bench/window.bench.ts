// The packaged program on 2,000 sets, 20,000 batches and 200,000 documents, and while 10,000 documents come in.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { attentionKinds, type CallName, type Calls } from '../../preload/contract';
import { aFolderDraft } from '../../main/settings/testing/drafts';
import { test } from '../e2e/launch';
import { addCredential, goTo, openAddress, startServer, type TestServer } from '../e2e/steps';
import { bigLedger, hashOf, pathOf, serverIdOf } from '../e2e/testing/seed-ledger';
import { aPdf } from '../integration/documents';
import { ask, onBigLedger } from './big-ledger';
import { median, percentile, printFigures, type Figure } from './figures';

const firstPaintMs = 1_000;
const largestReply = 1_000_000;
/** What Web Vitals call a good Interaction to Next Paint, at the 98th percentile. */
const goodInteractionMs = 200;
const rounds = 5;
const arriving = 10_000;

let server: TestServer;
let base: string;
test.beforeEach(async () => {
  server = await startServer();
  base = await mkdtemp(join(tmpdir(), 'batchdrop-bench-'));
});
test.afterEach(async () => {
  await server.stop();
  await rm(base, { recursive: true, force: true });
});

/**
 * Milliseconds from the click until the page's content was painted: its heading and no placeholder any more. Measured in
 * the page, so that nothing of the test's own way there counts.
 */
function timeTo(window: Page, { button, heading }: { button: string; heading: string }): Promise<number> {
  return window.evaluate<number>(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const startedAt = performance.now();
    document.querySelector(${JSON.stringify(button)}).click();
    for (;;) {
      await frame();
      const title = document.querySelector('main h1')?.textContent ?? '';
      const isWaiting = document.querySelector('main [aria-busy="true"], main .mantine-Skeleton-root') !== null;
      if (new RegExp(${JSON.stringify(heading)}).test(title) && !isWaiting) break;
      if (performance.now() - startedAt > 30_000) throw new Error('not shown: ' + title);
    }
    // The frame after the one that was drawn.
    await frame();
    return performance.now() - startedAt;
  })()`);
}

const views = [
  'Overview',
  'Needs attention',
  'Sets',
  'Queue',
  'Activity',
  'Watched folders',
  'Credentials',
  'Settings',
] as const;

test('pages on a large ledger', async ({ launcher }) => {
  let running = await onBigLedger(launcher, { server, base });
  const first = new Map<string, number[]>();
  const again = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const times of [first, again]) {
      const note = (what: string, ms: number) => times.set(what, [...(times.get(what) ?? []), ms]);
      await openAddress(running.window, '#/rehearsals');
      for (const view of views) {
        note(view, await timeTo(running.window, { button: `nav button[title^="${view} ("]`, heading: `^${view}$` }));
        if (view !== 'Sets') continue;
        note('A set', await timeTo(running.window, { button: 'main [data-testid="set"] a', heading: '^Eingang' }));
        note('A batch', await timeTo(running.window, { button: 'main [data-testid^="batch-"] a', heading: '.' }));
      }
    }
    // Each first visit counts with nothing remembered.
    if (round < rounds - 1) running = await launcher.restart(running);
  }
  const paints = [...first].flatMap(([what, times]): Figure[] => [
    { what: `${what}, first visit, slowest`, value: Math.max(...times), unit: 'ms', limit: firstPaintMs },
    { what: `${what}, later visits`, value: median(again.get(what) ?? []), unit: 'ms', limit: firstPaintMs },
  ]);
  const beyond = printFigures('From the click to the painted page', paints);
  beyond.push(...printFigures('Largest replies', await replySizes(running.window)));
  beyond.push(...printFigures('Scrolling', await scrolls(running.window)));
  expect(beyond).toEqual([]);
});

/** The largest page that each call may be asked for. */
async function replySizes(window: Page): Promise<Figure[]> {
  const page = { offset: 0, limit: 500 };
  const batchId = bigLedger.batches - 500;
  const requests: readonly { readonly [Name in CallName]: [Name, Calls[Name]['request']] }[CallName][] = [
    ['overview.get', { period: 'all' }],
    ['attention.list', page],
    ...attentionKinds.map((kind): ['attention.list', Calls['attention.list']['request']] => [
      'attention.list',
      { ...page, kinds: [kind] },
    ]),
    ['attention.counts', {}],
    ['sets.list', { ...page, search: '' }],
    ['sets.get', { setId: 1_000 }],
    ['sets.batches', { ...page, setId: null }],
    ['sets.batchIds', { ...page, setId: null }],
    ['sets.documents', { ...page, batchId }],
    ['batches.get', { batchId }],
    ['batches.attempts', { ...page, batchId }],
    ['queue.list', page],
    ['activity.list', { before: null, limit: 500 }],
    ['search.find', { text: 'rechnung' }],
    ['search.find', { text: serverIdOf(777) }],
    ['search.find', { text: hashOf(pathOf(5)).slice(0, 10) }],
    ['folders.list', null],
    ['credentials.list', null],
  ];
  const sizes = new Map<string, number>();
  for (const [name, request] of requests) {
    const { length } = JSON.stringify(await ask(window, name, request));
    sizes.set(name, Math.max(sizes.get(name) ?? 0, length));
  }
  return [...sizes].map(([what, value]) => ({ what, value, unit: 'bytes', limit: largestReply }));
}

/** Frames, while the wheel turns fast, in which a part of the list's own height showed no row although there were more. */
async function scrolls(window: Page): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const view of ['Sets', 'Needs attention', 'Activity']) {
    await goTo(window, view);
    const list = window.locator('main .virtual-list').first();
    await list.getByRole('listitem').first().waitFor();
    await list.hover();
    const watching = window.evaluate<{ blank: number; frames: number; rows: number }>(`(async () => {
      const list = document.querySelector('main .virtual-list');
      let blank = 0, frames = 0;
      const endsAt = performance.now() + 5_000;
      while (performance.now() < endsAt) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        frames += 1;
        const area = list.getBoundingClientRect();
        const rows = [...list.querySelectorAll('[role="listitem"]')].map((row) => row.getBoundingClientRect());
        const covered = Math.max(...rows.map(({ bottom }) => bottom));
        const begun = Math.min(...rows.map(({ top }) => top));
        const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 2;
        if ((covered < area.bottom - 1 && !isAtEnd) || begun > area.top + 1) blank += 1;
      }
      return { blank, frames, rows: Number(list.querySelector('[role="listitem"]:last-of-type')?.ariaPosInSet ?? 0) };
    })()`);
    for (let turn = 0; turn < 90; turn += 1) {
      await window.mouse.wheel(0, 900);
      await window.waitForTimeout(40);
    }
    const { blank, frames } = await watching;
    figures.push({ what: `${view}, frames`, value: frames, unit: 'frames', limit: null });
    figures.push({ what: `${view}, of them with a blank`, value: blank, unit: 'frames', limit: 0 });
  }
  return figures;
}

test('interactions while 10,000 documents come in', async ({ launcher }) => {
  const { window } = await launcher.launch();
  await addCredential(window, server.baseUrl);
  const [credential] = await ask(window, 'credentials.list', null);
  const inbox = join(base, 'inbox');
  await mkdir(inbox);
  await ask(window, 'folders.save', aFolderDraft({ path: inbox, credentialId: credential?.id ?? '' }));
  await window.evaluate(`(() => {
    window.interactions = [];
    new PerformanceObserver((list) => window.interactions.push(...list.getEntries()
      .filter(({ interactionId }) => interactionId > 0).map(({ duration }) => duration)))
      .observe({ type: 'event', durationThreshold: 16 });
  })()`);
  const dropping = dropMany(inbox, arriving);
  const startedAt = performance.now();
  let clicks = 0;
  let seen = 0;
  while (seen < arriving && performance.now() - startedAt < 400_000) {
    for (const view of ['Overview', 'Queue', 'Activity', 'Sets', 'Needs attention', 'Watched folders']) {
      await goTo(window, view);
      await expect(window.getByRole('heading', { level: 1, name: view })).toBeVisible();
      clicks += 1;
      await window.waitForTimeout(100);
    }
    const { counts } = await ask(window, 'overview.get', { period: 'all' });
    seen = counts.delivered;
  }
  await dropping;
  // Interactions shorter than 16 ms are not told of; they count as that.
  const told = await window.evaluate<number[]>('window.interactions');
  const durations = [...told, ...Array.from({ length: Math.max(0, clicks - told.length) }, () => 16)];
  const beyond = printFigures('From a click to the next paint, while 10,000 documents come in and go out', [
    { what: 'documents delivered meanwhile', value: seen, unit: 'documents', limit: null },
    { what: 'median', value: median(durations), unit: 'ms', limit: null },
    { what: '98th percentile', value: percentile(durations, 98), unit: 'ms', limit: goodInteractionMs },
    { what: 'slowest', value: Math.max(...durations), unit: 'ms', limit: null },
  ]);
  expect(seen).toBe(arriving);
  expect(beyond).toEqual([]);
});

/** Each under another name first, so that none is seen half written; as fast as the disk takes them. */
async function dropMany(folder: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const name = `scan ${String(index).padStart(5, '0')}.pdf`;
    const hidden = join(folder, `.${name}.part`);
    await writeFile(hidden, aPdf(name));
    await rename(hidden, join(folder, name));
  }
}
