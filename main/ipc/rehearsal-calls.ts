// Calls of "test my set-up": a folder's profile is taken from the settings, never its credential's secrets.
import { profileOf, sampleProfile, type RehearsalProfile } from '../rehearsal/profile';
import type { Rehearsals } from '../rehearsal/rehearsals';
import { toWatchedFolder } from '../settings/folder-draft';
import type { SettingsFile } from '../settings/settings-file';
import { ok, problem, type Handlers } from './answer-call';

/** A rehearsal that could not be held, or was cut short because the program ends, answers `failed`. */
export function rehearsalCalls(
  settings: Pick<SettingsFile, 'get'>,
  rehearsals: Pick<Rehearsals, 'run'>,
): Pick<Handlers, 'rehearsals.run'> {
  return {
    'rehearsals.run': async ({ rehearsal, folderId }) => {
      const profile = folderId === null ? sampleProfile : profileFrom(settings, folderId);
      if (profile === null) return problem('not-found');
      const outcome = await rehearsals.run(rehearsal, profile);
      switch (outcome.kind) {
        case 'result':
          return ok(outcome.result);
        case 'cancelled':
          return problem('failed');
        case 'failed':
          return problem('failed', { detail: outcome.detail });
      }
    },
  };
}

function profileFrom(settings: Pick<SettingsFile, 'get'>, folderId: string): RehearsalProfile | null {
  const { folders, credentials } = settings.get();
  const folder = folders.find(({ id }) => id === folderId);
  if (folder === undefined) return null;
  // A folder whose credential is gone delivers nothing, but its profile can be tried all the same.
  const credential = credentials.find(({ id }) => id === folder.credentialId) ?? sampleProfile;
  return profileOf(toWatchedFolder(folder), credential);
}
