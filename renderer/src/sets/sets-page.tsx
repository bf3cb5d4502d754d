// All sets with their batches and batch ids; found by name, number or batch id.
import { Button, CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { setStates, type SetStateName } from '../../../preload/contract';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { VirtualList } from '../ui/virtual-list';
import { setStates as stateLabels } from '../words/states';
import { SaveReceipts } from './save-receipts';
import { SetRow } from './set-row';
import './sets.css';

const typingPauseMs = 200;

/** The latest delivery first; the batches outside any set come last. */
export function SetsPage() {
  const [typed, setTyped] = useState('');
  const [settled] = useDebouncedValue(typed, typingPauseMs);
  const search = settled.trim();
  const [state, setState] = useState<SetStateName | null>(null);
  const { query, items, total, loadMore } = usePages(['sets.list', search, state], (page) =>
    bridge.call('sets.list', { ...page, search, ...(state !== null && { states: [state] }) }),
  );
  const isFiltered = search !== '' || state !== null;
  const isWithoutSets = query.data === undefined || (!isFiltered && total === 0);
  const clear = () => {
    setTyped('');
    setState(null);
  };
  return (
    <Page
      title={t('shell.views.sets')}
      lead={t('sets.lead')}
      actions={isWithoutSets ? undefined : <SaveReceipts />}
      fills
    >
      <div className="sets-filter">
        <TextInput
          type="search"
          aria-label={t('sets.search.label')}
          placeholder={t('sets.search.placeholder')}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={
            typed === '' ? null : (
              <CloseButton
                size="sm"
                aria-label={t('sets.search.clear')}
                onClick={() => {
                  setTyped('');
                }}
              />
            )
          }
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <NativeSelect
          aria-label={t('sets.filter.label')}
          data={[
            { value: '', label: t('sets.filter.all') },
            ...setStates.map((value) => ({ value, label: stateLabels[value].text })),
          ]}
          value={state ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setState(setStates.find((known) => known === value) ?? null);
          }}
        />
      </div>
      <span className="visually-hidden" role="status">
        {isFiltered && query.isSuccess ? t('sets.search.found', { count: total }) : ''}
      </span>
      <Faces
        query={query}
        what={t('sets.what.sets')}
        loading={<RowSkeletons rows={6} />}
        isEmpty={() => items.length === 0}
        empty={isFiltered ? <NothingFound search={search} state={state} onClear={clear} /> : <NoSets />}
      >
        {() => (
          <VirtualList
            label={t('shell.views.sets')}
            items={items}
            total={total}
            estimatedRowHeight={68}
            keyOf={({ id }) => id ?? 'none'}
            row={(set) => <SetRow set={set} />}
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

interface NothingFoundProps {
  readonly search: string;
  readonly state: SetStateName | null;
  readonly onClear: () => void;
}

function NothingFound({ search, state, onClear }: NothingFoundProps) {
  return (
    <EmptyFace
      icon={IconSearch}
      title={t('sets.search.nothingTitle')}
      text={nothingWords(search, state)}
      action={
        <Button variant="default" onClick={onClear}>
          {t('sets.search.showAll')}
        </Button>
      }
    />
  );
}

function nothingWords(search: string, state: SetStateName | null): string {
  if (state === null) return t('sets.search.nothing', { search });
  const named = { state: stateLabels[state].text };
  return search === '' ? t('sets.search.noneInState', named) : t('sets.search.noneInStateFound', { ...named, search });
}
