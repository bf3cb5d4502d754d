// "Try it with the sandbox": a server on loopback, a credential, a watched folder and sample documents, all made for it.
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderIdOf } from './engine/form-checks';
import type { CredentialId } from './engine/model';
import { createSandbox, demoAccount, type Sandbox } from './sandbox/sandbox';
import { writeSampleDocuments } from './sandbox/samples';
import type { SecretKeeper } from './settings/secret-keeper';
import type { SavedCredential, SavedFolder, SettingsFile } from './settings/settings-file';

export interface AppSandbox {
  /** Starts the server again when an earlier session used it. */
  resume(): Promise<void>;
  /** Makes what is missing, writes the sample documents and returns their folder. */
  start(): Promise<{ folder: string; samples: readonly string[] }>;
  readonly running: Sandbox | null;
  readonly folder: string;
  stop(): Promise<void>;
}

/** `apply` hands changed settings to the engine. */
export function createAppSandbox(
  dataFolder: string,
  settings: SettingsFile,
  secrets: SecretKeeper,
  apply: () => Promise<void>,
): AppSandbox {
  const home = join(dataFolder, 'sandbox');
  const folder = join(home, 'documents');
  let running: Sandbox | null = null;
  let starting: Promise<Sandbox> | null = null;

  async function listen(): Promise<Sandbox> {
    const options = { dataDir: join(home, 'server') };
    const port = settings.get().sandboxPort;
    // The port of last time, so that the credential still fits; another program may have taken it since.
    running = await createSandbox({ ...options, port: port ?? 0 }).catch(() => createSandbox(options));
    return running;
  }

  /** One server, however often it is asked for meanwhile. */
  async function serve(): Promise<Sandbox> {
    starting ??= listen();
    try {
      return await starting;
    } catch (error) {
      starting = null;
      throw error;
    }
  }

  /** The credential points to the server and has its password; a name that the user gave it stays. */
  function saveCredential(sandbox: Sandbox): CredentialId {
    const { credentials } = settings.get();
    const known = credentials.find((credential) => credential.sandbox);
    const id = (known?.id ?? randomUUID()) as CredentialId;
    const { companyName, username, password } = demoAccount;
    const saved: SavedCredential = {
      ...{ id, name: known?.name ?? freeName(credentials), baseUrl: sandbox.url, companyName, username },
      ...{ tokenMode: 'automatic', inDoubt: 'ask', sandbox: true },
    };
    settings.change((current) => ({
      ...current,
      sandboxPort: sandbox.port,
      credentials:
        known === undefined
          ? [...current.credentials, saved]
          : current.credentials.map((credential) => (credential.id === id ? saved : credential)),
    }));
    // The account is everybody's: where secrets last for the session only, nobody is asked for this one.
    if (secrets.keepingOf(id, 'password') === 'missing') secrets.save(id, 'password', password);
    return id;
  }

  function saveFolder(credentialId: CredentialId): void {
    if (settings.get().folders.some(({ path }) => path === folder)) return;
    const saved: SavedFolder = {
      ...{ id: folderIdOf(folder), path: folder, credentialId },
      ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed', sourceName: 'API' },
      set: { policy: 'new-per-folder', name: 'Sandbox {date}' },
      batch: { quietMs: 2_000, maxDocuments: 5, maxBytes: 50 * 1024 * 1024 },
      ...{ afterUpload: 'leave', duplicates: 'ask', otherImages: false, paused: false },
    };
    settings.change((current) => ({ ...current, folders: [...current.folders, saved] }));
  }

  return {
    folder,
    get running() {
      return running;
    },
    resume: async () => {
      if (!settings.get().credentials.some((credential) => credential.sandbox)) return;
      saveCredential(await serve());
    },
    start: async () => {
      const sandbox = await serve();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      saveFolder(saveCredential(sandbox));
      const samples = await writeSampleDocuments(folder);
      await apply();
      return { folder, samples };
    },
    stop: async () => {
      await starting?.catch(() => undefined);
      await running?.close();
      [running, starting] = [null, null];
    },
  };
}

/** "Sandbox", or the next name with a number that no credential has. */
function freeName(credentials: readonly SavedCredential[]): string {
  const names = new Set(credentials.map(({ name }) => name));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? 'Sandbox' : `Sandbox ${number}`;
    if (!names.has(name)) return name;
  }
}
