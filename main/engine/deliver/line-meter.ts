// How fast the line itself took an upload's body: without the start, without the answer, without our own bandwidth limit.

/** A stretch of an upload in which nothing but the line set the speed. */
export interface LineSpan {
  readonly bytes: number;
  readonly durationMs: number;
}

export interface LineMeter {
  /** So many bytes of the body were taken by the system so far. */
  moved(bytesTaken: number): void;
  /** The body waited for its turn under the bandwidth limit. */
  heldBack(): void;
  /** null: too little went, or the line was not what set the speed. */
  span(): LineSpan | null;
}

/**
 * The system's send buffer takes the first bytes at any speed (4 MB at most, by the usual settings), and goes on being
 * full from then on: only what follows shows the speed of the line.
 */
const bufferBytes = 4 * 1024 * 1024;
/** The stretch measured is at least this long: in less, latency and bursts would be measured. */
const leastBytes = 4 * 1024 * 1024;

/** `now` in milliseconds from any point. */
export function createLineMeter(now: () => number = () => performance.now()): LineMeter {
  let first: { bytes: number; at: number } | null = null;
  let last = { bytes: 0, at: 0 };
  let wasHeldBack = false;
  return {
    moved: (bytes) => {
      if (bytes < bufferBytes) return;
      last = { bytes, at: now() };
      first ??= last;
    },
    heldBack: () => {
      wasHeldBack = true;
    },
    span: () => {
      if (first === null || wasHeldBack) return null;
      const [bytes, durationMs] = [last.bytes - first.bytes, last.at - first.at];
      return bytes < leastBytes || durationMs <= 0 ? null : { bytes, durationMs };
    },
  };
}
