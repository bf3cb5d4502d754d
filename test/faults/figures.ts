// The figures of a run of the fault bench, and the tables that people read.
import type { Audit } from './audit';

export interface Figures {
  readonly histories: number;
  readonly kills: number;
  readonly documents: number;
  readonly deliveredOnce: number;
  readonly deliveredAgainByDecision: number;
  readonly deliveredTwice: number;
  readonly lost: number;
  readonly inDoubt: number;
  readonly setAside: number;
  readonly duplicates: number;
  readonly violations: number;
}

/** Adds up what runs came to. */
export function figuresOf(runs: readonly { readonly audit: Audit; readonly kills: number }[]): Figures {
  const sum = (of: (run: (typeof runs)[number]) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    histories: runs.length,
    kills: sum(({ kills }) => kills),
    documents: sum(({ audit }) => audit.documents),
    deliveredOnce: sum(({ audit }) => audit.deliveredOnce),
    deliveredAgainByDecision: sum(({ audit }) => audit.deliveredAgainByDecision),
    deliveredTwice: sum(({ audit }) => audit.deliveredTwice),
    lost: sum(({ audit }) => audit.lost),
    inDoubt: sum(({ audit }) => audit.inDoubt),
    setAside: sum(({ audit }) => audit.setAside),
    duplicates: sum(({ audit }) => audit.duplicates),
    violations: sum(({ audit }) => audit.violations.length),
  };
}

const columns = {
  histories: 'histories',
  kills: 'kills',
  documents: 'documents',
  deliveredOnce: 'delivered once',
  deliveredAgainByDecision: 'again by decision',
  deliveredTwice: 'twice, no decision',
  lost: 'lost',
  inDoubt: 'in doubt',
  setAside: 'set aside',
  duplicates: 'duplicates',
  violations: 'violations',
} as const satisfies Record<keyof Figures, string>;

/** One row per part of the run and one for all of it. */
export function figuresTable(parts: readonly { readonly name: string; readonly figures: Figures }[]): string {
  const keys = Object.keys(columns) as (keyof Figures)[];
  return table(
    ['', ...keys.map((key) => columns[key])],
    parts.map(({ name, figures }) => [name, ...keys.map((key) => String(figures[key]))]),
  );
}

/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, index) => Math.max(title.length, ...rows.map((row) => (row[index] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
