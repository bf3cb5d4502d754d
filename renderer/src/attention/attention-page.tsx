// Whatever waits for a person: one list, one row for each decision, and one word about many of them.
import { Button, Checkbox } from '@mantine/core';
import { IconCircleCheck, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../bridge';
import { useCall, usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { useNow } from '../ui/use-now';
import { VirtualList } from '../ui/virtual-list';
import { attentionKey } from '../words/attention';
import { formatSince } from '../words/times';
import './attention.css';
import { AttentionFilters, type ChosenAttention } from './attention-filters';
import { AttentionItemRow } from './attention-item';
import { BulkBar } from './bulk-bar';
import { isChoosable } from './selection';
import { useSelection } from './use-selection';

const everything: ChosenAttention = { kind: null, folderId: null };

/** The most urgent kind first, and of each kind what waits longest. */
export function AttentionPage() {
  const [filter, setFilter] = useState(everything);
  const { kind, folderId } = filter;
  const ofFolder = folderId === null ? {} : { folderId };
  const folders = useCall('folders.list', null);
  const counts = useCall('attention.counts', ofFolder);
  const { query, items, total, loadMore } = usePages(['attention.list', kind, folderId], (page) =>
    bridge.call('attention.list', { ...page, ...ofFolder, ...(kind !== null && { kinds: [kind] }) }),
  );
  const isLoaded = query.data !== undefined;
  const { selection, ...choosing } = useSelection({ items, isWhole: isLoaded && items.length >= total });
  const choosable = items.filter(isChoosable);
  const areAllChosen = choosable.every((item) => selection.has(attentionKey(item)));
  const isFiltered = kind !== null || folderId !== null;

  /** What is out of sight is not decided about by mistake. */
  function show(next: ChosenAttention): void {
    choosing.clear();
    setFilter(next);
  }

  /** The button that was pressed is gone with the selection: the keyboard goes on from the top of the page. */
  function endSelection(): void {
    choosing.clear();
    document.querySelector<HTMLElement>('.page-title')?.focus({ preventScroll: true });
  }

  return (
    <Page title={t('shell.views.attention')} lead={t('attention.lead')} fills>
      {(isFiltered || items.length > 0) && (
        <div className="attention-tools">
          <AttentionFilters chosen={filter} onChange={show} counts={counts.data} folders={folders.data ?? []} />
          {choosable.length > 0 && (
            <div className="attention-toolbar">
              <Checkbox
                size="xs"
                label={t('attention.bulk.chooseShown')}
                checked={areAllChosen}
                indeterminate={selection.size > 0 && !areAllChosen}
                onChange={(event) => {
                  choosing.chooseShown(event.currentTarget.checked);
                }}
              />
              <BulkBar
                selection={selection}
                counts={counts.data}
                onChooseKind={(ofKind) => {
                  void choosing.chooseKind(ofKind, ofFolder);
                }}
                onEnd={endSelection}
              />
            </div>
          )}
        </div>
      )}
      <span className="visually-hidden" role="status">
        {isFiltered && isLoaded ? t('attention.filter.found', { count: total }) : ''}
      </span>
      <Faces
        query={query}
        what={t('attention.what')}
        loading={<RowSkeletons rows={4} height={110} />}
        isEmpty={() => items.length === 0}
        empty={
          isFiltered ? (
            <NothingFound
              filter={filter}
              onShowAll={() => {
                show(everything);
              }}
            />
          ) : (
            <NothingWaits />
          )
        }
      >
        {() => (
          <VirtualList
            label={t('attention.list')}
            items={items}
            total={total}
            estimatedRowHeight={132}
            keyOf={attentionKey}
            row={(item) => (
              <AttentionItemRow item={item} isChosen={selection.has(attentionKey(item))} onChoose={choosing.choose} />
            )}
            onNearEnd={loadMore}
          />
        )}
      </Faces>
    </Page>
  );
}

function NothingWaits() {
  const now = useNow();
  const overview = useCall('overview.get', { period: 'all' });
  const at = overview.data?.lastDeliveryAt ?? null;
  return (
    <EmptyFace
      icon={IconCircleCheck}
      title={t('attention.empty.title')}
      text={
        at === null ? t('attention.empty.text') : t('attention.empty.textDelivered', { when: formatSince(at, now) })
      }
    />
  );
}

interface NothingFoundProps {
  readonly filter: ChosenAttention;
  readonly onShowAll: () => void;
}

function NothingFound({ filter, onShowAll }: NothingFoundProps) {
  return (
    <EmptyFace
      icon={IconFilter}
      title={t('attention.nothing.title')}
      text={nothingWords(filter)}
      action={
        <Button variant="default" onClick={onShowAll}>
          {t('attention.nothing.showAll')}
        </Button>
      }
    />
  );
}

function nothingWords({ kind, folderId }: ChosenAttention): string {
  if (kind === null) return t('attention.nothing.textFolder');
  return folderId === null ? t('attention.nothing.textKind') : t('attention.nothing.text');
}
