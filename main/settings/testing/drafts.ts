// Builders for tests of settings and calls: valid drafts with defaults, a temporary folder, settings over a plain file.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CredentialDraft, DropProfile, FolderDraft } from '../../../preload/contract';
import { settingsIn, type SettingsFile } from '../settings-file';

/** An empty folder that goes away with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'batchdrop-settings-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Settings in `settings.json` of this folder, written plainly: electron-store runs in Electron alone. */
export function plainSettings(folder: string, now: () => number = () => 0): SettingsFile {
  const file = join(folder, 'settings.json');
  const openStore = () => ({
    read: () =>
      existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { settings?: unknown }).settings : undefined,
    write: (settings: unknown) => {
      writeFileSync(file, JSON.stringify({ settings }));
    },
  });
  return settingsIn(file, openStore, now);
}

/** A complete new credential with automatic tokens. */
export function aCredentialDraft(overrides: Partial<CredentialDraft> = {}): CredentialDraft {
  return {
    name: 'acme',
    baseUrl: 'https://staging.klearstackapp.com',
    companyName: 'Acme',
    username: 'ap',
    tokenMode: 'automatic',
    inDoubt: 'ask',
    password: 'p4ssword',
    ...overrides,
  };
}

/** A complete new folder without a set; its path is the test's to give. */
export function aFolderDraft(overrides: Partial<FolderDraft> & { readonly path: string }): FolderDraft {
  return {
    credentialId: 'credential-1',
    documentType: 'Invoices',
    invoiceType: 'B2B',
    processingPref: 'Speed',
    sendSourceName: true,
    priority: null,
    accountId: '',
    setPolicy: 'none',
    setName: '',
    setReferenceNumber: '',
    quietSeconds: 10,
    maxDocuments: 100,
    maxMegabytes: 100,
    afterUpload: 'leave',
    duplicates: 'ask',
    otherImages: false,
    watchMode: 'auto',
    pollSeconds: 30,
    paused: false,
    ...overrides,
  };
}

/** The profile of a drop that goes to `credential-1`. */
export function aDropProfile(overrides: Partial<DropProfile> = {}): DropProfile {
  return {
    credentialId: 'credential-1',
    documentType: 'Invoices',
    invoiceType: 'B2B',
    processingPref: 'Speed',
    sendSourceName: true,
    priority: null,
    accountId: '',
    maxDocuments: 100,
    maxMegabytes: 100,
    duplicates: 'ask',
    otherImages: false,
    ...overrides,
  };
}
