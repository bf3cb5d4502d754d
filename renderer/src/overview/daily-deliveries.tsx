// Deliveries per day: a chart for the eye, the same numbers as a table for those who do not see it.
import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { DayFigures } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { formatCount } from '../words/numbers';
import { formatDay } from '../words/times';

// The charts are as large as the rest of the window together: the first paint does not wait for them.
const DailyChart = lazy(() => import('./daily-chart').then((module) => ({ default: module.DailyChart })));

const columns = ['delivered', 'batchesAccepted', 'setAside', 'duplicates'] as const;

/** `days`: oldest first, today last. */
export function DailyDeliveries({ days }: { readonly days: readonly DayFigures[] }) {
  const isEmpty = days.every(({ delivered }) => delivered === 0);
  return (
    <Panel
      title={t('overview.days.title')}
      aside={<span className="dim">{t('overview.days.span', { count: days.length })}</span>}
    >
      {isEmpty ? (
        <p className="overview-nothing">{t('overview.days.empty', { count: days.length })}</p>
      ) : (
        <div className="daily" data-testid="daily-chart">
          <Suspense fallback={<Skeleton className="daily-chart" radius="sm" />}>
            <DailyChart days={days} />
          </Suspense>
          <DailyTable days={days} />
        </div>
      )}
    </Panel>
  );
}

/** A table that is clipped away would still be as tall as its rows, and the page would scroll into nothing. */
function DailyTable({ days }: { readonly days: readonly DayFigures[] }) {
  return (
    <div className="visually-hidden">
      <table data-testid="daily-table">
        <caption>{t('overview.days.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('overview.days.columns.day')}</th>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`overview.days.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.startsAt}>
              <th scope="row" data-formatted>
                {formatDay(day.startsAt)}
              </th>
              {columns.map((column) => (
                <td key={column}>{formatCount(day[column])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
