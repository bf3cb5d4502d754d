// Runs the built command line as a process of its own, as a script or a schedule would.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const cli = join(import.meta.dirname, '../../out/main/cli.js');

export interface CommandLine {
  readonly process: ChildProcess;
  /** Parsed stdout lines so far. */
  readonly events: Record<string, unknown>[];
  /** Resolves with the first event, past or future, that has this type and fits. */
  event(type: string, fits?: (event: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** Resolves when the process ended. */
  ended(): Promise<{ exitCode: number | null; stdout: string; stderr: string }>;
}

/** Starts `batchdrop` with these arguments; the environment is this process's plus `environment`. */
export function batchdrop(args: readonly string[], environment: Record<string, string> = {}): CommandLine {
  const child = spawn(process.execPath, [cli, ...args], { env: { ...process.env, ...environment } });
  const events: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    stdout += `${line}\n`;
    if (line.startsWith('{"')) events.push(JSON.parse(line) as Record<string, unknown>);
    for (const listener of [...listeners]) listener();
  });
  const closed = once(child, 'close');
  return {
    process: child,
    events,
    event: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = events.find((event) => event['type'] === type && fits(event));
          if (found === undefined) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
        void closed.then(() => {
          reject(new Error(`ended without a "${type}" event; stderr:\n${stderr}`));
        });
      }),
    ended: async () => {
      await closed;
      return { exitCode: child.exitCode, stdout, stderr };
    },
  };
}

/** Runs `batchdrop` to its end. */
export async function runToEnd(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<{ exitCode: number | null; stdout: string; stderr: string; events: Record<string, unknown>[] }> {
  const command = batchdrop(args, environment);
  return { ...(await command.ended()), events: command.events };
}

export interface ConfigOptions {
  readonly folder: string;
  readonly baseUrl: string;
  readonly account: { readonly companyName: string; readonly username: string };
  /** Changes to the folder's part. */
  readonly profile?: Record<string, unknown>;
  /** Changes to the whole config. */
  readonly top?: Record<string, unknown>;
}

/** Writes a quick config (short quiet and settling times) and returns its path. */
export async function writeConfig(file: string, options: ConfigOptions): Promise<string> {
  const { folder, baseUrl, account, profile = {}, top = {} } = options;
  const config = {
    credentials: [{ name: 'acme', baseUrl, ...account, passwordEnv: 'ACME_PASSWORD', token: { mode: 'automatic' } }],
    folders: [
      {
        path: folder,
        credential: 'acme',
        documentType: 'Invoices',
        invoiceType: 'B2B',
        processingPref: 'Speed',
        batch: { quietMs: 100, maxDocuments: 100, maxBytes: 100_000_000 },
        ...profile,
      },
    ],
    retry: { firstMs: 100, ceilingMs: 500 },
    settleMs: 50,
    ...top,
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}
