// The documents of one batch and what became of their originals.
import { bridge } from '../bridge';
import { usePages } from '../calls/use-call';
import { t } from '../i18n/translate';
import { Faces } from '../ui/faces';
import { RowSkeletons } from '../ui/row-skeletons';
import { StateMark } from '../ui/state-mark';
import { VirtualList } from '../ui/virtual-list';
import { formatSize } from '../words/numbers';
import { documentStates, originals } from '../words/states';

interface DocumentListProps {
  readonly batchId: number;
  /** What the server said about itself when it accepted the batch. */
  readonly releaseVersion: string | null;
}

/** In the order of the zip. */
export function DocumentList({ batchId, releaseVersion }: DocumentListProps) {
  const { query, items, total, loadMore } = usePages(['sets.documents', batchId], (page) =>
    bridge.call('sets.documents', { ...page, batchId }),
  );
  return (
    <Faces
      query={query}
      what={t('sets.what.documents')}
      loading={<RowSkeletons rows={2} height={32} />}
      isEmpty={() => items.length === 0}
      empty={<p className="dim">{t('sets.documentList.empty')}</p>}
    >
      {() => (
        <>
          <VirtualList
            label={t('sets.documentList.label')}
            items={items}
            total={total}
            estimatedRowHeight={35}
            maxHeight="21rem"
            keyOf={({ id }) => id}
            row={(document) => (
              <div className="document" data-testid="document">
                <span className="document-name" title={document.relativePath} translate="no">
                  {document.relativePath}
                </span>
                <span className="document-size" translate="no">
                  {formatSize(document.sizeBytes)}
                </span>
                <StateMark label={documentStates[document.state]} />
                <span className="document-original">
                  {document.original === null ? '' : originals[document.original]}
                </span>
              </div>
            )}
            onNearEnd={loadMore}
          />
          {releaseVersion !== null && (
            <p className="batch-release">{t('sets.documentList.release', { version: releaseVersion })}</p>
          )}
        </>
      )}
    </Faces>
  );
}
