// What a batch is called before it has the server's batch id.
import type { QueueItem } from '../../../preload/contract';
import { t } from '../i18n/translate';
import { folderName } from './folder-name';

/** "12 documents for May 2026", or "… from" the folder's name when there is no set. */
export function batchTitle({ documents, setName, folderPath }: QueueItem): string {
  return setName === null
    ? t('queue.title.ofFolder', { count: documents, folder: folderName(folderPath) })
    : t('queue.title.ofSet', { count: documents, set: setName });
}
