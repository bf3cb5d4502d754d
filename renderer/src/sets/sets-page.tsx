// All sets with their batches and batch ids; found by name, number or batch id.
import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { useOpenRows } from '../ui/use-open-rows';
import { VirtualList } from '../ui/virtual-list';
import { SaveReceipts } from './save-receipts';
import { SetRow } from './set-row';
import './sets.css';

const typingPauseMs = 200;

/** The latest delivery first. */
export function SetsPage() {
  const [typed, setTyped] = useState('');
  const [settled] = useDebouncedValue(typed, typingPauseMs);
  const search = settled.trim();
  const { query, items, total, loadMore } = usePages(['sets.list', search], (page) =>
    bridge.call('sets.list', { ...page, search }),
  );
  const open = useOpenRows();
  const isWithoutSets = query.data === undefined || (search === '' && total === 0);
  const clear = () => {
    setTyped('');
  };
  return (
    <Page
      title={t('shell.views.sets')}
      lead={t('sets.lead')}
      actions={isWithoutSets ? undefined : <SaveReceipts />}
      fills
    >
      <TextInput
        type="search"
        aria-label={t('sets.search.label')}
        placeholder={t('sets.search.placeholder')}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          typed === '' ? null : <CloseButton size="sm" aria-label={t('sets.search.clear')} onClick={clear} />
        }
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <span className="visually-hidden" role="status">
        {search !== '' && query.isSuccess ? t('sets.search.found', { count: total }) : ''}
      </span>
      <Faces
        query={query}
        what={t('sets.what.sets')}
        loading={<RowSkeletons rows={6} />}
        isEmpty={() => items.length === 0}
        empty={search === '' ? <NoSets /> : <NothingFound search={search} onClear={clear} />}
      >
        {() => (
          <VirtualList
            label={t('shell.views.sets')}
            items={items}
            total={total}
            estimatedRowHeight={68}
            keyOf={({ id, credentialName, folderPath }) => id ?? `${credentialName} ${folderPath}`}
            row={(set) => <SetRow set={set} open={open} />}
            onNearEnd={loadMore}
          />
        )}
      </Faces>
    </Page>
  );
}

function NoSets() {
  const { go } = useNavigation();
  return (
    <EmptyFace
      icon={IconStack2}
      title={t('sets.empty.title')}
      text={t('sets.empty.text')}
      action={
        <Button
          variant="default"
          onClick={() => {
            go({ page: 'folders' });
          }}
        >
          {t('sets.empty.action')}
        </Button>
      }
    />
  );
}

function NothingFound({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  return (
    <EmptyFace
      icon={IconSearch}
      title={t('sets.search.nothingTitle')}
      text={t('sets.search.nothing', { search })}
      action={
        <Button variant="default" onClick={onClear}>
          {t('sets.search.showAll')}
        </Button>
      }
    />
  );
}
