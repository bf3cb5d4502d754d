// Everything that waits for a person, the first few at once.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AttentionItem } from '../../../preload/contract';
import { Panel } from '../ui/panel';
import { numberText } from '../words/counting';
import { AttentionRow } from './attention-row';
import { attentionWords } from './attention-words';

const step = 20;

export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
  const [shown, setShown] = useState(step);
  const left = items.length - shown;
  return (
    <Panel title="Needs attention" aside={<span className="dim">{numberText(items.length)}</span>}>
      <ul className="rows">
        {items.slice(0, shown).map((item) => (
          <AttentionRow key={attentionWords(item).key} item={item} />
        ))}
        {left > 0 && (
          <li style={{ padding: '0.6rem 1.1rem' }}>
            <Button variant="subtle" size="xs" onClick={() => setShown(shown + step * 5)}>
              Show more ({numberText(left)} left)
            </Button>
          </li>
        )}
      </ul>
    </Panel>
  );
}
