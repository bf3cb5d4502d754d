// The sum that has to come out: whatever was seen is in exactly one of five places.
import { Alert } from '@mantine/core';
import type { Counts } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { unaccounted } from '../words/headline';
import { counted, formatCount } from '../words/numbers';
import type { Tone } from '../words/tones';

const places = [
  { key: 'delivered', name: 'Delivered', tone: 'good', help: 'The server confirmed them.' },
  { key: 'onTheWay', name: 'On the way', tone: 'moving', help: 'Being checked, packed or sent.' },
  { key: 'setAside', name: 'Set aside', tone: 'attention', help: 'Not sent, with a reason.' },
  { key: 'duplicates', name: 'Duplicates', tone: 'double', help: 'The same content was already sent.' },
  { key: 'ignored', name: 'Ignored', tone: 'quiet', help: 'Temporary and hidden files.' },
] as const satisfies readonly { key: keyof Counts; name: string; tone: Tone; help: string }[];

/** A bar with one segment for each place, and the numbers under it. */
export function Conservation({ counts }: { readonly counts: Counts }) {
  const missing = unaccounted(counts);
  return (
    <Panel title="Where everything is" aside={<span className="dim">{counted(counts.seen, 'file')} seen</span>}>
      {missing !== 0 && (
        <Alert color="red" role="alert" title="The numbers do not add up" mb="md">
          {counted(Math.abs(missing), 'file')} cannot be accounted for. Please report this; delivery goes on.
        </Alert>
      )}
      <div className="conservation-bar" aria-hidden="true">
        {places.map(({ key, tone }) =>
          counts[key] === 0 ? null : <span key={key} data-tone={tone} style={{ flexGrow: counts[key] }} />,
        )}
      </div>
      <dl className="conservation-numbers" data-testid="conservation">
        {places.map(({ key, name, tone, help }) => (
          <div key={key} data-tone={tone} data-zero={counts[key] === 0} title={help}>
            <dt>{name}</dt>
            <dd>{formatCount(counts[key])}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
