// Moves a damaged ledger out of the way, with its log and index, so that it can still be looked at later.
import { access, rename } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';

/** Renames `ledger.sqlite` and its `-wal` and `-shm` to a name with the time in it, and returns that path. */
export async function setFileAside(file: string, now: number): Promise<string> {
  const movedTo = await freeName(file, now);
  // The log first: were it left behind with the database gone, it would be taken for a damaged ledger of its own.
  for (const suffix of ['-wal', '-shm', '']) {
    await rename(file + suffix, movedTo + suffix).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
  return movedTo;
}

async function freeName(file: string, now: number): Promise<string> {
  const { name, ext } = parse(file);
  const time = new Date(now).toISOString().replaceAll(':', '-');
  for (let copy = 1; ; copy += 1) {
    const suffix = copy === 1 ? '' : `-${copy}`;
    const candidate = join(dirname(file), `${name}.damaged-${time}${suffix}${ext}`);
    if ((await isFree(candidate)) && (await isFree(`${candidate}-wal`))) return candidate;
  }
}

async function isFree(file: string): Promise<boolean> {
  return access(file).then(
    () => false,
    () => true,
  );
}
