// Runs work side by side, no more than so many at a time, and answers in the order of the work.

/** Rejects with the first failure, after everything that runs has ended. */
export async function inPool<Item, Result>(
  items: readonly Item[],
  places: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const index = next;
      next += 1;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: places }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
