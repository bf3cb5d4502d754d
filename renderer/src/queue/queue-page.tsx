// The queue: what is being sent, what waits, and what waits for a person.
import { IconCircleCheck } from '@tabler/icons-react';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { VirtualList } from '../ui/virtual-list';
import { counted } from '../words/numbers';
import './queue.css';
import { QueueRow } from './queue-row';

/** In the order in which the batches will be sent. */
export function QueuePage() {
  const { query, items, total, loadMore } = usePages(['queue.list', 'pages'], (page) =>
    bridge.call('queue.list', page),
  );
  return (
    <Page
      title="Queue"
      lead={
        total === 0 ? 'Batches that are not delivered yet.' : `${counted(total, 'batch', 'batches')} not delivered yet.`
      }
      fills
    >
      <Faces
        query={query}
        what="The queue"
        loading={<RowSkeletons rows={5} height={92} />}
        isEmpty={() => total === 0}
        empty={
          <EmptyFace
            icon={IconCircleCheck}
            title="The queue is empty"
            text="Every batch that was packed has been dealt with. New documents appear here as soon as they are packed."
          />
        }
      >
        {() => (
          <VirtualList
            label="Batches in the queue"
            items={items}
            total={total}
            estimatedRowHeight={104}
            keyOf={({ id }) => id}
            row={(batch) => <QueueRow batch={batch} />}
            onNearEnd={loadMore}
          />
        )}
      </Faces>
    </Page>
  );
}
