// Where a batch is cut in two.

/**
 * How many entries, from the first on, make the first half: the cut that leaves the halves' bytes as equal as it goes
 * without changing the order, and none of them empty. `sizes` are at least two, in bytes.
 */
export function firstHalf(sizes: readonly number[]): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let best = { count: 1, difference: Infinity };
  let left = 0;
  for (const [index, size] of sizes.slice(0, -1).entries()) {
    left += size;
    const difference = Math.abs(total - 2 * left);
    if (difference < best.difference) best = { count: index + 1, difference };
  }
  return best.count;
}
