// What a person does in the window, step by step; shared by the end-to-end tests.
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { batchdrop, type CommandLine } from '../integration/command';
import type { RunningProgram } from './launch';

/** A password that stands nowhere else: finding it on disk means that it leaked. */
export const canary = 'canary-Zq8!vW3x';

export interface TestServer {
  readonly baseUrl: string;
  /** SHA-256 of every document that arrived. */
  received(): Promise<string[]>;
  /** May be called twice. */
  stop(): Promise<void>;
}

/** Starts the stand-in server as a process of its own. */
export async function startServer(port = 0): Promise<TestServer> {
  const data = await mkdtemp(join(tmpdir(), 'batchdrop-server-'));
  const command: CommandLine = batchdrop(['sandbox', '--data', data, '--port', String(port), '--company', 'Acme'], {
    BATCHDROP_SANDBOX_PASSWORD: canary,
  });
  const { baseUrl } = await command.event('sandbox');
  let isStopped = false;
  return {
    baseUrl: String(baseUrl),
    received: async () => {
      const batches = await readdir(join(data, 'batches'));
      const requests = await Promise.all(
        batches.map((id) => readFile(join(data, 'batches', id, 'request.json'), 'utf8')),
      );
      return requests
        .flatMap((text) => (JSON.parse(text) as { documents: { sha256: string }[] }).documents)
        .map(({ sha256 }) => sha256)
        .sort();
    },
    stop: async () => {
      if (isStopped) return;
      isStopped = true;
      command.process.kill('SIGTERM');
      await command.ended();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** Goes to a view by its name in the navigation. */
export async function goTo(window: Page, view: string): Promise<void> {
  await window
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: view })
    .or(window.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: view }))
    .first()
    .click();
}

/** Opens an address inside the window, such as `#/folders/new`. */
export async function openAddress(window: Page, address: string): Promise<void> {
  await window.evaluate(`location.hash = ${JSON.stringify(address)}`);
}

/** Fills the form of a new credential, without saving it. */
export async function fillCredential(window: Page, baseUrl: string, password = canary): Promise<void> {
  await window.getByLabel('Name', { exact: false }).first().fill('Acme production');
  await window.getByLabel('Base URL').fill(baseUrl);
  await window.getByLabel('Company name').fill('Acme');
  await window.getByLabel('Username').fill('clerk');
  await window.getByRole('textbox', { name: 'Password' }).fill(password);
}

/** Adds a credential by its form. */
export async function addCredential(window: Page, baseUrl: string, password = canary): Promise<void> {
  await openAddress(window, '#/credentials/new');
  await fillCredential(window, baseUrl, password);
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await window.getByRole('list', { name: 'Credentials' }).getByText('Acme production').waitFor();
}

/** Answers every dialog for files or folders from now on with these paths. */
export async function answerFileDialog({ app }: RunningProgram, paths: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...chosen] });
  }, paths);
}

/** Adds a watched folder by its form: new set per folder, quick batches. */
export async function addFolder(program: RunningProgram, path: string, { quietSeconds = 0 } = {}): Promise<void> {
  const { window } = program;
  await answerFileDialog(program, [path]);
  await openAddress(window, '#/folders/new');
  await window.getByRole('button', { name: 'Choose folder' }).click();
  await window.getByLabel('Set policy').selectOption('new-per-folder');
  await window.getByLabel('Set name template').fill('{folder} {date}');
  await window.getByLabel('Quiet seconds').fill(String(quietSeconds));
  await window.getByRole('button', { name: /^(Save|Add) ?/ }).click();
  await window.getByRole('list', { name: 'Watched folders' }).getByText('Watching').waitFor();
}

/** Puts files into a folder, each in one step, as a scanner does. */
export async function drop(folder: string, files: Readonly<Record<string, Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Every file below a folder that holds this text. */
export async function filesWith(folder: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = await readFile(path).catch(() => Buffer.alloc(0));
    if (content.includes(text)) found.push(path);
  }
  return found;
}
