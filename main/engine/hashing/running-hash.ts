// Hashing a zip while it is written or sent: the interface, and how to do it on the thread that does so.
import { createHash } from 'node:crypto';

/** One SHA-256 that grows while its bytes are on their way. */
export interface RunningHash {
  /** Resolves once the bytes were read, and may be overwritten. They are hashed in the order of the calls. */
  update(bytes: Uint8Array): Promise<void>;
  /** In hexadecimal; after the last update. */
  digest(): Promise<string>;
  /** Nobody wants to know any more. */
  drop(): void;
}

/** Begins a hash of so many bytes. Rejects never; an update or a digest rejects when its thread died. */
export type BeginHash = (sizeBytes: number) => Promise<RunningHash>;

/** On this thread: half a millisecond for each megabyte. */
export function runHere(): RunningHash {
  const hash = createHash('sha256');
  return {
    update: (bytes) => {
      hash.update(bytes);
      return Promise.resolve();
    },
    digest: () => Promise.resolve(hash.digest('hex')),
    drop: () => undefined,
  };
}

export const hashHere: BeginHash = () => Promise.resolve(runHere());
