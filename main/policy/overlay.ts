// Lays a policy over a person's own settings, and takes it off again before these are saved: the two are never mixed.
import { managedSettings, type ManagedSetting } from '../../preload/contract';
import { isInside } from '../settings/check-folder';
import { parseSettings, type Settings } from '../settings/settings-file';
import type { ManagedEntry, Policy } from './parse-policy';

/** The settings in force: what is locked comes from the policy, what is preset where the person chose nothing else. */
export function overlay(own: Settings, policy: Policy): Settings {
  let settings: Settings = {
    ...own,
    credentials: merged(own.credentials, policy.credentials, own),
    folders: merged(
      own.folders.filter((folder) => !rests(folder.path, policy)),
      policy.folders,
      own,
    ),
  };
  for (const name of managedSettings) {
    const managed = policy.settings[name];
    if (managed === undefined) continue;
    if (managed.locked || !isChosen(name, own)) settings = withValue(settings, name, managed.value);
  }
  return parseSettings(settings);
}

/** What is to be saved after a change of the settings in force: the person's own, untouched where the policy is locked. */
export function withoutPolicy(next: Settings, own: Settings, policy: Policy): Settings {
  const inForce = overlay(own, policy);
  const chosen = new Set(own.againstPresets.chosen);
  let settings: Settings = {
    ...next,
    credentials: ownEntries(next.credentials, own.credentials, policy.credentials),
    folders: [
      ...ownEntries(next.folders, own.folders, policy.folders),
      ...own.folders.filter(({ id, path }) => rests(path, policy) && !isOf(policy.folders, id)),
    ],
  };
  for (const name of managedSettings) {
    const managed = policy.settings[name];
    if (managed === undefined) continue;
    const isSame = isEqual(valueOf(next, name), valueOf(inForce, name));
    if (managed.locked || isSame) settings = withValue(settings, name, valueOf(own, name));
    else chosen.add(name);
  }
  const presets = [...policy.credentials, ...policy.folders].filter(({ locked }) => !locked);
  const left = new Set([...next.credentials, ...next.folders].map(({ id }) => id));
  const removed = presets.map(({ saved }) => saved.id).filter((id) => !left.has(id));
  const kept = own.againstPresets.removed.filter((id) => !left.has(id));
  const againstPresets = { chosen: [...chosen].sort(), removed: [...new Set([...kept, ...removed])].sort() };
  return parseSettings({ ...settings, againstPresets });
}

/** A watched folder of one's own that overlaps one of the policy's rests: its documents would be delivered twice. */
export function rests(path: string, policy: Policy): boolean {
  return policy.folders.some(
    ({ saved }) => saved.path !== path && (isInside(saved.path, path) || isInside(path, saved.path)),
  );
}

/** One of these settings. */
export function valueOf(settings: Settings, name: ManagedSetting): unknown {
  switch (name) {
    case 'language':
      return settings.language;
    case 'keepZipsDays':
    case 'activityDays':
    case 'spoolMaxMegabytes':
      return settings.preferences[name];
    case 'places':
    case 'placesPerCredential':
    case 'bytesPerSecond':
    case 'timetable':
    case 'pauseOnMetered':
      return settings.uploads[name];
  }
}

/** Whether two values of settings are the same; they are plain JSON. */
export function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function withValue(settings: Settings, name: ManagedSetting, value: unknown): Settings {
  // The policy's schema has checked the value; the compiler cannot follow the pair of name and value.
  if (name === 'language') return { ...settings, language: value as Settings['language'] };
  return name in settings.preferences
    ? { ...settings, preferences: { ...settings.preferences, [name]: value } }
    : { ...settings, uploads: { ...settings.uploads, [name]: value } };
}

/** A value that differs from the program's own default was chosen before there was a policy. */
function isChosen(name: ManagedSetting, own: Settings): boolean {
  return own.againstPresets.chosen.includes(name) || !isEqual(valueOf(own, name), valueOf(programDefaults, name));
}

const programDefaults = parseSettings({});

function merged<Saved extends { readonly id: string }>(
  own: readonly Saved[],
  entries: readonly ManagedEntry<Saved>[],
  { againstPresets }: Settings,
): Saved[] {
  const byId = new Map(own.map((saved) => [saved.id, saved]));
  const fromPolicy = entries
    .filter(({ locked, saved }) => locked || byId.has(saved.id) || !againstPresets.removed.includes(saved.id))
    .map(({ locked, saved }) => (locked ? saved : (byId.get(saved.id) ?? saved)));
  return [...fromPolicy, ...own.filter(({ id }) => !isOf(entries, id))];
}

function ownEntries<Saved extends { readonly id: string }>(
  next: readonly Saved[],
  own: readonly Saved[],
  entries: readonly ManagedEntry<Saved>[],
): Saved[] {
  const kept = new Map(own.map((saved) => [saved.id, saved]));
  const mine = next.flatMap((saved) => {
    const entry = entries.find((one) => one.saved.id === saved.id);
    if (entry === undefined) return [saved];
    const before = kept.get(saved.id);
    if (entry.locked) return before === undefined ? [] : [before];
    // A preset that nobody changed goes on following the policy.
    return before === undefined && isEqual(saved, entry.saved) ? [] : [saved];
  });
  const shown = new Set(next.map(({ id }) => id));
  const hidden = own.filter(
    ({ id }) => !shown.has(id) && entries.some(({ locked, saved }) => locked && saved.id === id),
  );
  return [...mine, ...hidden];
}

function isOf(entries: readonly ManagedEntry<{ readonly id: string }>[], id: string): boolean {
  return entries.some(({ saved }) => saved.id === id);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
