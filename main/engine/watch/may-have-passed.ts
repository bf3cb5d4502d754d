// Whether what set a document aside may be over although its file is the same: rights, the folder's own limits.
import { join } from 'node:path';
import type { DocumentRecord, WatchedFolder } from '../model';
import { inspectDocument } from './content/inspect';

/** What of a folder decides which of its files are documents. */
export type TakingRules = Pick<WatchedFolder, 'path' | 'otherImages'> & {
  readonly batch: Pick<WatchedFolder['batch'], 'maxBytes'>;
};

/** Always false for a document that is not set aside. */
export async function mayHavePassed(record: DocumentRecord, folder: TakingRules): Promise<boolean> {
  if (record.status.state !== 'set-aside') return false;
  switch (record.status.reason) {
    case 'vanished':
    case 'withdrawn':
      return true;
    case 'too-large':
      return record.sizeBytes <= folder.batch.maxBytes;
    case 'wrong-type':
    case 'unreadable': {
      const path = join(folder.path, record.relativePath);
      const { otherImages, path: within } = folder;
      const inspection = await inspectDocument(path, { otherImages, within, signal: neverAborted });
      return inspection.kind === 'complete';
    }
    case 'incomplete':
    case 'encrypted':
    case 'empty':
    case 'too-large-for-server':
    case 'maybe-delivered':
    case 'server-error':
      return false;
  }
}

const neverAborted = new AbortController().signal;
