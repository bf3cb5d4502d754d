// Buffers that are used again: a batch of any size is sealed in the same few megabytes.

export interface BufferPool {
  /** A buffer of exactly this length, with whatever was in it. */
  take(length: number): Buffer;
  /** Gives back what `take` gave out, or a part of it; a buffer from elsewhere is left to the garbage collector. */
  give(buffer: Buffer): void;
}

const smallestBytes = 16 * 1024;

/** A pool that keeps at most `keptBytes` of unused memory. */
export function createBufferPool(keptBytes: number): BufferPool {
  const free = new Map<number, ArrayBufferLike[]>();
  const lent = new WeakSet<ArrayBufferLike>();
  let freeBytes = 0;
  return {
    take: (length) => {
      const capacity = capacityFor(length);
      const used = free.get(capacity)?.pop();
      if (used !== undefined) freeBytes -= capacity;
      const memory = used ?? new ArrayBuffer(capacity);
      lent.add(memory);
      return Buffer.from(memory, 0, length);
    },
    give: ({ buffer: memory }) => {
      // Given back twice, it would be lent to two at once.
      if (!lent.delete(memory)) return;
      if (freeBytes + memory.byteLength > keptBytes) return;
      const ofSize = free.get(memory.byteLength);
      if (ofSize === undefined) free.set(memory.byteLength, [memory]);
      else ofSize.push(memory);
      freeBytes += memory.byteLength;
    },
  };
}

/** Powers of two, so that buffers fit again. */
function capacityFor(length: number): number {
  let capacity = smallestBytes;
  while (capacity < length) capacity *= 2;
  return capacity;
}
