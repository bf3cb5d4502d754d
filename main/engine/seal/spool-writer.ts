// The end of a zip's way: its bytes go to the file and into its hash, each chunk once, the two at the same time.
import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';
import type { RunningHash } from '../hashing/running-hash';
import type { BufferPool } from './buffer-pool';

const flushBytes = 16 * 1024 * 1024;

/** Writes a file from its beginning. Chunks go back to the pool when they are written and hashed. */
export class SpoolWriter extends Writable {
  readonly #file: FileHandle;
  readonly #pool: BufferPool;
  readonly #hash: RunningHash;
  #sizeBytes = 0;
  #flushedBytes = 0;
  #isFlushing = false;
  #flushing: Promise<void> = Promise.resolve();
  #flushFailure: Error | null = null;

  constructor(file: FileHandle, pool: BufferPool, hash: RunningHash) {
    super({ highWaterMark: 1024 * 1024 });
    this.#file = file;
    this.#pool = pool;
    this.#hash = hash;
  }

  /** Of everything written; ask once, after the stream has finished. */
  async digest(): Promise<{ zipSha256: string; zipSizeBytes: number }> {
    return { zipSha256: await this.#hash.digest(), zipSizeBytes: this.#sizeBytes };
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // Both at once; what is in a chunk is read before either is done.
    const written = Promise.all([writeFully(this.#file, chunk), this.#hash.update(chunk)]);
    this.#sizeBytes += chunk.length;
    written.then(() => {
      this.#pool.give(chunk);
      this.#flush();
      done();
    }, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#flushing.then(() => {
      done(this.#flushFailure);
    }, done);
  }

  /** Has the disk work while documents are read: the sync at the end then finds little left to do. */
  #flush(): void {
    if (this.#isFlushing || this.#sizeBytes - this.#flushedBytes < flushBytes) return;
    this.#isFlushing = true;
    this.#flushedBytes = this.#sizeBytes;
    this.#flushing = this.#file.datasync().then(
      () => {
        this.#isFlushing = false;
      },
      (error: unknown) => {
        // Told once: the sync at the end would not hear of it any more.
        this.#flushFailure = error instanceof Error ? error : new Error(String(error));
      },
    );
  }
}

async function writeFully(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let written = 0; written < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, written, chunk.length - written);
    written += bytesWritten;
  }
}
