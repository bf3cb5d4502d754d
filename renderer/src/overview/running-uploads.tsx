// Batches that are being sent right now.
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { UploadProgress } from '../queue/upload-progress';
import { Panel } from '../ui/panel';
import { batchTitle } from '../words/batch-title';

/** Name and progress of each. */
export function RunningUploads({ batches }: { readonly batches: readonly QueueItem[] }) {
  return (
    <Panel title={t('overview.running')}>
      <ul className="running-uploads">
        {batches.map((batch) => (
          <li key={batch.id}>
            <p className="running-upload-title">{batchTitle(batch)}</p>
            <UploadProgress batch={batch} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
