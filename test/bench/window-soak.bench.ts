// A month in front of the window, in minutes: every page is visited 200 times while batches go out. What the page holds
// after the 200th round must be what it held after the 100th.
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
import { grownKinds, readHeapContents, type HeapContents } from './heap-contents';

const rounds = 200;
/** By then every page's code is loaded, and every cache of the page and of its libraries is full. */
const firstLook = 100;
/** Documents that arrive before each round, in batches of three: lists get longer, what they keep must not. */
const perRound = 3;
/** The page keeps answers for a minute after it showed them (renderer/src/calls/query-client.ts). */
const answersForgottenMs = 65_000;
/**
 * [Note: Limits of the window's soak] V8 goes on compiling for hundreds of rounds (1 MB of code from the 20th to the 40th,
 * 0.7 MB from the 100th to the 200th), and Chromium fills its lists of long frames and moved boxes, 150 to 200 entries
 * each, in the first hundred. So the objects are weighed without the code, over the second half: they were 5.75 MB both
 * times, at most 12 kB apart, and nodes and listeners the same to a few. One small object kept at each visit to a page would be
 * 1,000 of them; one page, 100,000 nodes.
 */
const limits = { objectBytes: 128 * 1024, nodes: 500, listeners: 50 };

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
    looks.push(await heldBy(session, join(base, `${round}.heapsnapshot`)));
  }
  const [before, after] = looks;
  if (before === undefined || after === undefined) throw new Error('not looked at');
  const figures: Figure[] = [
    { what: 'objects at the 100th round', value: weightOf(before), unit: 'bytes', limit: null },
    {
      ...{ what: 'objects, more at the 200th', unit: 'bytes', limit: limits.objectBytes },
      value: weightOf(after) - weightOf(before),
    },
    {
      ...{ what: 'compiled code, more at the 200th', unit: 'bytes', limit: null },
      value: after.contents.codeBytes - before.contents.codeBytes,
    },
    { what: 'nodes at the 100th round', value: before.nodes, unit: 'nodes', limit: null },
    { what: 'nodes, more at the 200th', value: after.nodes - before.nodes, unit: 'nodes', limit: limits.nodes },
    { what: 'listeners at the 100th round', value: before.listeners, unit: 'listeners', limit: null },
    {
      ...{ what: 'listeners, more at the 200th', unit: 'listeners' },
      ...{ value: after.listeners - before.listeners, limit: limits.listeners },
    },
  ];
  const grown = grownKinds(before.contents, after.contents, 12);
  console.log('Kinds of objects that take more at the 200th:');
  for (const { kind, count, bytes } of grown) console.log(`  ${bytes} bytes in ${count} more: ${kind}`);
  const beyond = printFigures('What the page holds after a month', figures);
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(
    join('test-results', 'bench', 'window-soak.json'),
    `${JSON.stringify({ figures, grown }, null, 2)}\n`,
  );
  expect(beyond).toEqual([]);
});

interface Held {
  readonly contents: HeapContents;
  /** Of the document, and others that something still refers to. */
  readonly nodes: number;
  readonly listeners: number;
}

function weightOf({ contents }: Held): number {
  return contents.objectBytes + contents.bufferBytes;
}

async function heldBy(session: CDPSession, snapshotFile: string): Promise<Held> {
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
  await writeSnapshot(session, snapshotFile);
  return { contents: await readHeapContents(snapshotFile), nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

async function writeSnapshot(session: CDPSession, path: string): Promise<void> {
  const pieces: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => pieces.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  // The last piece comes before the answer.
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  await writeFile(path, pieces);
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
