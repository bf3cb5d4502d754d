// The queue: what is being sent, what waits, and what waits for a person.
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import type { QueueItem } from '../../../preload/contract';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { hrefOf } from '../shell/routes';
import { EmptyState } from '../ui/empty-state';
import { Faces } from '../ui/faces';
import { Loading } from '../ui/loading';
import { PageHeader } from '../ui/page-header';
import { Panel } from '../ui/panel';
import { numberText } from '../words/counting';
import { BatchRow } from './batch-row';
import './queue.css';

const groups = [
  { title: 'In doubt', states: ['in-doubt'] },
  { title: 'Held', states: ['held'] },
  { title: 'Sending', states: ['sending'] },
  { title: 'Waiting', states: ['waiting'] },
  { title: 'Next', states: ['sealed', 'open'] },
] as const satisfies readonly { title: string; states: readonly QueueItem['state'][] }[];

export function QueuePage() {
  const { query, items, total, loadMore } = usePages(['queue.list'], (page) => bridge.call('queue.list', page));
  return (
    <>
      <PageHeader title="Queue" about="Batches that are not delivered yet. Those that only wait go on by themselves." />
      <Faces
        query={query}
        loading={
          <Panel>
            <Loading />
          </Panel>
        }
      >
        {() => (items.length === 0 ? <NothingQueued /> : <Groups items={items} />)}
      </Faces>
      {items.length < total && (
        <Button variant="default" mt="md" loading={query.isFetchingNextPage} onClick={loadMore}>
          Show more ({numberText(total - items.length)} left)
        </Button>
      )}
    </>
  );
}

function Groups({ items }: { readonly items: readonly QueueItem[] }) {
  return groups.map(({ title, states }) => {
    const batches = items.filter(({ state }) => (states as readonly string[]).includes(state));
    if (batches.length === 0) return null;
    return (
      <Panel key={title} title={title} aside={<span className="dim">{numberText(batches.length)}</span>}>
        <ul className="rows">
          {batches.map((batch) => (
            <BatchRow key={batch.id} batch={batch} />
          ))}
        </ul>
      </Panel>
    );
  });
}

function NothingQueued() {
  return (
    <Panel>
      <EmptyState
        icon={<IconSend size={22} />}
        title="Nothing is waiting"
        text="New documents in a watched folder appear here while they are sent."
      >
        <Button component="a" href={hrefOf('folders')} variant="default">
          Watched folders
        </Button>
      </EmptyState>
    </Panel>
  );
}
