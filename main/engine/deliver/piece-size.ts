// How much of a body is handed to the socket at a time: much on a fast line, little on a slow one.

/**
 * A socket says only when a whole write went out, TLS above all: a slow line that takes a megabyte bit by bit would look
 * dead. Pieces of this size keep a line of 1 KB/s alive for a two-minute limit.
 */
const smallestBytes = 64 * 1024;
// Each piece costs a turn of the event loop and a write: on a fast line that is most of what an upload costs.
const largestBytes = 2 * 1024 * 1024;
/** A piece should be gone in this time. */
const pieceMs = 20;
/**
 * The system's send buffer takes the first bytes at any speed, a few hundred kilobytes and at most some megabytes. So a
 * piece is never more than this part of what has gone before, however fast that went.
 */
const partOfPassed = 1 / 16;

export interface PieceSize {
  /** For the piece that is handed over next, in bytes. */
  next(): number;
  /** So many bytes were handed over now; what was handed over before them is gone. */
  passed(bytes: number): void;
}

/** `now` in milliseconds from any point. */
export function createPieceSize(now: () => number = () => performance.now()): PieceSize {
  let passedBytes = 0;
  let bytesPerMs = 0;
  let measured = { since: now(), bytes: 0 };
  return {
    next: () => {
      const elapsedMs = now() - measured.since;
      if (elapsedMs >= pieceMs) {
        bytesPerMs = measured.bytes / elapsedMs;
        measured = { since: now(), bytes: 0 };
      }
      const wanted = Math.floor(Math.min(bytesPerMs * pieceMs, passedBytes * partOfPassed));
      return Math.min(largestBytes, Math.max(smallestBytes, wanted));
    },
    passed: (bytes) => {
      passedBytes += bytes;
      measured.bytes += bytes;
    },
  };
}
