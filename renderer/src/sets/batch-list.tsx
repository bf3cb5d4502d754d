// The batches of one set, with all their ids to copy.
import { bridge } from '../bridge';
import { useCall, usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';
import { Faces } from '../ui/faces';
import { showProblem } from '../ui/notices';
import { Panel } from '../ui/panel';
import { RowSkeletons } from '../ui/row-skeletons';
import { VirtualList } from '../ui/virtual-list';
import { allBatchIds } from './all-batch-ids';
import { BatchRow } from './batch-row';

/** The newest first. */
export function BatchList({ setId }: { readonly setId: number | null }) {
  const { query, items, total, loadMore } = usePages(['sets.batches', setId], (page) =>
    bridge.call('sets.batches', { ...page, setId }),
  );
  return (
    <Panel title={t('sets.batchList.label')} aside={<CopyAll setId={setId} />}>
      <Faces
        query={query}
        what={t('sets.what.batches')}
        loading={<RowSkeletons rows={3} height={40} />}
        isEmpty={() => items.length === 0}
        empty={<p className="dim panel-note">{t('sets.batchList.empty')}</p>}
      >
        {() => (
          <VirtualList
            label={t('sets.batchList.label')}
            items={items}
            total={total}
            estimatedRowHeight={45}
            maxHeight="max(20rem, calc(100vh - 12rem))"
            keyOf={({ id }) => id}
            row={(batch) => <BatchRow batch={batch} />}
            onNearEnd={loadMore}
          />
        )}
      </Faces>
    </Panel>
  );
}

/** Nothing while there is no id to copy. */
function CopyAll({ setId }: { readonly setId: number | null }) {
  // One row is enough to know how many there are.
  const ids = useCall('sets.batchIds', { setId, offset: 0, limit: 1 });
  const total = ids.data?.total ?? 0;
  if (total === 0) return null;

  async function allIds(): Promise<string | null> {
    const result = await allBatchIds((page) => bridge.call('sets.batchIds', { ...page, setId }));
    if (result.ok) return result.ids.join('\n');
    showProblem(t('sets.batchList.notRead'), result.problem);
    return null;
  }

  return <CopyButton withText label={t('sets.batchList.copyAll', { count: total })} text={allIds} />;
}
