// The most urgent of what waits for a person; the rest has a page of its own.
import { Button } from '@mantine/core';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { Panel } from '../ui/panel';
import { attentionKey } from '../words/attention';
import { AttentionRow } from '../attention/attention-row';

const shownAtMost = 5;

interface ShortAttentionProps {
  /** The most urgent first; `total` counts those that are not among them too. */
  readonly items: readonly AttentionItem[];
  readonly total: number;
}

/** At most five rows, and the way to the others. */
export function ShortAttention({ items, total }: ShortAttentionProps) {
  const { go } = useNavigation();
  const shown = items.slice(0, shownAtMost);
  return (
    <Panel title={t('attention.title')} aside={<span className="dim">{t('attention.things', { count: total })}</span>}>
      <ul className="attention-rows" data-testid="attention">
        {shown.map((item) => (
          <li key={attentionKey(item)}>
            <AttentionRow item={item} />
          </li>
        ))}
      </ul>
      {shown.length < total && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          onClick={() => {
            go({ page: 'attention' });
          }}
        >
          {t('attention.showAll', { all: total })}
        </Button>
      )}
    </Panel>
  );
}
