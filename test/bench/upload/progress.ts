// How far the progress that is shown is from what the server has really read, at every moment of an upload.

interface Moment {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly bytes: number;
}

/** In points of a hundred, the greatest at any moment at which the server was looked at; NaN when nothing can be said. */
export function worstDifference(shown: readonly (Moment & { ofBytes: number })[], received: readonly Moment[]): number {
  const ofBytes = shown[0]?.ofBytes ?? 0;
  if (ofBytes === 0 || received.length === 0) return NaN;
  const differences = received.map(({ at, bytes }) => {
    // What was shown last stays on screen until the next.
    const onScreen = shown.findLast((one) => one.at <= at)?.bytes ?? 0;
    return Math.abs(onScreen - bytes);
  });
  return (Math.max(...differences) / ofBytes) * 100;
}
