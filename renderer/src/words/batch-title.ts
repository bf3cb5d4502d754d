// What a batch is called before it has the server's batch id.
import type { QueueItem } from '../../../preload/contract';
import { folderName } from './folder-name';
import { counted } from './numbers';

/** "12 documents for May 2026", or for the folder's name when there is no set. */
export function batchTitle({ documents, setName, folderPath }: QueueItem): string {
  const target = setName ?? folderName(folderPath);
  return `${counted(documents, 'document')} ${setName === null ? 'from' : 'for'} ${target}`;
}
