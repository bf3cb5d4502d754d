// How much of a batch is sent, as a bar and in words.
import { Progress } from '@mantine/core';
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { useNow } from '../ui/use-now';
import { formatPercent, percentOf } from '../words/numbers';
import { speedWords } from '../words/sending';
import { queueSentence } from '../words/waiting';
import './queue.css';

/** The bar is real: it counts bytes that were handed to the network. */
export function UploadProgress({ batch }: { readonly batch: QueueItem }) {
  const now = useNow();
  const percent = percentOf(batch.bytesSent ?? 0, batch.contentLength ?? 0);
  const speed = speedWords(batch);
  return (
    <div className="upload-progress">
      <Progress.Root size="md" className="upload-progress-bar">
        <Progress.Section
          value={percent}
          animated={percent < 100}
          aria-label={t('queue.batch', { batch: String(batch.id) })}
        />
      </Progress.Root>
      <p className="upload-progress-words">
        <span>{queueSentence(batch, now)}</span>
        {speed !== null && <span>{speed}</span>}
        <span>{formatPercent(percent)}</span>
      </p>
    </div>
  );
}
