// Which days the lines of the list belong to, by the calendar of this computer.

/** Whether a line begins another day than the one above it (undefined: there is none above). */
export function isNewDay(above: number | undefined, at: number): boolean {
  return above === undefined || startOfDay(above) !== startOfDay(at);
}

/** null for a day that is neither today nor yesterday. */
export function relativeDay(at: number, now: number): 'today' | 'yesterday' | null {
  const day = startOfDay(at);
  if (day === startOfDay(now)) return 'today';
  // Days are 23 or 25 hours long when the clocks change; noon of the day before is within it all the same.
  return day === startOfDay(startOfDay(now) - 12 * 3_600_000) ? 'yesterday' : null;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
