// Checks a watched folder before it is saved; the answer names the form field.
import { opendir, realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { FolderDraft, Problem } from '../../preload/contract';
import { checkTemplate } from '../engine/form-checks';
import type { SavedFolder } from './settings-file';

export interface FolderSurroundings {
  readonly folders: readonly Pick<SavedFolder, 'id' | 'path'>[];
  readonly credentialIds: readonly string[];
  /** The program's own data: watching it would deliver its own zips. `except` is the sandbox's folder inside it. */
  readonly dataFolder: string;
  readonly except: string;
}

/** null when the folder may be saved; else the first thing that is wrong, with its field. */
export async function checkFolder(draft: FolderDraft, around: FolderSurroundings): Promise<Problem | null> {
  return (await checkPath(draft, around)) ?? checkProfile(draft, around.credentialIds);
}

/** The part of the check that is about the place alone. */
export async function checkPath(
  draft: Pick<FolderDraft, 'id' | 'path'>,
  { folders, dataFolder, except }: FolderSurroundings,
): Promise<Problem | null> {
  const field = 'path';
  if (draft.path.trim() === '') return { code: 'required', field };
  if (!isAbsolute(draft.path)) return { code: 'folder-missing', field };
  const stats = await stat(draft.path).catch(() => null);
  if (stats?.isDirectory() !== true) {
    // A saved folder that is offline right now may be changed all the same.
    const known = folders.some(({ id, path }) => id === draft.id && path === draft.path);
    return known ? null : { code: 'folder-missing', field };
  }
  if (!(await canBeRead(draft.path))) return { code: 'folder-unreadable', field };
  const real = await realpath(draft.path);
  if (real !== (await realOf(except)) && overlap(real, await realOf(dataFolder)))
    return { code: 'folder-reserved', field };
  for (const { id, path } of folders) {
    if (id !== draft.id && overlap(real, await realOf(path))) return { code: 'folder-overlaps', field, detail: path };
  }
  return null;
}

/** The part of the check that needs no disk. */
export function checkProfile(draft: FolderDraft, credentialIds: readonly string[]): Problem | null {
  if (!credentialIds.includes(draft.credentialId)) return { code: 'required', field: 'credentialId' };
  if (draft.documentType === 'Insurances' && draft.invoiceType !== 'B2C') {
    return { code: 'insurances-b2c-only', field: 'invoiceType' };
  }
  if (draft.setPolicy === 'existing' && draft.setReferenceNumber.trim() === '') {
    return { code: 'required', field: 'setReferenceNumber' };
  }
  const template = checkTemplate(draft.setPolicy, draft.setName);
  if (template !== 'ok') {
    const detail = 'placeholder' in template ? { detail: template.placeholder } : {};
    return { code: template.problem === 'empty' ? 'required' : 'invalid-template', field: 'setName', ...detail };
  }
  const ranges = [
    ['quietSeconds', draft.quietSeconds, 0, 86_400],
    ['maxDocuments', draft.maxDocuments, 1, 1_000],
    ['maxMegabytes', draft.maxMegabytes, 1, 2_048],
    ['pollSeconds', draft.pollSeconds, 5, 3_600],
  ] as const;
  for (const [field, value, least, most] of ranges) {
    if (value < least || value > most) return { code: 'out-of-range', field, detail: `${least}–${most}` };
  }
  return null;
}

/** Tried instead of asked: the answer of `access` says little on network shares and on Windows. */
async function canBeRead(path: string): Promise<boolean> {
  try {
    await (await opendir(path)).close();
    // A folder that may be listed but not entered cannot tell anything about its files.
    await stat(`${path}${sep}.`);
    return true;
  } catch {
    return false;
  }
}

/** The real path; the path itself when it is not there now (an unplugged drive). */
function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function overlap(a: string, b: string): boolean {
  return isInside(a, b) || isInside(b, a);
}

/** Whether a path is this folder or lies in it. */
export function isInside(outer: string, inner: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
