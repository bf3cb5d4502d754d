// The batches of one set, with all their ids to copy.
import { Button } from '@mantine/core';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';
import { Faces } from '../ui/faces';
import { showProblem } from '../ui/notices';
import { RowSkeletons } from '../ui/row-skeletons';
import type { OpenRows } from '../ui/use-open-rows';
import { allBatchIds } from './all-batch-ids';
import { BatchRow } from './batch-row';

interface BatchListProps {
  readonly setId: number | null;
  readonly open: OpenRows;
}

/** The newest first. */
export function BatchList({ setId, open }: BatchListProps) {
  const { query, items, total, loadMore } = usePages(['sets.batches', setId], (page) =>
    bridge.call('sets.batches', { ...page, setId }),
  );

  async function allIds(): Promise<string | null> {
    const result = await allBatchIds((page) => bridge.call('sets.batches', { ...page, setId }));
    if (result.ok) return result.ids.join('\n');
    showProblem(t('sets.batchList.notRead'), result.problem);
    return null;
  }

  return (
    <Faces
      query={query}
      what={t('sets.what.batches')}
      loading={<RowSkeletons rows={2} height={40} />}
      isEmpty={() => items.length === 0}
      empty={<p className="dim">{t('sets.batchList.empty')}</p>}
    >
      {() => (
        <>
          <div className="batches-head">
            <span className="dim">{t('sets.batches', { count: total })}</span>
            {items.some(({ serverBatchId }) => serverBatchId !== null) && (
              <CopyButton withText label={t('sets.batchList.copyAll')} text={allIds} />
            )}
          </div>
          <ul className="batches" aria-label={t('sets.batchList.label')}>
            {items.map((batch) => (
              <BatchRow key={batch.id} batch={batch} open={open} />
            ))}
          </ul>
          {items.length < total && (
            <Button variant="subtle" size="xs" mt="xs" loading={query.isFetchingNextPage} onClick={loadMore}>
              {t('sets.batchList.showMore', { count: total - items.length })}
            </Button>
          )}
        </>
      )}
    </Faces>
  );
}
