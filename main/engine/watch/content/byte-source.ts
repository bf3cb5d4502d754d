// Reads pieces of one open file, never more than an agreed sum: what judges the content sees nothing else.
import { setImmediate } from 'node:timers/promises';

export interface ByteSource {
  readonly sizeBytes: number;
  /**
   * The bytes from `offset` on: fewer than `length` at the end of the file, none outside of it or when the sum is used
   * up. So a judgement has to take missing bytes for "cannot tell", not for the end of the file.
   */
  read(offset: number, length: number): Promise<Buffer>;
  /** Whether these bytes occur at or after `from`, in the first 32 MB from there. Does not count towards the sum. */
  includes(wanted: Buffer, from: number): Promise<boolean>;
}

/** Reads up to `length` bytes of a file from `position` on into `bytes` from `at` on; answers with how many there were. */
export type ReadAt = (bytes: Buffer, at: number, length: number, position: number) => number | Promise<number>;

const blockBytes = 8 * 1024;
// A hostile file can have the same bytes judged a thousand times over: pages of a TIFF that all point at one place. So
// what is handed out has a limit of its own, as a multiple of what may be read, and other work gets its turn in between.
const handedOutPerRead = 16;
const breatherBytes = 128 * 1024;
const searchStepBytes = 256 * 1024;
const longestSearchBytes = 32 * 1024 * 1024;

/**
 * Reads in blocks that are kept, at most `budgetBytes` in all: the first of them in `memory`, as long as there is room. After
 * an abort it reads nothing more. Rejects with the system's error.
 */
export function fileSource(
  readAt: ReadAt,
  sizeBytes: number,
  budgetBytes: number,
  { signal, memory }: { signal: AbortSignal; memory: Buffer | null },
): ByteSource {
  let room = memory ?? noRoom;
  const blocks = new Map<number, Buffer>();
  let leftBytes = budgetBytes;
  let handedOutBytes = 0;
  let breatherAt = breatherBytes;

  function memoryFor(length: number): Buffer {
    if (room.length < length) return Buffer.allocUnsafe(length);
    const [taken, left] = [room.subarray(0, length), room.subarray(length)];
    room = left;
    return taken;
  }

  async function block(index: number): Promise<Buffer> {
    const known = blocks.get(index);
    if (known !== undefined) return known;
    if (leftBytes < blockBytes || signal.aborted) return Buffer.alloc(0);
    leftBytes -= blockBytes;
    const length = Math.min(blockBytes, sizeBytes - index * blockBytes);
    const bytes = await readFully(readAt, index * blockBytes, memoryFor(length));
    blocks.set(index, bytes);
    return bytes;
  }

  return {
    sizeBytes,
    read: async (offset, length) => {
      if (!Number.isSafeInteger(offset) || offset < 0 || offset >= sizeBytes || length <= 0) return Buffer.alloc(0);
      if (handedOutBytes > handedOutPerRead * budgetBytes) return Buffer.alloc(0);
      if (handedOutBytes > breatherAt) {
        breatherAt = handedOutBytes + breatherBytes;
        await setImmediate();
      }
      const end = Math.min(offset + length, sizeBytes);
      const pieces: Buffer[] = [];
      for (let at = offset; at < end;) {
        const bytes = await block(Math.floor(at / blockBytes));
        const piece = bytes.subarray(at % blockBytes, (at % blockBytes) + end - at);
        if (piece.length === 0) break;
        pieces.push(piece);
        at += piece.length;
      }
      handedOutBytes += end - offset;
      return pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
    },
    includes: async (wanted, from) => {
      const end = Math.min(sizeBytes, from + longestSearchBytes);
      for (let at = from; at < end && !signal.aborted; at += searchStepBytes) {
        // One end reaches into the next step, so that no match falls between two.
        const length = Math.min(searchStepBytes + wanted.length - 1, sizeBytes - at);
        const bytes = await readFully(readAt, at, Buffer.allocUnsafe(length));
        if (bytes.includes(wanted)) return true;
        if (bytes.length < length) return false;
      }
      return false;
    },
  };
}

const noRoom = Buffer.alloc(0);

/** Answers with the part that was filled. */
async function readFully(readAt: ReadAt, offset: number, bytes: Buffer): Promise<Buffer> {
  let filled = 0;
  while (filled < bytes.length) {
    const bytesRead = await readAt(bytes, filled, bytes.length - filled, offset + filled);
    // Cut short since it was opened: the comparison of its fingerprint will say so.
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
