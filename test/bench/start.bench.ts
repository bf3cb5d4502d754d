// How long the packaged program takes from its start to a useful window: without anything set up, and on a large ledger.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, expect, type Page } from '@playwright/test';
import { sandboxArguments } from '../../scripts/lib/display.mjs';
import { testProgram } from '../../scripts/lib/package-program.mjs';
import { test } from '../e2e/launch';
import { startServer, type TestServer } from '../e2e/steps';
import { onBigLedger } from './big-ledger';
import { median, printFigures, type Figure } from './figures';

const usefulMs = 1_500;
const starts = 5;
const results: Record<string, readonly Start[]> = {};

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
test.afterAll(async () => {
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(join('test-results', 'bench', 'start.json'), `${JSON.stringify(results, null, 2)}\n`);
});

/** Milliseconds since the process was started. */
interface Start {
  /** The page began to load. */
  readonly pageMs: number;
  /** Anything was painted. */
  readonly paintMs: number;
  /** The overview's headline, or the guide of the first run, was painted: no placeholder. */
  readonly usefulMs: number;
}

test('the start without anything set up', async () => {
  const dataDir = join(base, 'data');
  await expectSoon('nothing set up', dataDir, 'first-run');
});

test('the start on a large ledger', async ({ launcher }) => {
  const running = await onBigLedger(launcher, { server, base });
  await launcher.stop(running);
  await expectSoon('large ledger', running.dataDir, 'headline');
});

async function expectSoon(what: string, dataDir: string, painted: string): Promise<void> {
  const warm: Start[] = [];
  const cold: Start[] = [];
  // What the very first start makes for good, such as Chromium's own files, is no part of the later ones.
  await start(dataDir, painted);
  for (let round = 0; round < starts; round += 1) {
    warm.push(await start(dataDir, painted));
    if (dropPageCache()) cold.push(await start(dataDir, painted));
  }
  results[`${what}, warm`] = warm;
  results[`${what}, cold`] = cold;
  const figures = [...figuresOf('files in memory', warm), ...figuresOf('files on the disk only', cold)];
  expect(printFigures(`From the start of the program to a useful window: ${what}`, figures)).toEqual([]);
}

function figuresOf(what: string, times: readonly Start[]): Figure[] {
  if (times.length === 0) return [];
  const useful = times.map((time) => time.usefulMs);
  return [
    { what: `${what}: page begins, median`, value: median(times.map(({ pageMs }) => pageMs)), unit: 'ms', limit: null },
    {
      what: `${what}: first paint, median`,
      value: median(times.map(({ paintMs }) => paintMs)),
      unit: 'ms',
      limit: null,
    },
    { what: `${what}: useful, median`, value: median(useful), unit: 'ms', limit: usefulMs },
    { what: `${what}: useful, slowest`, value: Math.max(...useful), unit: 'ms', limit: null },
  ];
}

/**
 * Starts the program as a person does, with Chromium's door for tests open and nobody at it: whoever came through before
 * the paint would slow it down. Chromium has written down when it painted.
 */
async function start(dataDir: string, painted: string): Promise<Start> {
  const startedAt = performance.timeOrigin + performance.now();
  const child = spawn(
    testProgram,
    [...sandboxArguments(), '--inspect=0', '--remote-debugging-port=0', `--data-dir=${dataDir}`],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  try {
    const browser = await chromium.connectOverCDP(await doorOf(child));
    const context = browser.contexts()[0];
    const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
    if (page === undefined) throw new Error('no page');
    const times = await paintsOf(page, painted);
    await browser.close();
    return {
      pageMs: times.origin - startedAt,
      paintMs: times.origin + times.first - startedAt,
      usefulMs: times.origin + times.useful - startedAt,
    };
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }
}

function paintsOf(page: Page, painted: string): Promise<{ origin: number; first: number; useful: number }> {
  return page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const told = list.getEntries().find(({ identifier }) => identifier === ${JSON.stringify(painted)});
      if (told === undefined) return;
      resolve({
        origin: performance.timeOrigin,
        first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? told.renderTime,
        useful: told.renderTime,
      });
    }).observe({ type: 'element', buffered: true });
  })`);
}

/** The address that Chromium says, among whatever else it says. */
function doorOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (child.stderr === null) throw new Error('no stderr');
    createInterface({ input: child.stderr }).on('line', (line) => {
      const [, address] = /^DevTools listening on (ws:.+)$/.exec(line) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => {
      reject(new Error('the program ended'));
    });
  });
}

/** Only root may, and only on Linux; false when it could not be done. */
function dropPageCache(): boolean {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '3');
    return true;
  } catch {
    return false;
  }
}
