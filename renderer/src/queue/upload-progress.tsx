// How much of a batch has been sent.
import { Progress } from '@mantine/core';
import type { QueueItem } from '../../../preload/contract';
import { sizeText } from '../ui/size-text';

export function UploadProgress({ batch }: { readonly batch: QueueItem }) {
  const sent = batch.bytesSent ?? 0;
  const all = batch.contentLength ?? 0;
  const percent = all > 0 ? Math.min(100, Math.floor((sent / all) * 100)) : 0;
  return (
    <div className="batch-row-progress">
      <p className="progress-words dim">
        <span>{percent === 100 ? 'Sent, waiting for the answer' : all > 0 ? `${sizeText(sent)} of ${sizeText(all)}` : 'Starting'}</span>
        <span>{percent} %</span>
      </p>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent}
          color="var(--tone-moving-fill)"
          aria-label={`Batch ${batch.id}, part that is sent`}
        />
      </Progress.Root>
    </div>
  );
}
