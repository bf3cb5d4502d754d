// `--demo`: the main job on the built-in sandbox, printed as it happens, with screenshots where nobody can watch.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { App, BrowserWindow } from 'electron/main';
import type { DemoParts } from './core';
import type { EngineEvent } from './engine/events';
import type { DemoOptions } from './start-options';

const limitMs = 120_000;
const pages = ['overview', 'sets', 'queue', 'folders', 'credentials'] as const;

/** Runs the demo; with screenshots it ends the program: exit code 0 only when every sample document arrived. */
export async function runDemo(
  options: DemoOptions,
  demo: DemoParts | null,
  window: () => BrowserWindow | null,
  app: App,
): Promise<void> {
  if (demo === null) {
    app.exit(1);
    return;
  }
  demo.listen((event) => {
    const line = lineFor(event);
    if (line !== null) process.stdout.write(`${line}\n`);
  });
  const { folder, samples } = await demo.sandbox.start();
  process.stdout.write(`${samples.length} sample documents in ${folder}\n`);
  const missing = await untilDelivered(folder, samples, async () => {
    const batches = (await demo.sandbox.running?.received()) ?? [];
    return batches.flatMap(({ documents }) => documents.map(({ sha256 }) => sha256));
  });
  for (const name of missing) process.stdout.write(`not delivered: ${name}\n`);
  if (missing.length === 0) process.stdout.write(`${samples.length} of ${samples.length} documents delivered\n`);
  if (options.screenshots === null) return;
  const shown = window();
  if (shown !== null) await takeScreenshots(shown, options.screenshots);
  process.exitCode = missing.length === 0 ? 0 : 1;
  // Ends the way a person ends it: uploads stop, the ledger is closed.
  app.once('will-quit', () => {
    app.exit(missing.length === 0 ? 0 : 1);
  });
  app.quit();
}

function lineFor(event: EngineEvent): string | null {
  if (event.type === 'batch-accepted') {
    const { serverBatchId, setName, setReferenceNumber, documents } = event;
    return `batch ${serverBatchId}  set ${setName ?? '-'} (${setReferenceNumber ?? '-'})  ${documents} documents`;
  }
  if (event.type === 'document-set-aside') return `set aside ${event.relativePath}: ${event.reason}`;
  return null;
}

/** Waits until the server holds the very bytes of every document; answers with those that it does not hold in time. */
async function untilDelivered(
  folder: string,
  names: readonly string[],
  received: () => Promise<string[]>,
): Promise<string[]> {
  const wanted = new Map<string, string>();
  for (const name of names) {
    wanted.set(
      name,
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    );
  }
  const endAt = Date.now() + limitMs;
  for (;;) {
    const hashes = new Set(await received());
    const missing = names.filter((name) => !hashes.has(wanted.get(name) ?? ''));
    if (missing.length === 0 || Date.now() > endAt) return missing;
    await pause(200);
  }
}

async function takeScreenshots(window: BrowserWindow, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const page of pages) {
    await window.webContents.executeJavaScript(`location.hash = '#/${page}'; undefined`);
    // The page asks for its data and paints; there is no event for "nothing moves any more".
    await pause(1_500);
    const image = await window.webContents.capturePage();
    await writeFile(join(folder, `${page}.png`), image.toPNG());
  }
}
