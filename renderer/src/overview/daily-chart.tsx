// The bars themselves; loaded when there is something to draw.
import { BarChart } from '@mantine/charts';
import type { DayFigures } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { formatCount } from '../words/numbers';
import { formatShortDay } from '../words/periods';
import { formatDay } from '../words/times';

/** Nothing moves: the numbers change while documents are delivered, and bars that grow anew each time distract. */
export function DailyChart({ days }: { readonly days: readonly DayFigures[] }) {
  // Goes on to the SVG, though the types do not know it; a title there would show as the browser's own tooltip.
  const named = { 'aria-label': t('overview.days.chart') };
  return (
    <BarChart
      className="daily-chart"
      data-formatted
      data={days.map((day) => ({ ...day }))}
      dataKey="startsAt"
      series={[{ name: 'delivered', label: t('overview.days.columns.delivered'), color: 'var(--tone-good-fill)' }]}
      maxBarWidth={28}
      tickLine="none"
      valueFormatter={formatCount}
      xAxisProps={{
        tickFormatter: (at: number) => formatShortDay(at),
        minTickGap: 24,
        interval: 'preserveEnd',
      }}
      yAxisProps={{ allowDecimals: false, width: 44 }}
      barProps={{ isAnimationActive: false, radius: [2, 2, 0, 0] }}
      barChartProps={{ ...named, margin: { top: 6, right: 4, bottom: 0, left: 0 } }}
      tooltipProps={{
        isAnimationActive: false,
        content: ({ label }) => <DayTooltip day={days.find(({ startsAt }) => startsAt === label)} />,
      }}
    />
  );
}

const extras = ['setAside', 'duplicates'] as const;

function DayTooltip({ day }: { readonly day: DayFigures | undefined }) {
  if (day === undefined) return null;
  const lines = ['delivered', 'batchesAccepted', ...extras.filter((key) => day[key] > 0)] as const;
  return (
    <div className="daily-tooltip">
      <p>{formatDay(day.startsAt)}</p>
      <dl>
        {lines.map((key) => (
          <div key={key}>
            <dt>{t(`overview.days.columns.${key}`)}</dt>
            <dd>{formatCount(day[key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
