// A point in time in few words, with the exact one as its tooltip.
import { exactText, timeText } from './time-text';
import { useNow } from './use-now';

export function Time({ at }: { readonly at: number }) {
  const now = useNow();
  return (
    <time dateTime={new Date(at).toISOString()} title={exactText(at)}>
      {timeText(at, now)}
    </time>
  );
}
