// How to tell that a file was touched without reading it.
import type { BigIntStats } from 'node:fs';

/** What changes when anybody writes to a file or puts another one in its place. Plain values, which pass between threads. */
export interface FileStamp {
  readonly device: bigint;
  readonly inode: bigint;
  readonly sizeBytes: bigint;
  /** Nanoseconds since 1970, like the next. */
  readonly modifiedAt: bigint;
  /** No call sets this one: who writes and then puts the other time back shows all the same. */
  readonly changedAt: bigint;
}

export function stampOf({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): FileStamp {
  return { device: dev, inode: ino, sizeBytes: size, modifiedAt: mtimeNs, changedAt: ctimeNs };
}

/** The same file, and nobody has touched it between the two. */
export function isUntouched(then: FileStamp, now: FileStamp): boolean {
  return isUnwritten(then, now) && then.changedAt === now.changedAt;
}

/** The same, but for what a rename changes. */
export function isUnwritten(then: FileStamp, now: FileStamp): boolean {
  return (
    then.device === now.device &&
    then.inode === now.inode &&
    then.sizeBytes === now.sizeBytes &&
    then.modifiedAt === now.modifiedAt
  );
}
