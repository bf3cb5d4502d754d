// What a server has shown of its size limit, and what follows from it: pure rules (contract.md, 413).
import type { SizeMemory } from '../model';

/** One zip that the server took, or refused with a 413. */
export interface SizeObservation {
  readonly zipSizeBytes: number;
  readonly kind: 'accepted' | 'refused';
}

/** The memory after one more answer. Where two answers contradict each other the later one counts: limits change. */
export function learnSize(memory: SizeMemory, { zipSizeBytes, kind }: SizeObservation): SizeMemory {
  const { largestAcceptedBytes: accepted, smallestRefusedBytes: refused } = memory;
  if (kind === 'accepted') {
    const largestAcceptedBytes = Math.max(accepted ?? 0, zipSizeBytes);
    const isLarger = refused !== null && refused > largestAcceptedBytes;
    return { largestAcceptedBytes, smallestRefusedBytes: isLarger ? refused : null };
  }
  const smallestRefusedBytes = Math.min(refused ?? Infinity, zipSizeBytes);
  const isSmaller = accepted !== null && accepted < smallestRefusedBytes;
  return { largestAcceptedBytes: isSmaller ? accepted : null, smallestRefusedBytes };
}

/** Whether the server is known to refuse a zip of this size, so that sending it would only cost its upload. */
export function isKnownTooLarge({ smallestRefusedBytes }: SizeMemory, zipSizeBytes: number): boolean {
  return smallestRefusedBytes !== null && zipSizeBytes >= smallestRefusedBytes;
}

/**
 * How large the zips of new batches should be at most, in bytes; null while nothing was refused. What was accepted is the
 * better guide, unless it says little: one small batch before the first 413 must not keep all later ones small.
 */
export function zipLimitBytes({ largestAcceptedBytes, smallestRefusedBytes }: SizeMemory): number | null {
  if (smallestRefusedBytes === null) return null;
  const half = Math.max(1, Math.floor(smallestRefusedBytes / 2));
  return largestAcceptedBytes !== null && largestAcceptedBytes >= half ? largestAcceptedBytes : half;
}
