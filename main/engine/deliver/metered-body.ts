// The body of a request on its way to the socket: cut into pieces that suit the line, each counted as it is handed over.
import { Readable } from 'node:stream';
import type FormData from 'form-data';
import type { Bandwidth } from './bandwidth';
import { createPieceSize } from './piece-size';

export interface MeteredBody {
  readonly content: Readable;
  /** The connection is there: from now on bytes may leave. */
  start(): void;
  /** Nothing more leaves. */
  stop(): void;
}

/** How fast the body may go, and who has to know when it waits for that. */
export interface BodyPace {
  readonly bandwidth: Bandwidth;
  /** The body waits for its turn (true) or goes on: nothing moves meanwhile, and nothing is wrong with the line. */
  readonly onHeldBack: (isHeldBack: boolean) => void;
}

/**
 * Calls `onPiece` with the length of each piece just before it is handed over, never before the one ahead of it was asked
 * for. Reads nothing ahead: whoever pipes it into a request hands over one piece at a time to the socket.
 */
export function meteredBody(form: FormData, onPiece: (bytes: number) => void, pace: BodyPace | null): MeteredBody {
  const size = createPieceSize();
  const closed = new AbortController();
  const waiting: Buffer[] = [];
  let [started, stopped, asked, busy, ended] = [false, false, false, false, false];

  const content = new Readable({
    // A piece in this stream's own buffer would count as handed over, and nobody would have it.
    highWaterMark: 0,
    read: () => {
      asked = true;
      goOn();
    },
    destroy: (error, done) => {
      closed.abort();
      done(error);
    },
  });
  form.on('data', (part: Buffer | string) => {
    form.pause();
    waiting.push(typeof part === 'string' ? Buffer.from(part) : part);
    goOn();
  });
  form.on('end', () => {
    ended = true;
    goOn();
  });

  function goOn(): void {
    if (!started || stopped || busy || !asked) return;
    const [first] = waiting;
    if (first !== undefined) void handOver(first);
    else if (ended) content.push(null);
    else form.resume();
  }

  async function handOver(first: Buffer): Promise<void> {
    busy = true;
    const piece = first.subarray(0, Math.min(size.next(), pace?.bandwidth.pieceBytes() ?? Infinity));
    if (pace !== null && !(await mayPass(piece.length, pace, closed.signal))) return;
    // A whole turn of the event loop, which reads before this piece is written: a server that refuses early and hangs up is
    // heard, where a write to its closed connection would throw the answer away. One `setImmediate` is not a whole turn: the
    // word that the last piece is gone may come just before it runs, after reading.
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    if (content.destroyed || stopped) return;
    if (piece.length === first.length) waiting.shift();
    else waiting[0] = first.subarray(piece.length);
    [busy, asked] = [false, false];
    size.passed(piece.length);
    onPiece(piece.length);
    content.push(piece);
  }

  // Whoever reads it hears of an error; without this listener a late one would end the process.
  content.on('error', () => undefined);
  return {
    content,
    start: () => {
      started = true;
      goOn();
    },
    stop: () => {
      stopped = true;
    },
  };
}

async function mayPass(bytes: number, { bandwidth, onHeldBack }: BodyPace, signal: AbortSignal): Promise<boolean> {
  if (bandwidth.tryPass(bytes)) return true;
  onHeldBack(true);
  const passed = await bandwidth.pass(bytes, { signal });
  if (passed) onHeldBack(false);
  return passed;
}
