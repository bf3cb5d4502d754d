// All sets with their batches and batch ids; found by name, number or batch id.
import { Button, CloseButton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconStack2 } from '@tabler/icons-react';
import { useState } from 'react';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { useNavigation } from '../shell/navigation-context';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { useOpenRows } from '../ui/use-open-rows';
import { VirtualList } from '../ui/virtual-list';
import { counted } from '../words/numbers';
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
      title="Sets"
      lead="Every set with its reference number and the batch ids that the server gave."
      actions={isWithoutSets ? undefined : <SaveReceipts />}
      fills
    >
      <TextInput
        type="search"
        aria-label="Search sets"
        placeholder="Search by set name, reference number or batch id"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={typed === '' ? null : <CloseButton size="sm" aria-label="Clear search" onClick={clear} />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <span className="visually-hidden" role="status">
        {search !== '' && query.isSuccess ? `${counted(total, 'set')} found` : ''}
      </span>
      <Faces
        query={query}
        what="The sets"
        loading={<RowSkeletons rows={6} />}
        isEmpty={() => items.length === 0}
        empty={search === '' ? <NoSets /> : <NothingFound search={search} onClear={clear} />}
      >
        {() => (
          <VirtualList
            label="Sets"
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
      title="No deliveries yet"
      text="Sets appear here with their batch ids as soon as documents of a watched folder are sent."
      action={
        <Button
          variant="default"
          onClick={() => {
            go({ page: 'folders' });
          }}
        >
          Go to watched folders
        </Button>
      }
    />
  );
}

function NothingFound({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  return (
    <EmptyFace
      icon={IconSearch}
      title="Nothing found"
      text={`No set name, reference number or batch id contains “${search}”.`}
      action={
        <Button variant="default" onClick={onClear}>
          Show all sets
        </Button>
      }
    />
  );
}
