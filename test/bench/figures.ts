// Figures of a bench: medians, and a table in which each has its limit beside it.

export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'bytes' | 'frames' | 'documents' | 'nodes' | 'listeners';
  /** The value must not be greater; null: told, not judged. */
  readonly limit: number | null;
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that so many per cent of the values are not greater than. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

/** Prints a row for each; answers with those that are beyond their limit. */
export function printFigures(title: string, figures: readonly Figure[]): Figure[] {
  const width = Math.max(...figures.map(({ what }) => what.length));
  console.log(`\n${title}`);
  for (const { what, value, unit, limit } of figures) {
    const amount = (number: number) => `${Math.round(number).toLocaleString('en')} ${unit}`;
    const judged = limit === null ? '' : `   limit ${amount(limit)}${value > limit ? '   BEYOND IT' : ''}`;
    console.log(`  ${what.padEnd(width)}  ${amount(value).padStart(16)}${judged}`);
  }
  return figures.filter(({ value, limit }) => limit !== null && value > limit);
}
