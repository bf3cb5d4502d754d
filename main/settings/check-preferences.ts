// Checks preferences before they are saved; the answer names the form field.
import { access, realpath, stat } from 'node:fs/promises';
import { constants } from 'node:fs';
import { isAbsolute } from 'node:path';
import { preferenceBounds, type Preferences, type Problem } from '../../preload/contract';
import { isInside } from './check-folder';
import { timeOfDay } from './preferences';

export interface PreferenceSurroundings {
  /** Watched folders: a spool inside one would be scanned, and one inside the spool would be taken for it. */
  readonly folders: readonly { readonly path: string }[];
  readonly dataFolder: string;
  /** The spool as it was chosen before: it may be on a drive that is away right now. */
  readonly spoolFolder: string | null;
}

/** null when the preferences may be saved; else the first thing that is wrong, with its field. */
export async function checkPreferences(draft: Preferences, around: PreferenceSurroundings): Promise<Problem | null> {
  return checkNumbers(draft) ?? checkQuietHours(draft) ?? (await checkSpoolFolder(draft.spoolFolder, around));
}

function checkNumbers(draft: Preferences): Problem | null {
  for (const field of ['keepZipsDays', 'activityDays', 'spoolMaxMegabytes'] as const) {
    const value = draft[field];
    const { min, max } = preferenceBounds[field];
    if (value === null) continue;
    if (!Number.isInteger(value) || value < min || value > max) {
      return { code: 'out-of-range', field, detail: `${min}–${max}` };
    }
  }
  return null;
}

function checkQuietHours({ notifications }: Preferences): Problem | null {
  const { quietFrom, quietTo } = notifications;
  const times = [
    ['notifications.quietFrom', quietFrom],
    ['notifications.quietTo', quietTo],
  ] as const;
  for (const [field, time] of times) {
    if (time === null && (quietFrom ?? quietTo) !== null) return { code: 'required', field };
    if (time !== null && !timeOfDay.safeParse(time).success) {
      return { code: 'out-of-range', field, detail: '00:00–23:59' };
    }
  }
  // The whole day, or no time at all: nobody can tell which.
  if (quietFrom !== null && quietFrom === quietTo) return { code: 'out-of-range', field: 'notifications.quietTo' };
  return null;
}

async function checkSpoolFolder(
  path: string | null,
  { folders, dataFolder, spoolFolder }: PreferenceSurroundings,
): Promise<Problem | null> {
  const field = 'spoolFolder';
  if (path === null || path === spoolFolder) return null;
  if (path.trim() === '') return { code: 'required', field };
  if (!isAbsolute(path)) return { code: 'folder-missing', field };
  const stats = await stat(path).catch(() => null);
  if (stats?.isDirectory() !== true) return { code: 'folder-missing', field };
  const canBeWritten = await access(path, constants.R_OK | constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!canBeWritten) return { code: 'folder-unreadable', field };
  const real = await realpath(path);
  if (isInside(await realOf(dataFolder), real)) return { code: 'folder-reserved', field };
  for (const folder of folders) {
    const watched = await realOf(folder.path);
    if (isInside(watched, real) || isInside(real, watched)) {
      return { code: 'folder-overlaps', field, detail: folder.path };
    }
  }
  return null;
}

/** The real path; the path itself when it is not there now (an unplugged drive). */
function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}
