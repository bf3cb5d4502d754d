// A sealed zip on its way out: read in large pieces, hashed while it is sent unless it was proven a moment ago, its end held
// back until it is known to be what was sealed.
import { open, stat, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { BeginHash, RunningHash } from '../hashing/running-hash';
import { isUntouched, stampOf, type FileStamp } from '../seal/file-stamp';

/** A zip as it was sealed. */
export interface SealedZip {
  readonly path: string;
  readonly sizeBytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** Of a zip that this program proved a moment ago: while the file has it, it is not hashed again. */
  readonly stamp?: FileStamp | null;
}

export interface OpenZip {
  /** The zip's bytes; fails before the last of them when they are not the bytes that were sealed. */
  readonly content: Readable;
  /** So many bytes from the beginning have left: the memory they lay in is used again. */
  left(bytes: number): void;
  /** Whether it failed because the file is not what was sealed, or could not be read. */
  isDamaged(): boolean;
  /** Closes the file. Nothing may be on its way from it any more. */
  close(): Promise<void>;
}

// Small reads cost more in stream machinery than in I/O.
const pieceBytes = 2 * 1024 * 1024;
/** Some are read and hashed while others lie with the socket: neither waits for a hiccup of the other. */
const piecesAtOnce = 6;

/** A piece of memory that the hashing thread sees too; used again only when it was proven and has left. */
interface Slot {
  readonly memory: Buffer;
  /** Where in the zip its content ends; 0: unused. */
  end: number;
  isTaken: boolean;
}

/**
 * Memory of finished uploads, so that a month of them costs what one does. A small zip takes a piece of it as well: memory of its
 * own would lie there until the next collection of garbage, and a hundred zips go out before that.
 */
const spare: Buffer[] = [];

/** Whether a zip of this size is there. Only its content says whether it is the one that was sealed. */
export async function isZipThere(path: string, sizeBytes: number | null): Promise<boolean> {
  const stats = await stat(path).catch(() => null);
  return stats !== null && stats.size > 0 && stats.size === sizeBytes;
}

/** Opens a zip to be sent; null when it is not there or has another size. Size and content are of one open file. */
export async function openSealedZip(zip: SealedZip, beginHash: BeginHash): Promise<OpenZip | null> {
  const file = await open(zip.path).catch(() => null);
  if (file === null) return null;
  const found = await stampNow(file);
  if (found === null || found.sizeBytes === 0n || found.sizeBytes !== BigInt(zip.sizeBytes)) {
    await file.close();
    return null;
  }
  const { stamp = null } = zip;
  const isProven = stamp !== null && isUntouched(stamp, found);
  return readOut(file, zip, isProven ? untouchedSince(file, found) : hashedAs(zip, await beginHash(zip.sizeBytes)));
}

async function stampNow(file: FileHandle): Promise<FileStamp | null> {
  return file.stat({ bigint: true }).then(stampOf, () => null);
}

/** How what was read is known to be what was sealed. */
interface Proof {
  /** Resolves when the piece was taken in; its memory may be used again. */
  take(piece: Buffer): Promise<void>;
  /** After the last piece. */
  isRight(): Promise<boolean>;
  /** Whether a zip that is not right is another one for sure; else the next attempt has to find out. */
  readonly isCertain: boolean;
  drop(): void;
}

function hashedAs({ sha256 }: SealedZip, hash: RunningHash): Proof {
  return {
    take: (piece) => hash.update(piece),
    isRight: async () => (await hash.digest()) === sha256,
    isCertain: true,
    drop: () => {
      hash.drop();
    },
  };
}

/**
 * Nobody has touched the file when the last of it was read: that goes for all of it. Who touches it need not change what it
 * holds, as a backup that sets a mark: the stamp is another one from then on, and the next attempt hashes.
 */
function untouchedSince(file: FileHandle, stamp: FileStamp): Proof {
  return {
    take: () => Promise.resolve(),
    isRight: async () => {
      const now = await stampNow(file);
      return now !== null && isUntouched(stamp, now);
    },
    isCertain: false,
    drop: () => undefined,
  };
}

function readOut(file: FileHandle, { sizeBytes }: SealedZip, proof: Proof): OpenZip {
  const slots: Slot[] = [];
  let readBytes = 0;
  let leftBytes = 0;
  let damaged = false;
  let closing = false;
  let reading: Promise<void> | null = null;
  let slotMayBeFree = (): void => undefined;

  const content = new Readable({
    // What is read ahead is counted in slots.
    highWaterMark: piecesAtOnce * pieceBytes,
    // Not before somebody wants it: most attempts on a server that is away end without a connection.
    read: () => {
      reading ??= readOn().catch(fail);
    },
  });

  function fail(error: unknown): void {
    content.destroy(error instanceof Error ? error : new Error(String(error)));
  }

  function damage(what: string): Error {
    damaged = true;
    return new Error(what);
  }

  /** Reads into whatever memory is free, until the end: neither the socket nor the hash waits for the disk. */
  async function readOn(): Promise<void> {
    while (readBytes < sizeBytes) {
      const slot = await freeSlot();
      if (slot === null) return;
      const length = Math.min(slot.memory.length, sizeBytes - readBytes);
      const bytesRead = await file.read(slot.memory, 0, length, readBytes).then(
        (result) => result.bytesRead,
        () => 0,
      );
      if (bytesRead === 0) throw damage('The zip became shorter, or cannot be read.');
      readBytes += bytesRead;
      slot.end = readBytes;
      slot.isTaken = false;
      const piece = slot.memory.subarray(0, bytesRead);
      const taken = proof.take(piece).then(() => {
        slot.isTaken = true;
        slotMayBeFree();
      });
      // [Note: The last piece waits] What is sent is what was proven, so whether it is the sealed zip is known only at its
      // end. Until then the end is not handed out: a server that was promised more bytes than it got holds no batch.
      if (readBytes === sizeBytes) {
        await taken;
        if (!(await proof.isRight())) {
          throw proof.isCertain ? damage('The zip has another content.') : new Error('The zip was touched meanwhile.');
        }
      } else {
        taken.catch(fail);
      }
      content.push(piece);
    }
    content.push(null);
  }

  async function freeSlot(): Promise<Slot | null> {
    for (;;) {
      if (closing || content.destroyed) return null;
      const free = slots.find(isFree);
      if (free !== undefined) return free;
      if (slots.length < piecesAtOnce) {
        const added: Slot = {
          memory: spare.pop() ?? Buffer.from(new SharedArrayBuffer(pieceBytes)),
          end: 0,
          isTaken: true,
        };
        slots.push(added);
        return added;
      }
      await new Promise<void>((resolve) => (slotMayBeFree = resolve));
    }
  }

  function isFree({ end, isTaken }: Slot): boolean {
    return isTaken && end <= leftBytes;
  }

  return {
    content,
    left: (bytes) => {
      leftBytes = bytes;
      slotMayBeFree();
    },
    isDamaged: () => damaged,
    close: async () => {
      closing = true;
      slotMayBeFree();
      content.destroy();
      await reading;
      proof.drop();
      for (const { memory, isTaken } of slots) {
        if (isTaken && spare.length < piecesAtOnce) spare.push(memory);
      }
      // Windows does not let the spool remove a file that is still open.
      await file.close();
    },
  };
}
