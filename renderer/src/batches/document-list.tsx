// The documents of one batch: a picture of each, what it is in the zip, and what became of its original.
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { Panel } from '../ui/panel';
import { RowSkeletons } from '../ui/row-skeletons';
import { VirtualList } from '../ui/virtual-list';
import { DocumentRow } from './document-row';

/** In the order of the zip. */
export function DocumentList({ batchId, documents }: { readonly batchId: number; readonly documents: number }) {
  const { query, items, total, loadMore } = usePages(['sets.documents', batchId], (page) =>
    bridge.call('sets.documents', { ...page, batchId }),
  );
  return (
    <Panel
      title={t('batches.documents.title')}
      aside={<span className="dim">{t('sets.documents', { count: query.isSuccess ? total : documents })}</span>}
    >
      <Faces
        query={query}
        what={t('batches.what.documents')}
        loading={<RowSkeletons rows={3} height={64} />}
        isEmpty={() => items.length === 0}
        empty={<p className="dim panel-note">{t('batches.documents.empty')}</p>}
      >
        {() => (
          <VirtualList
            label={t('batches.documents.title')}
            items={items}
            total={total}
            estimatedRowHeight={73}
            maxHeight="max(20rem, calc(100vh - 16rem))"
            keyOf={({ id }) => id}
            row={(document) => <DocumentRow document={document} />}
            onNearEnd={loadMore}
          />
        )}
      </Faces>
    </Panel>
  );
}
