// Which rows of the list are chosen, row by row, in ranges, all shown, or all of a kind.
import { useRef, useState } from 'react';
import { bulkLimit, type AttentionFilter, type AttentionItem } from '../../../preload/contract';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { useAnnounce } from '../ui/live-region';
import { showProblem } from '../ui/notices';
import { attentionKey } from '../words/attention';
import { chosen, nothingChosen, rowsBetween, stillWaiting, type BulkKind, type Selection } from './selection';

interface ShownItems {
  readonly items: readonly AttentionItem[];
  /** All there is: what is not among `items` waits no more. */
  readonly isWhole: boolean;
}

interface ChooseRows {
  readonly selection: Selection;
  /** With `isRange`, all rows from the one that was chosen before. */
  readonly choose: (item: AttentionItem, isChosen: boolean, isRange: boolean) => void;
  readonly chooseShown: (isChosen: boolean) => void;
  /** Those that are not loaded yet too, up to the limit. */
  readonly chooseKind: (kind: BulkKind, filter: AttentionFilter) => Promise<void>;
  readonly clear: () => void;
}

/** Says how many are chosen after every change. */
export function useSelection({ items, isWhole }: ShownItems): ChooseRows {
  const [kept, setKept] = useState(nothingChosen);
  const lastKey = useRef<string | null>(null);
  const announce = useAnnounce();
  const selection = stillWaiting(kept, items, isWhole);

  function change(next: Selection): void {
    setKept(next);
    announce(next.size === 0 ? t('attention.bulk.noneChosen') : t('attention.bulk.chosen', { count: next.size }));
  }

  return {
    selection,
    choose: (item, isChosen, isRange) => {
      const rows = isRange ? rowsBetween(items, lastKey.current, item) : [item];
      lastKey.current = attentionKey(item);
      change(chosen(selection, rows, isChosen));
    },
    chooseShown: (isChosen) => {
      change(isChosen ? chosen(selection, items, true) : nothingChosen);
    },
    chooseKind: async (kind, filter) => {
      const reply = await bridge.call('attention.list', { ...filter, kinds: [kind], offset: 0, limit: bulkLimit });
      if (reply.ok) change(chosen(nothingChosen, reply.value.items, true));
      else showProblem(t('attention.bulk.notAllRead'), reply.problem);
    },
    clear: () => {
      lastKey.current = null;
      setKept(nothingChosen);
    },
  };
}
