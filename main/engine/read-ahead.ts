// Opens files ahead of the one that is worked on, as far as it helps: much on a slow share, nothing on a fast disk.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** A file that can be opened in two ways; both give the same. */
export interface ReadableSource<Result> {
  /** What opening it takes in memory, in bytes. */
  readonly memoryBytes: number;
  /** Holds the thread up while the system reads; null where that cannot be done. */
  readonly openNow: (() => Result | Promise<Result>) | null;
  readonly open: () => Promise<Result>;
}

const widest = 8;
const widestBytes = 8 * 1024 * 1024;
// A warm file of 200 KB is open, read and hashed in 0.2 ms; a cold one, or one on a share, takes several times as long.
const slowMs = 0.5;
const slowBytesPerMs = 400_000;
// Thousands of files are opened without a turn of the event loop: whatever else the thread is asked has its turn in between.
const turnMs = 20;
// A thread that was just held up by something else, such as a collection of garbage, is no slow disk.
const mostSlowness = 4;
/** While the sources are slow, each so-manieth is opened alone: they may be fast again. */
const probeEvery = 64;

/**
 * Yields each source with what opening it gave, in order. For worker threads: where files open quickly, thousands of
 * turns of the event loop cost more than the reading itself, so they are opened one by one without any; where they do
 * not, up to eight are opened at once. What was opened ahead and is not taken any more goes to `discard`.
 */
export async function* openedAhead<Result, Source extends ReadableSource<Result>>(
  sources: Iterable<Source & ReadableSource<Result>>,
  discard: (result: Result) => Promise<void> | void,
): AsyncGenerator<readonly [Source, Result]> {
  const ahead: { source: Source; opened: Promise<Result> }[] = [];
  const remaining = sources[Symbol.iterator]();
  let position = 0;
  let upcoming = nextOf(remaining);
  let aheadBytes = 0;
  let slowness = 0;
  let turnAt = performance.now() + turnMs;

  /** An average of the last few, so that one file that took long changes nothing, however long it took. */
  async function timed(openNow: () => Result | Promise<Result>, memoryBytes: number): Promise<Result> {
    const start = performance.now();
    const opened = await openNow();
    const expectedMs = slowMs + memoryBytes / slowBytesPerMs;
    const ratio = Math.min((performance.now() - start) / expectedMs, mostSlowness);
    slowness += (ratio - slowness) / 8;
    return opened;
  }

  function advance(): void {
    position += 1;
    upcoming = nextOf(remaining);
  }

  function openInBackground(source: Source): void {
    aheadBytes += source.memoryBytes;
    const opened = source.open();
    // Whoever takes it hears of it; this is for one that fails when nobody waits any more.
    opened.catch(() => undefined);
    ahead.push({ source, opened });
  }

  /** A probe has to find nothing ahead of it. */
  function hasRoom({ memoryBytes }: Source): boolean {
    if (ahead.length === 0) return true;
    return ahead.length < widest && aheadBytes + memoryBytes <= widestBytes && position % probeEvery !== 0;
  }

  try {
    for (;;) {
      if (performance.now() >= turnAt) {
        await nextTurn();
        turnAt = performance.now() + turnMs;
      }
      const first = upcoming;
      const isAlone = slowness <= 1 || position % probeEvery === 0;
      if (ahead.length === 0 && first !== undefined && isAlone) {
        advance();
        yield [first, first.openNow === null ? await first.open() : await timed(first.openNow, first.memoryBytes)];
        continue;
      }
      while (upcoming !== undefined && hasRoom(upcoming)) {
        openInBackground(upcoming);
        advance();
      }
      const oldest = ahead.shift();
      if (oldest === undefined) return;
      const opened = await oldest.opened;
      aheadBytes -= oldest.source.memoryBytes;
      yield [oldest.source, opened];
    }
  } finally {
    for (const { opened } of ahead) await opened.then(discard, () => undefined);
  }
}

function nextOf<Source>(remaining: Iterator<Source>): Source | undefined {
  const next = remaining.next();
  return next.done === true ? undefined : next.value;
}
