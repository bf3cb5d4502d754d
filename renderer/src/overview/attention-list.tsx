// Whatever waits for a person, each with a sentence and the actions that help.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AttentionItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { Panel } from '../ui/panel';
import { attentionKey } from '../words/attention';
import { AttentionRow } from './attention-row';

const shownAtFirst = 5;

/** The most urgent first; long lists start short. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  return (
    <Panel
      title={t('attention.title')}
      aside={<span className="dim">{t('attention.things', { count: items.length })}</span>}
    >
      <ul className="attention-rows" data-testid="attention">
        {shown.map((item) => (
          <AttentionRow key={attentionKey(item)} item={item} />
        ))}
      </ul>
      {shown.length < items.length && (
        <Button
          mt="sm"
          size="xs"
          variant="default"
          onClick={() => {
            setWhole(true);
          }}
        >
          {t('attention.showAll', { all: items.length })}
        </Button>
      )}
    </Panel>
  );
}
