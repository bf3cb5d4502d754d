// The body of a request on its way to the socket: cut into small pieces, each counted as it is handed over.
import { Transform, pipeline, type Readable, type Writable } from 'node:stream';

export interface MeteredBody {
  readonly entrance: Writable;
  readonly exit: Readable;
}

/**
 * Big reads are cheap, but a socket says only when a whole write went out, TLS above all: a slow line that takes a
 * megabyte bit by bit would look dead. Pieces of this size keep a line of 1 KB/s alive for a two-minute limit.
 */
const pieceBytes = 64 * 1024;

/** Calls `onPiece` with the length of each piece, never before the one ahead of it was taken. */
export function meteredBody(onPiece: (bytes: number) => void): MeteredBody {
  const entrance = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      for (let start = 0; start < chunk.length; start += pieceBytes) {
        this.push(chunk.subarray(start, start + pieceBytes));
      }
      done();
    },
  });
  const exit = new Transform({
    transform: (piece: Buffer, _encoding, done) => {
      // A turn of the event loop, which reads before this piece is written: a server that refuses early and hangs up is
      // heard, where a write to its closed connection would throw the answer away.
      setImmediate(() => {
        if (exit.destroyed) return;
        onPiece(piece.length);
        done(null, piece);
      });
    },
  });
  // Whoever reads the exit hears of an error; without this listener a late one would end the process.
  exit.on('error', () => undefined);
  pipeline(entrance, exit, () => undefined);
  return { entrance, exit };
}
