// Refuses changes of what the policy has locked, and names the field: the window can then say who locked it.
import { managedSettings, type CredentialDraft, type FolderDraft, type Problem } from '../../preload/contract';
import type { SavedCredential, SavedFolder, Settings } from '../settings/settings-file';
import { isEqual, valueOf } from './overlay';
import type { ManagedEntry, Policy } from './parse-policy';

/** The first locked setting that differs between what is in force and what is to be saved; null: none. */
export function lockedSetting(policy: Policy | null, inForce: Settings, next: Settings): Problem | null {
  if (policy === null) return null;
  const field = managedSettings.find(
    (name) => policy.settings[name]?.locked === true && !isEqual(valueOf(inForce, name), valueOf(next, name)),
  );
  return field === undefined ? null : refusal(policy, field);
}

/** A locked credential may be saved with new secrets only. `saved` is what the draft would become. */
export function lockedCredential(
  policy: Policy | null,
  draft: Pick<CredentialDraft, 'id'>,
  saved: SavedCredential,
): Problem | null {
  if (policy === null) return null;
  const entry = lockedEntry(policy.credentials, draft.id);
  return entry === null ? null : firstDifference(policy, entry, saved);
}

/** A locked folder may be saved only as it is. `saved` is what the draft would become. */
export function lockedFolder(
  policy: Policy | null,
  draft: Pick<FolderDraft, 'id'>,
  saved: SavedFolder,
): Problem | null {
  if (policy === null) return null;
  const entry = lockedEntry(policy.folders, draft.id);
  return entry === null ? null : firstDifference(policy, entry, saved);
}

/** A locked credential or folder stays. */
export function lockedRemoval(policy: Policy | null, kind: 'credentials' | 'folders', id: string): Problem | null {
  if (policy === null) return null;
  return lockedEntry<{ readonly id: string }>(policy[kind], id) === null ? null : refusal(policy, null);
}

function lockedEntry<Saved extends { readonly id: string }>(
  entries: readonly ManagedEntry<Saved>[],
  id: string | undefined,
): Saved | null {
  return entries.find(({ locked, saved }) => locked && saved.id === id)?.saved ?? null;
}

function firstDifference<Saved extends object>(policy: Policy, locked: Saved, saved: Saved): Problem | null {
  const names = [...new Set([...Object.keys(locked), ...Object.keys(saved)])] as (keyof Saved & string)[];
  const field = names.find((name) => !isEqual(locked[name], saved[name]));
  return field === undefined ? null : refusal(policy, field);
}

function refusal({ organisation }: Policy, field: string | null): Problem {
  return { code: 'managed', detail: organisation, ...(field === null ? {} : { field }) };
}
