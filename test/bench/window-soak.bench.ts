// A month in front of the window, in minutes: every page is visited 200 times while batches go out. What the page holds
// after the 200th round must be what it held after the 50th.
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type CDPSession, type Page } from '@playwright/test';
import { aFolderDraft } from '../../main/settings/testing/drafts';
import { test } from '../e2e/launch';
import { addCredential, startServer, type TestServer } from '../e2e/steps';
import { aPdf } from '../integration/documents';
import { ask } from './big-ledger';
import { printFigures, type Figure } from './figures';

const rounds = 200;
/** By then every page's code is loaded, and compiled where it pays. */
const firstLook = 50;
/** Documents that arrive before each round, in batches of three: lists get longer, what they keep must not. */
const perRound = 3;
/** The page keeps answers for a minute after it showed them (renderer/src/calls/query-client.ts). */
const answersForgottenMs = 65_000;
/**
 * [Note: Limits of the window's soak] Compiled code and longer lists were 1.7 MB; one page that stayed behind at each
 * visit would be 1,500 pages, tens of megabytes and 100,000 nodes.
 */
const limits = { heapBytes: 3 * 1024 * 1024, nodes: 500, listeners: 50 };

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

test('the window after a month of visits', async ({ launcher }) => {
  const { app, window } = await launcher.launch();
  await addCredential(window, server.baseUrl);
  const [credential] = await ask(window, 'credentials.list', null);
  const inbox = join(base, 'inbox');
  await mkdir(inbox);
  const draft = aFolderDraft({ path: inbox, credentialId: credential?.id ?? '', maxDocuments: 3, quietSeconds: 0 });
  await ask(window, 'folders.save', { ...draft, afterUpload: 'move' });
  const session = await app.context().newCDPSession(window);
  await session.send('Performance.enable');
  const looks: Held[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await arrive(inbox, round);
    await visitAll(window);
    if (round !== firstLook && round !== rounds) continue;
    await everythingDelivered(window, round * perRound);
    await window.waitForTimeout(answersForgottenMs);
    looks.push(await heldBy(session));
  }
  const [before, after] = looks;
  if (before === undefined || after === undefined) throw new Error('not looked at');
  const figures: Figure[] = [
    { what: 'heap at the 50th round', value: before.heapBytes, unit: 'bytes', limit: null },
    {
      what: 'heap, more at the 200th',
      value: after.heapBytes - before.heapBytes,
      unit: 'bytes',
      limit: limits.heapBytes,
    },
    { what: 'nodes at the 50th round', value: before.nodes, unit: 'nodes', limit: null },
    { what: 'nodes, more at the 200th', value: after.nodes - before.nodes, unit: 'nodes', limit: limits.nodes },
    { what: 'listeners at the 50th round', value: before.listeners, unit: 'listeners', limit: null },
    {
      ...{ what: 'listeners, more at the 200th', unit: 'listeners' },
      ...{ value: after.listeners - before.listeners, limit: limits.listeners },
    },
  ];
  const beyond = printFigures('What the page holds after a month', figures);
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(
    join('test-results', 'bench', 'window-soak.json'),
    `${JSON.stringify({ looks, figures }, null, 2)}\n`,
  );
  expect(beyond).toEqual([]);
});

interface Held {
  readonly heapBytes: number;
  /** Of the document, and others that something still refers to. */
  readonly nodes: number;
  readonly listeners: number;
}

async function heldBy(session: CDPSession): Promise<Held> {
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return { heapBytes: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** Every page of the navigation, a set and a batch, each until it has its content. Clicked in the page: that is quicker. */
function visitAll(window: Page): Promise<void> {
  return window.evaluate(`(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const shown = async (before) => {
      const startedAt = performance.now();
      do {
        await frame();
        if (performance.now() - startedAt > 30_000) throw new Error('not shown: ' + location.hash);
      } while (
        document.querySelector('main h1') === before ||
        document.querySelector('main [aria-busy="true"], main .mantine-Skeleton-root') !== null
      );
    };
    const open = async (link) => {
      const before = document.querySelector('main h1');
      link.click();
      await shown(before);
    };
    for (const button of document.querySelectorAll('nav button[title*=" ("]')) {
      if (button.getAttribute('aria-current') !== null) continue;
      await open(button);
      for (const inner of ['main [data-testid="set"] a', 'main [data-testid^="batch-"] a']) {
        const link = document.querySelector(inner);
        if (link !== null) await open(link);
      }
    }
  })()`);
}

async function arrive(inbox: string, round: number): Promise<void> {
  for (let index = 0; index < perRound; index += 1) {
    const name = `scan ${round}-${index}.pdf`;
    const hidden = join(inbox, `.${name}.part`);
    await writeFile(hidden, aPdf(name));
    await rename(hidden, join(inbox, name));
  }
}

async function everythingDelivered(window: Page, documents: number): Promise<void> {
  await expect
    .poll(async () => (await ask(window, 'overview.get', { period: 'all' })).counts.delivered, { timeout: 120_000 })
    .toBe(documents);
}
