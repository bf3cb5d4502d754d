// Buffers that are used again: a batch of any size is sealed in the same few megabytes.

export interface BufferPool {
  /** A buffer of exactly this length, with whatever was in it. */
  take(length: number): Buffer;
  /** Gives back what `take` gave out, or a part of it; a buffer from elsewhere is left to the garbage collector. */
  give(buffer: Buffer): void;
}

const smallestBytes = 16 * 1024;

/**
 * A pool that keeps at most `keptBytes` of unused memory: what was used last. What has not been asked for since makes room for it,
 * so that a pool full of large buffers does not turn away the small ones that a batch of small documents needs.
 */
export function createBufferPool(keptBytes: number): BufferPool {
  // As they came back, the last one at the end.
  const free: ArrayBuffer[] = [];
  const lent = new WeakSet<ArrayBufferLike>();
  let freeBytes = 0;

  function reuse(capacity: number): ArrayBuffer | null {
    const place = free.findLastIndex((memory) => memory.byteLength === capacity);
    const [memory] = place === -1 ? [] : free.splice(place, 1);
    if (memory === undefined) return null;
    freeBytes -= capacity;
    return memory;
  }

  return {
    take: (length) => {
      const capacity = capacityFor(length);
      const memory = reuse(capacity) ?? new ArrayBuffer(capacity);
      lent.add(memory);
      return Buffer.from(memory, 0, length);
    },
    give: ({ buffer: memory }) => {
      // Given back twice, it would be lent to two at once.
      if (!(memory instanceof ArrayBuffer) || !lent.delete(memory)) return;
      free.push(memory);
      freeBytes += memory.byteLength;
      while (freeBytes > keptBytes) freeBytes -= free.shift()?.byteLength ?? 0;
    },
  };
}

/** Powers of two, so that buffers fit again. */
function capacityFor(length: number): number {
  let capacity = smallestBytes;
  while (capacity < length) capacity *= 2;
  return capacity;
}
