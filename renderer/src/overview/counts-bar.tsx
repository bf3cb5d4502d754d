// The sum as one stacked bar; its parts differ in pattern as well as in colour.
import type { Counts, Period } from '../../../preload/contract';
import { countsSentence, places } from '../words/periods';

interface CountsBarProps {
  readonly counts: Counts;
  /** A bar that stands alone says its numbers itself; one above its legend is silent. */
  readonly nameFor?: Period;
}

/** A segment for each place that is not empty. */
export function CountsBar({ counts, nameFor }: CountsBarProps) {
  const name = nameFor === undefined ? null : countsSentence(counts, nameFor);
  const naming = name === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name, title: name };
  return (
    <div className="counts-bar" {...naming}>
      {places.map(({ key, tone }) =>
        counts[key] === 0 ? null : <span key={key} data-tone={tone} style={{ flexGrow: counts[key] }} />,
      )}
    </div>
  );
}
