// Reads the policy file of this computer, and refuses one that somebody else than its administrator can have written.
import { constants, type Stats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode, isMissing } from '../engine/error-code';
import type { PolicyProblem } from '../../preload/contract';
import { windowsAccessProblem } from './windows-access';

/** Where a policy is looked for. Only tests give another place. */
export interface PolicyPlace {
  readonly file: string;
  /** The user id of the administrator on POSIX. */
  readonly owner: number;
}

export type PolicyText =
  | { readonly kind: 'none' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: PolicyProblem };

const largestBytes = 1024 * 1024;
const optional: Partial<Pick<typeof constants, 'O_NOFOLLOW' | 'O_NONBLOCK'>> = constants;
const openFlags = constants.O_RDONLY | (optional.O_NOFOLLOW ?? 0) | (optional.O_NONBLOCK ?? 0);

/**
 * The place for this platform. Written out and never taken from the environment: whoever starts the program could name
 * another one there, and a policy would bind nobody.
 */
export function policyPlace(platform: NodeJS.Platform): PolicyPlace {
  return { file: files[platform] ?? '/etc/batchdrop/policy.json', owner: 0 };
}

const files: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  win32: 'C:\\ProgramData\\Batchdrop\\policy.json',
  darwin: '/Library/Application Support/Batchdrop/policy.json',
};

/** The text of the policy. Never rejects. */
export async function readPolicy(place: PolicyPlace): Promise<PolicyText> {
  let file: FileHandle | null = null;
  try {
    file = await open(place.file, openFlags);
    const stats = await file.stat();
    if (!stats.isFile()) return refused('unreadable', 'EINVAL');
    const wrong = (await accessProblem(stats, place)) ?? (stats.size > largestBytes ? tooLarge : null);
    return wrong === null ? { kind: 'text', text: await file.readFile('utf8') } : { kind: 'problem', problem: wrong };
  } catch (error) {
    return isMissing(error) ? { kind: 'none' } : refused('unreadable', errorCode(error));
  } finally {
    await file?.close().catch(() => undefined);
  }
}

/** Changes whenever the file may have changed; for looking again now and then. */
export async function policyMark({ file }: PolicyPlace): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await lstat(file);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    return errorCode(error);
  }
}

async function accessProblem(stats: Stats, { file, owner }: PolicyPlace): Promise<PolicyProblem | null> {
  if (process.platform === 'win32') return windowsAccessProblem(file);
  // Who can write to the folder can put another file in its place.
  const folder = await lstat(dirname(file));
  for (const [what, { uid, mode }] of [
    [file, stats],
    [dirname(file), folder],
  ] as const) {
    if (uid !== owner) {
      return { kind: 'not-owned', details: [`${what} belongs to user ${uid}; give it to root (chown root).`] };
    }
    if ((mode & 0o022) !== 0) {
      return { kind: 'writable', details: [`${what} can be written by others; take that right away (chmod go-w).`] };
    }
  }
  return null;
}

const tooLarge: PolicyProblem = {
  kind: 'too-large',
  details: ['The policy is larger than 1 MB; a policy takes a few kilobytes.'],
};

function refused(kind: PolicyProblem['kind'], detail: string): PolicyText {
  return { kind: 'problem', problem: { kind, details: [detail] } };
}
