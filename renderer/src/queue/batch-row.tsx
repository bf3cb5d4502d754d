// One batch of the queue: what it is, why it waits, what can be done.
import type { QueueItem } from '../../../preload/contract';
import { ServerWords } from '../ui/server-words';
import { sizeText } from '../ui/size-text';
import { Status } from '../ui/status';
import { untilText } from '../ui/time-text';
import { useNow } from '../ui/use-now';
import { counted } from '../words/counting';
import { batchStates } from '../words/states';
import { batchTitle, whyNot } from './batch-words';
import { Decisions } from './decisions';
import { UploadProgress } from './upload-progress';

export function BatchRow({ batch }: { readonly batch: QueueItem }) {
  const why = whyNot(batch);
  return (
    <li className="batch-row">
      <div>
        <p className="batch-row-title">{batchTitle(batch)}</p>
        <p className="batch-row-facts dim">
          <Status {...batchStates[batch.state]} />
          {batch.setName !== null && <span>Set {batch.setName}</span>}
          <span>{batch.credentialName}</span>
          {batch.zipSizeBytes !== null && <span>{sizeText(batch.zipSizeBytes)}</span>}
          {batch.attempts > 0 && <span>{counted(batch.attempts, 'attempt')}</span>}
        </p>
        {why !== null && (
          <p className="batch-row-why">
            {why} {batch.retryAt !== null && <NextTry at={batch.retryAt} />}
          </p>
        )}
        <ServerWords words={batch.serverWords} />
      </div>
      <div className="batch-row-actions">
        <Decisions batch={batch} />
      </div>
      {batch.state === 'sending' && <UploadProgress batch={batch} />}
    </li>
  );
}

function NextTry({ at }: { readonly at: number }) {
  const now = useNow(1000);
  return <span>Next try {untilText(at, now)}.</span>;
}
