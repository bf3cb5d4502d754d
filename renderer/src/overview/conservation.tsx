// The sum that has to come out: whatever was seen is in exactly one of five places.
import { Alert } from '@mantine/core';
import type { Counts, Period } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { unaccounted } from '../words/headline';
import { formatCount } from '../words/numbers';
import { periodDocuments, periodNothing, placesIn } from '../words/periods';
import { CountsBar } from './counts-bar';

interface ConservationProps {
  readonly period: Period;
  readonly counts: Counts;
}

/** The bar, and under it the same sum in numbers: seen = delivered + on the way + ... */
export function Conservation({ period, counts }: ConservationProps) {
  const missing = unaccounted(counts);
  if (counts.seen === 0) return <p className="overview-nothing">{periodNothing[period]}</p>;
  return (
    <>
      {missing !== 0 && (
        <Alert color="red" role="alert" title={t('overview.conservation.alarm')} mb="md">
          {t('overview.conservation.missing', { count: Math.abs(missing) })}
        </Alert>
      )}
      <CountsBar counts={counts} />
      <dl className="conservation-numbers" data-testid="conservation">
        <div className="conservation-seen" title={t('overview.conservation.seenHelp')}>
          <dt>{t('overview.conservation.seenName')}</dt>
          <dd>{formatCount(counts.seen)}</dd>
        </div>
        {placesIn(period).map(({ key, tone }) => (
          <div
            key={key}
            data-tone={tone}
            data-zero={counts[key] === 0}
            title={t(`overview.conservation.places.${key}.help`)}
          >
            <dt>
              <span className="place-key" data-tone={tone} aria-hidden="true" />
              {t(`overview.conservation.places.${key}.name`)}
            </dt>
            <dd>{formatCount(counts[key])}</dd>
          </div>
        ))}
      </dl>
      <p className="conservation-note">
        {periodDocuments[period]}
        {period !== 'all' && <> {t('overview.conservation.ignoredNote')}</>}
      </p>
    </>
  );
}
