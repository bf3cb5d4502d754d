// All documents as one bar with a legend: what was seen is the sum of its parts.
import type { CSSProperties } from 'react';
import type { Counts } from '../../../preload/contract';
import { toneFill } from '../ui/tone';
import { numberText } from '../words/counting';
import { countParts } from './count-parts';

export function CountsBar({ counts }: { readonly counts: Counts }) {
  const parts = countParts(counts);
  return (
    <>
      <div className="counts-bar" aria-hidden="true">
        {parts.map(({ key, tone, count, label }) =>
          count === 0 ? null : (
            <span
              key={key}
              title={`${label}: ${numberText(count)}`}
              style={{ flexGrow: count, flexBasis: 0, background: toneFill(tone) }}
            />
          ),
        )}
      </div>
      <dl className="counts-legend" aria-label="Documents">
        {parts.map(({ key, tone, count, label }) => (
          <div key={key}>
            <dt style={{ '--legend-fill': toneFill(tone) } as CSSProperties}>{label}</dt>
            <dd>{numberText(count)}</dd>
          </div>
        ))}
        <div className="counts-last">
          <dt className="counts-sum">Seen in all</dt>
          <dd>{numberText(counts.seen)}</dd>
        </div>
      </dl>
    </>
  );
}
