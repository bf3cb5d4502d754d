// The sum that has to come out: whatever was seen is in exactly one of five places.
import { Alert } from '@mantine/core';
import type { Counts } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { unaccounted } from '../words/headline';
import { formatCount } from '../words/numbers';
import type { Tone } from '../words/tones';

const places = [
  { key: 'delivered', tone: 'good' },
  { key: 'onTheWay', tone: 'moving' },
  { key: 'setAside', tone: 'attention' },
  { key: 'duplicates', tone: 'double' },
  { key: 'ignored', tone: 'quiet' },
] as const satisfies readonly { key: keyof Counts; tone: Tone }[];

/** A bar with one segment for each place, and the numbers under it. */
export function Conservation({ counts }: { readonly counts: Counts }) {
  const missing = unaccounted(counts);
  return (
    <Panel
      title={t('overview.conservation.title')}
      aside={<span className="dim">{t('overview.conservation.seen', { count: counts.seen })}</span>}
    >
      {missing !== 0 && (
        <Alert color="red" role="alert" title={t('overview.conservation.alarm')} mb="md">
          {t('overview.conservation.missing', { count: Math.abs(missing) })}
        </Alert>
      )}
      <div className="conservation-bar" aria-hidden="true">
        {places.map(({ key, tone }) =>
          counts[key] === 0 ? null : <span key={key} data-tone={tone} style={{ flexGrow: counts[key] }} />,
        )}
      </div>
      <dl className="conservation-numbers" data-testid="conservation">
        {places.map(({ key, tone }) => (
          <div
            key={key}
            data-tone={tone}
            data-zero={counts[key] === 0}
            title={t(`overview.conservation.places.${key}.help`)}
          >
            <dt>{t(`overview.conservation.places.${key}.name`)}</dt>
            <dd>{formatCount(counts[key])}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
