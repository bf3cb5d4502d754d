// Which page shows the place that tray, menu or a notification lead to.
import type { Destination } from '../../../preload/contract';
import type { Location } from './location';

/** The page of a destination. What has no page of its own yet is on the nearest one. */
export function locationOf(destination: Destination): Location {
  switch (destination.to) {
    case 'overview':
    case 'attention':
      return { page: 'overview' };
    case 'batch':
      return { page: 'sets' };
    case 'folder':
      return { page: 'folder-form', id: destination.folderId };
    case 'credential':
      return { page: 'credential-form', id: destination.credentialId };
    case 'sets':
    case 'queue':
    case 'folders':
    case 'credentials':
    case 'settings':
      return { page: destination.to };
  }
}
