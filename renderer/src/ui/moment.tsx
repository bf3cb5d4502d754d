// A time as a distance from now, with the exact time in the tooltip.
import { t } from '../i18n/translate';
import { formatMoment, formatSince } from '../words/times';
import { useNow } from './use-now';

/** Words for "never" when there is no time. */
export function Moment({ at, never = t('common.never') }: { readonly at: number | null; readonly never?: string }) {
  const now = useNow();
  if (at === null) return <span>{never}</span>;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatMoment(at)}>
      {formatSince(at, now)}
    </time>
  );
}
