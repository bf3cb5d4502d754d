// The id that the server gave a batch, with a button that copies it.
import { t } from '../i18n/translate';
import { CopyButton } from '../ui/copy-button';

/** In words when there is none yet. */
export function BatchIdText({ serverBatchId }: { readonly serverBatchId: string | null }) {
  if (serverBatchId === null) return <span className="batch-id dim">{t('sets.batch.noId')}</span>;
  return (
    <span className="batch-id">
      <span className="monospace batch-id-text" data-testid="batch-id" title={serverBatchId} translate="no">
        {serverBatchId}
      </span>
      <CopyButton
        label={t('sets.batch.copyId', { batchId: serverBatchId })}
        text={() => Promise.resolve(serverBatchId)}
      />
    </span>
  );
}
