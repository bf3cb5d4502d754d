// Bytes by chance that are the same in every run: a cipher's key stream, because it is as fast as memory.
import { createCipheriv, createHash } from 'node:crypto';

/** Noise of this length, always the same for the same seed; does not shrink. */
export function noise(seed: string, length: number): Buffer {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16);
  return createCipheriv('aes-128-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length));
}

/** Whole numbers from 0 up to, not including, `below`; always the same row for the same seed. */
export function numbers(seed: string): (below: number) => number {
  let [block, at, round] = [noise(seed, 4096), 0, 0];
  return (below) => {
    if (at + 4 > block.length) {
      round += 1;
      [block, at] = [noise(`${seed} ${round}`, 4096), 0];
    }
    at += 4;
    return block.readUInt32LE(at - 4) % below;
  };
}
