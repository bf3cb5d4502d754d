// Whatever waits for a person, each with a sentence and the actions that help.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AttentionItem } from '../../../preload/contract';
import { Moment } from '../ui/moment';
import { Panel } from '../ui/panel';
import { PathText } from '../ui/path-text';
import { ServerWords } from '../ui/server-words';
import { attentionKey, attentionWords } from '../words/attention';
import { counted } from '../words/numbers';
import { AttentionActions } from './attention-actions';

const shownAtFirst = 5;

/** The most urgent first; long lists start short. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? items : items.slice(0, shownAtFirst);
  return (
    <Panel title="Needs attention" aside={<span className="dim">{counted(items.length, 'thing')}</span>}>
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
          Show all {items.length}
        </Button>
      )}
    </Panel>
  );
}

function AttentionRow({ item }: { readonly item: AttentionItem }) {
  const { title, reason, serverWords, since } = attentionWords(item);
  return (
    <li className="attention-row">
      <div className="attention-row-words">
        <p className="attention-row-title">
          {title}
          {since !== null && (
            <span className="attention-row-since">
              <Moment at={since} />
            </span>
          )}
        </p>
        <p className="attention-row-reason">{reason}</p>
        <ServerWords words={serverWords} />
        {item.kind === 'document' && (
          <p className="attention-row-place">
            in <PathText path={item.folderPath} />
            {item.detail !== '' && <span className="dim"> ({item.detail})</span>}
          </p>
        )}
      </div>
      <AttentionActions item={item} />
    </li>
  );
}
