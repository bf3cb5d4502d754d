// The body of a request on its way to the socket: cut into small pieces, each counted as it is handed over.
import { Transform, pipeline, type Readable, type Writable } from 'node:stream';
import type { Bandwidth } from './bandwidth';

export interface MeteredBody {
  readonly entrance: Writable;
  readonly exit: Readable;
}

/**
 * Big reads are cheap, but a socket says only when a whole write went out, TLS above all: a slow line that takes a
 * megabyte bit by bit would look dead. Pieces of this size keep a line of 1 KB/s alive for a two-minute limit.
 */
const pieceBytes = 64 * 1024;

/** How fast the body may go, and who has to know when it waits for that. */
export interface BodyPace {
  readonly bandwidth: Bandwidth;
  /** The body waits for its turn (true) or goes on: nothing moves meanwhile, and nothing is wrong with the line. */
  readonly onHeldBack: (isHeldBack: boolean) => void;
}

/**
 * Calls `onPiece` with the length of each piece, never before the one ahead of it was taken. Under a bandwidth limit the
 * pieces are smaller, and at most 64 KB are counted ahead of the socket.
 */
export function meteredBody(onPiece: (bytes: number) => void, pace: BodyPace | null): MeteredBody {
  const entrance = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let start = 0; start < chunk.length; start += pieceBytes) {
        this.push(chunk.subarray(start, start + pieceBytes));
      }
      done();
    },
  });
  const closed = new AbortController();
  const exit = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      void handOver(piece).then((isWhole) => {
        if (isWhole) done();
      });
    },
  });
  exit.once('close', () => {
    closed.abort();
  });

  /** Pushes the piece as its pace allows; false when nobody takes it any more. */
  async function handOver(piece: Buffer): Promise<boolean> {
    for (let start = 0; start < piece.length;) {
      const part = piece.subarray(start, start + (pace?.bandwidth.pieceBytes() ?? pieceBytes));
      if (pace !== null && !(await mayPass(part.length, pace, closed.signal))) return false;
      // A turn of the event loop, which reads before this piece is written: a server that refuses early and hangs up is
      // heard, where a write to its closed connection would throw the answer away.
      await new Promise((resolve) => setImmediate(resolve));
      if (exit.destroyed) return false;
      onPiece(part.length);
      exit.push(part);
      start += part.length;
    }
    return true;
  }

  // Whoever reads the exit hears of an error; without this listener a late one would end the process.
  exit.on('error', () => undefined);
  pipeline(entrance, exit, () => undefined);
  return { entrance, exit };
}

async function mayPass(bytes: number, { bandwidth, onHeldBack }: BodyPace, signal: AbortSignal): Promise<boolean> {
  if (bandwidth.tryPass(bytes)) return true;
  onHeldBack(true);
  const passed = await bandwidth.pass(bytes, { signal });
  if (passed) onHeldBack(false);
  return passed;
}
