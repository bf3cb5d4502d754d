// The queue: what is being sent, what waits, and what waits for a person.
import { SegmentedControl } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { queueGroups, type QueueGroup } from '../../../preload/contract';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { DropList } from '../drops/drop-list';
import { t } from '../i18n/translate';
import { EmptyFace } from '../ui/empty-face';
import { Faces } from '../ui/faces';
import { Page } from '../ui/page';
import { RowSkeletons } from '../ui/row-skeletons';
import { VirtualList } from '../ui/virtual-list';
import { PauseButton } from './pause-dialog';
import './queue.css';
import { QueueRow } from './queue-row';

/** In the order in which the batches will be sent. */
export function QueuePage() {
  const [group, setGroup] = useState<QueueGroup | 'all'>('all');
  const { query, items, total, loadMore } = usePages(['queue.list', group], (page) =>
    bridge.call('queue.list', group === 'all' ? page : { ...page, group }),
  );
  return (
    <Page
      title={t('shell.views.queue')}
      lead={total === 0 || group !== 'all' ? t('queue.lead') : t('queue.notDelivered', { count: total })}
      actions={<PauseButton />}
      fills
    >
      <DropList />
      <SegmentedControl
        className="queue-groups"
        size="xs"
        aria-label={t('sending.groups.label')}
        value={group}
        onChange={setGroup}
        data={(['all', ...queueGroups] as const).map((value) => ({ value, label: t(`sending.groups.${value}`) }))}
      />
      <Faces
        query={query}
        what={t('queue.what')}
        loading={<RowSkeletons rows={5} height={92} />}
        isEmpty={() => total === 0}
        empty={
          group === 'all' ? (
            <EmptyFace icon={IconCircleCheck} title={t('queue.empty.title')} text={t('queue.empty.text')} />
          ) : (
            <p className="dim">{t('sending.emptyGroup')}</p>
          )
        }
      >
        {() => (
          <VirtualList
            label={t('queue.list')}
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
