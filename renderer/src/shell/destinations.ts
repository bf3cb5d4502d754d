// Which page shows the place that tray, menu or a notification lead to.
import type { Destination } from '../../../preload/contract';
import type { Location } from './location';

/** The page of a destination. */
export function locationOf(destination: Destination): Location {
  switch (destination.to) {
    case 'batch':
      return { page: 'batch', id: destination.batchId };
    case 'folder':
      return { page: 'folder-form', id: destination.folderId };
    case 'credential':
      return { page: 'credential-form', id: destination.credentialId };
    case 'overview':
    case 'attention':
    case 'sets':
    case 'queue':
    case 'folders':
    case 'credentials':
    case 'settings':
      return { page: destination.to };
  }
}
