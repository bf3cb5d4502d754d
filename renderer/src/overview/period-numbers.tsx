// The sum of the chosen period, with the choice in its heading.
import { SegmentedControl, Skeleton } from '@mantine/core';
import { periods, type Overview, type Period } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Panel } from '../ui/panel';
import { periodNames } from '../words/periods';
import { Conservation } from './conservation';

interface PeriodNumbersProps {
  readonly period: Period;
  readonly onPeriod: (period: Period) => void;
  /** What is asked about the period; `data` may still be the answer about the one before. */
  readonly query: Parameters<typeof Faces<Overview>>[0]['query'];
}

/** The choice stays where it is while the numbers come. */
export function PeriodNumbers({ period, onPeriod, query }: PeriodNumbersProps) {
  return (
    <Panel
      title={t('overview.conservation.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('overview.periods.label')}
          value={period}
          onChange={onPeriod}
          data={periods.map((value) => ({ value, label: periodNames[value] }))}
        />
      }
    >
      <Faces query={query} what={t('overview.conservation.what')} loading={<Skeleton height={104} radius="md" />}>
        {(data) => <Conservation period={data.period} counts={data.counts} />}
      </Faces>
    </Panel>
  );
}
