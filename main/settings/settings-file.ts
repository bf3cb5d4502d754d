// The settings: preferences, credentials and watched folders, checked when they are read. Secrets only as ciphertext.
import { chmodSync, readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { uploadBounds } from '../../preload/contract';
import {
  afterUploadActions,
  watchModes,
  documentTypes,
  duplicateRules,
  inDoubtRules,
  invoiceTypes,
  processingPrefs,
} from '../engine/model';
import { defaultUploads, hourRules, hoursOfWeek } from '../engine/upload-limits';
import { languageChoices } from './language';
import { preferences } from './preferences';
import { savedDrop } from './saved-drop';

const newSet = <Name extends string>(policy: Name) => z.object({ policy: z.literal(policy), name: z.string() });
const trust = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('authority'), pem: z.string() }),
  z.object({
    kind: z.literal('pinned'),
    fingerprint: z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/),
    pem: z.string().optional(),
  }),
]);
const proxy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('manual'),
    host: z.string().min(1),
    port: z.int().min(1).max(65_535),
    username: z.string().nullable(),
  }),
]);
/** What the system says is what is said without it, so that one setting has one spelling. */
function unlessSystem<Choice extends { readonly kind: string }>(choice: Choice): Choice | undefined {
  return choice.kind === 'system' ? undefined : choice;
}

/** A credential as it stands in the settings file. */
export const savedCredential = z.object({
  id: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  companyName: z.string(),
  username: z.string(),
  tokenMode: z.enum(['automatic', 'pasted']),
  inDoubt: z.enum(inDoubtRules).default('ask'),
  // Without them as the system says (decision 22).
  trust: trust.transform(unlessSystem).optional(),
  proxy: proxy.transform(unlessSystem).optional(),
  sandbox: z.boolean(),
});
const folder = z.object({
  id: z.string(),
  path: z.string(),
  credentialId: z.string(),
  documentType: z.enum(documentTypes),
  invoiceType: z.enum(invoiceTypes),
  processingPref: z.enum(processingPrefs),
  sourceName: z.string().optional(),
  priority: z.boolean().optional(),
  accountId: z.string().optional(),
  set: z.discriminatedUnion('policy', [
    z.object({ policy: z.literal('none') }),
    z.object({ policy: z.literal('existing'), referenceNumber: z.string() }),
    newSet('new-per-folder'),
    newSet('new-per-subfolder'),
    newSet('new-per-day'),
    newSet('new-per-week'),
    newSet('new-per-month'),
    newSet('new-per-batch'),
  ]),
  batch: z.object({ quietMs: z.number(), maxDocuments: z.number(), maxBytes: z.number() }),
  afterUpload: z.enum(afterUploadActions),
  duplicates: z.enum(duplicateRules).default('ask'),
  otherImages: z.boolean(),
  watch: z.object({ mode: z.enum(watchModes), pollMs: z.number() }).optional(),
  paused: z.boolean(),
});
const places = z.int().min(uploadBounds.places.min).max(uploadBounds.places.max);
const { bytesPerSecond } = uploadBounds;
const uploads = z.object({
  places: places.default(defaultUploads.places),
  placesPerCredential: places.default(defaultUploads.placesPerCredential),
  bytesPerSecond: z.int().min(bytesPerSecond.min).max(bytesPerSecond.max).nullable().default(null),
  timetable: z.array(z.enum(hourRules)).length(hoursOfWeek).nullable().default(null),
  pauseOnMetered: z.boolean().default(false),
});
const settings = z.object({
  credentials: z.array(savedCredential).default([]),
  folders: z.array(folder).default([]),
  drops: z.array(savedDrop).default([]),
  /** Ciphertext in base64 by `<credential id>/<password|token>`. */
  secrets: z.record(z.string(), z.string()).default({}),
  weakStorageAccepted: z.boolean().default(false),
  language: z.enum(languageChoices).default('system'),
  sandboxPort: z.number().nullable().default(null),
  uploads: uploads.prefault({}),
  preferences: preferences.prefault({}),
  /** What a person chose against a policy's preset, see main/policy: names of settings, ids of entries taken out. */
  againstPresets: z
    .object({ chosen: z.array(z.string()), removed: z.array(z.string()) })
    .default({ chosen: [], removed: [] }),
});

/** The settings in a value of unknown origin. Throws when it is none. */
export function parseSettings(value: unknown): Settings {
  return settings.parse(value);
}

export type Settings = z.infer<typeof settings>;
export type SavedCredential = z.infer<typeof savedCredential>;
export type SavedFolder = z.infer<typeof folder>;

export interface SettingsFile {
  get(): Settings;
  /** Writes atomically; rejects nothing: a full disk throws to the caller. */
  change(update: (current: Settings) => Settings): void;
  /** Where a damaged file went; null when nothing was wrong. */
  readonly setAside: string | null;
}

/** One JSON file that is written atomically, for its owner alone; electron-store in the program. */
export interface SettingsStore {
  read(): unknown;
  write(settings: Settings): void;
}

/**
 * Reads the settings. A file that cannot be understood is kept under another name, never overwritten; one that cannot
 * be read at all throws the system's error: its content may be fine. `openStore` is called once the file is known good.
 */
export function settingsIn(file: string, openStore: () => SettingsStore, now: () => number): SettingsFile {
  const setAside = setDamagedAside(file, now);
  const store = openStore();
  let current = settings.parse(store.read() ?? {});
  return {
    get: () => current,
    change: (update) => {
      const next = settings.parse(update(current));
      store.write(next);
      current = next;
    },
    setAside,
  };
}

function setDamagedAside(file: string, now: () => number): string | null {
  const text = readIfThere(file);
  if (text === null || isUnderstood(text)) return null;
  const target = `${file}.damaged-${new Date(now()).toISOString().replaceAll(':', '-')}`;
  renameSync(file, target);
  return target;
}

function readIfThere(file: string): string | null {
  try {
    // A copied profile may have come with a wider mode.
    chmodSync(file, 0o600);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function isUnderstood(text: string): boolean {
  try {
    return z.object({ settings: settings.optional() }).safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
