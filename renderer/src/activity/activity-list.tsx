// The list of what happened: only the visible rows exist, each day has a heading, what is new waits above for whoever reads.
import { Button, Loader } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { ActivityFilter } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNow } from '../ui/use-now';
import { formatDay } from '../words/times';
import { ActivityRow } from './activity-row';
import { isNewDay, relativeDay } from './days';
import type { ActivityAnswer } from './merge';
import { useActivity, type Activity } from './use-activity';

interface ActivityListProps {
  /** The same object as long as it asks for the same. */
  readonly filter: ActivityFilter;
  readonly head: ActivityAnswer;
  readonly knownIds: ReadonlySet<string>;
}

const rowHeight = 64;
const rowsAhead = 12;
/** Scrolled by less than this, in CSS pixels, the reader is still at the top. */
const topPixels = 8;

/** Scrolls by itself; begins anew when the filter is another one (give it a key). */
export function ActivityList({ filter, head, knownIds }: ActivityListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAtTop, setAtTop] = useState(true);
  const activity = useActivity(filter, head, isAtTop);
  const { items, older, loadOlder, before } = activity;
  const now = useNow(60_000);
  // eslint-disable-next-line react-hooks/incompatible-library -- warns of memoizing what it returns; nothing here does.
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: rowsAhead,
  });
  const visible = virtualizer.getVirtualItems();
  const isNearEnd = before !== null && (visible.at(-1)?.index ?? 0) >= items.length - 2 * rowsAhead;
  useEffect(() => {
    if (isNearEnd && older === 'idle') loadOlder();
  }, [isNearEnd, older, loadOlder]);
  const toTop = () => {
    activity.showNewer();
    virtualizer.scrollToOffset(0);
    scroller.current?.focus({ preventScroll: true });
  };
  return (
    <div className="activity-frame">
      <NewAbove newer={activity.newer} onClick={toTop} />
      <div
        ref={scroller}
        className="virtual-list activity-list"
        data-fills
        tabIndex={0}
        role="group"
        aria-label={t('activity.list')}
        onScroll={({ currentTarget }) => {
          setAtTop(currentTarget.scrollTop < topPixels);
        }}
      >
        <div
          role="list"
          aria-label={t('activity.list')}
          className="virtual-list-rows"
          style={{ height: virtualizer.getTotalSize() }}
        >
          {visible.map(({ key, index, start }) => {
            const item = items[index];
            return (
              item !== undefined && (
                <div
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  role="listitem"
                  aria-setsize={before === null ? items.length : -1}
                  aria-posinset={index + 1}
                  className="virtual-list-row"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {isNewDay(items[index - 1]?.at, item.at) && <DayHeading at={item.at} now={now} />}
                  <ActivityRow item={item} knownIds={knownIds} />
                </div>
              )
            );
          })}
        </div>
        <ListEnd older={older} isEnd={before === null} onRetry={loadOlder} />
      </div>
    </div>
  );
}

/** "Today", with the date beside it. */
function DayHeading({ at, now }: { readonly at: number; readonly now: number }) {
  const relative = relativeDay(at, now);
  return (
    <h2 className="activity-day">
      {relative !== null && <span>{t(`activity.days.${relative}`)}</span>}
      <span className={relative === null ? undefined : 'activity-day-date'} data-formatted>
        {formatDay(at)}
      </span>
    </h2>
  );
}

interface NewAboveProps {
  readonly newer: Activity['newer'];
  readonly onClick: () => void;
}

/** Said to screen readers as well. At the top there is none: what is new stands in the list. */
function NewAbove({ newer: { count, isMore }, onClick }: NewAboveProps) {
  return (
    <div className="activity-newer" role="status">
      {count > 0 && (
        <Button size="xs" radius="xl" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onClick}>
          {isMore ? t('activity.newerMany', { count }) : t('activity.newer', { count })}
        </Button>
      )}
    </div>
  );
}

interface ListEndProps {
  readonly older: Activity['older'];
  readonly isEnd: boolean;
  readonly onRetry: () => void;
}

function ListEnd({ older, isEnd, onRetry }: ListEndProps) {
  if (isEnd) return <p className="activity-end">{t('activity.end')}</p>;
  if (older !== 'failed') {
    return (
      <p className="activity-end">
        <Loader size="xs" type="dots" aria-hidden />
        {t('activity.loadingOlder')}
      </p>
    );
  }
  return (
    <div className="activity-end" role="alert">
      {t('activity.olderNotLoaded')}
      <Button size="xs" variant="default" onClick={onRetry}>
        {t('common.retry')}
      </Button>
    </div>
  );
}
