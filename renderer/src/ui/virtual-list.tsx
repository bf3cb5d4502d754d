// A long list of which only the visible rows exist. Rows may have any height.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import './ui.css';

interface VirtualListProps<Item> {
  readonly items: readonly Item[];
  /** All rows there are, also those that are not loaded yet. */
  readonly total: number;
  readonly label: string;
  readonly estimatedRowHeight: number;
  readonly keyOf: (item: Item) => string | number;
  readonly row: (item: Item) => ReactNode;
  /** Called when the reader comes near the end of what is loaded. */
  readonly onNearEnd: () => void;
  /** Grows up to this height (a CSS length); without it the list takes the room that is left on the page. */
  readonly maxHeight?: string;
  /** The rows have nothing to focus: the list itself is a stop of the Tab key, or it could not be scrolled by keyboard. */
  readonly isReadOnly?: boolean;
}

const rowsAhead = 10;

/** Scrolls by itself; Tab and the arrow keys work as in any scrolling area. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { items, total, label, estimatedRowHeight, keyOf, row, onNearEnd, maxHeight, isReadOnly = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- warns of memoizing what it returns; nothing here does.
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => estimatedRowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: rowsAhead,
  });
  const visible = virtualizer.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;
  const isNearEnd = items.length < total && last >= items.length - rowsAhead;
  useEffect(() => {
    if (isNearEnd) onNearEnd();
  }, [isNearEnd, onNearEnd]);

  return (
    <div
      ref={scroller}
      className="virtual-list"
      data-fills={maxHeight === undefined}
      style={{ maxHeight }}
      {...(isReadOnly && { tabIndex: 0, role: 'group', 'aria-label': label })}
    >
      <div role="list" aria-label={label} className="virtual-list-rows" style={{ height: virtualizer.getTotalSize() }}>
        {visible.map(({ key, index, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <div
                key={key}
                ref={virtualizer.measureElement}
                data-index={index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={index + 1}
                className="virtual-list-row"
                style={{ transform: `translateY(${start}px)` }}
              >
                {row(item)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
