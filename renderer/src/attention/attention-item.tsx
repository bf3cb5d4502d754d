// A row of the page: the box to choose it by, and the thing itself.
import { Checkbox } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { attentionWords } from '../words/attention';
import { AttentionRow } from './attention-row';
import { isChoosable } from './selection';

interface AttentionItemRowProps {
  readonly item: AttentionItem;
  readonly isChosen: boolean;
  readonly onChoose: (item: AttentionItem, isChosen: boolean, isRange: boolean) => void;
}

/** The Shift key chooses all rows from the last one on, with the mouse as with the Space key. */
export function AttentionItemRow({ item, isChosen, onChoose }: AttentionItemRowProps) {
  return (
    <div className="attention-item" data-selected={isChosen}>
      <div className="attention-item-choose">
        {isChoosable(item) && (
          <Checkbox
            size="xs"
            aria-label={t('attention.bulk.choose', { what: attentionWords(item).title })}
            checked={isChosen}
            onChange={(event) => {
              const { nativeEvent } = event;
              onChoose(item, event.currentTarget.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey);
            }}
          />
        )}
      </div>
      <AttentionRow item={item} />
    </div>
  );
}
