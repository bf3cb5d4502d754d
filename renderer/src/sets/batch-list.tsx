// The batches of one set, with all their ids to copy.
import { Button } from '@mantine/core';
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { CopyButton } from '../ui/copy-button';
import { Faces } from '../ui/faces';
import { showProblem } from '../ui/notices';
import { RowSkeletons } from '../ui/row-skeletons';
import type { OpenRows } from '../ui/use-open-rows';
import { counted } from '../words/numbers';
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
    showProblem('The batch ids could not be read', result.problem);
    return null;
  }

  return (
    <Faces
      query={query}
      what="The batches"
      loading={<RowSkeletons rows={2} height={40} />}
      isEmpty={() => items.length === 0}
      empty={<p className="dim">No batches yet.</p>}
    >
      {() => (
        <>
          <div className="batches-head">
            <span className="dim">{counted(total, 'batch', 'batches')}</span>
            {items.some(({ serverBatchId }) => serverBatchId !== null) && (
              <CopyButton withText label="Copy all batch ids" text={allIds} />
            )}
          </div>
          <ul className="batches" aria-label="Batches">
            {items.map((batch) => (
              <BatchRow key={batch.id} batch={batch} open={open} />
            ))}
          </ul>
          {items.length < total && (
            <Button variant="subtle" size="xs" mt="xs" loading={query.isFetchingNextPage} onClick={loadMore}>
              Show more ({counted(total - items.length, 'batch', 'batches')} left)
            </Button>
          )}
        </>
      )}
    </Faces>
  );
}
