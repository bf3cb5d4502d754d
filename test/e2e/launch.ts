// Starts the packaged program in a profile of its own, and ends it when the test is over.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { sandboxArguments } from '../../scripts/lib/display.mjs';
import { testProgram } from '../../scripts/lib/package-program.mjs';

export interface RunningProgram {
  readonly app: ElectronApplication;
  /** The main window, shown and filled. */
  readonly window: Page;
  readonly dataDir: string;
}

export interface LaunchOptions {
  /** An earlier program's folder; a fresh one unless given. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
  /** Runs the program, with its arguments behind; the program itself unless given. */
  readonly wrapper?: string;
  /** Added to this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Launcher {
  /** Starts the program and waits until its window is ready to use. */
  launch(options?: LaunchOptions): Promise<RunningProgram>;
  /** Ends the program in the way a person does, and starts it again on the same data. */
  restart(running: RunningProgram): Promise<RunningProgram>;
  /** Ends the program in the way a person does. */
  stop(running: RunningProgram): Promise<void>;
  /** Kills all of the program at once, as a power cut would. */
  kill(running: RunningProgram): Promise<void>;
  /** The program has ended by itself. */
  forget(running: RunningProgram): void;
}

interface Fixtures {
  launcher: Launcher;
  /** The program in a fresh profile. */
  program: RunningProgram;
}

/** Playwright's `test` with the program as a fixture. */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern
  launcher: async ({}, use) => {
    const open = new Map<ElectronApplication, LaunchOptions>();
    const made: string[] = [];

    const launch = async (options: LaunchOptions = {}): Promise<RunningProgram> => {
      const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'batchdrop-e2e-')));
      if (options.dataDir === undefined) made.push(dataDir);
      const app = await _electron.launch({
        executablePath: options.wrapper ?? testProgram,
        args: [...sandboxArguments(), `--data-dir=${dataDir}`, ...(options.args ?? [])],
        env: { ...environment(), ...options.env },
      });
      open.set(app, { ...options, dataDir });
      const window = await app.firstWindow();
      await window.locator('body[data-ready="true"]').waitFor({ state: 'attached' });
      return { app, window, dataDir };
    };
    const close = async (app: ElectronApplication): Promise<void> => {
      open.delete(app);
      await app.close();
    };

    await use({
      launch,
      restart: async ({ app }) => {
        const options = open.get(app);
        await close(app);
        return launch(options);
      },
      stop: ({ app }) => close(app),
      kill: async ({ app }) => {
        open.delete(app);
        const child = app.process();
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      },
      forget: ({ app }) => {
        open.delete(app);
      },
    });
    await Promise.all([...open.keys()].map(close));
    await Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true })));
  },
  program: async ({ launcher }, use) => {
    await use(await launcher.launch());
  },
});

function environment(): Record<string, string> {
  const entries = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
