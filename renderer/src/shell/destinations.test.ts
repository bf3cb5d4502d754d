import { expect, it } from 'vitest';
import type { Destination } from '../../../preload/contract';
import { locationOf } from './destinations';

it.each([
  [{ to: 'overview' }, { page: 'overview' }],
  [{ to: 'settings' }, { page: 'settings' }],
  [{ to: 'attention' }, { page: 'attention' }],
  [
    { to: 'batch', batchId: 7 },
    { page: 'batch', id: 7 },
  ],
  [
    { to: 'folder', folderId: 'f1' },
    { page: 'folder-form', id: 'f1' },
  ],
  [
    { to: 'credential', credentialId: 'c1' },
    { page: 'credential-form', id: 'c1' },
  ],
] as const satisfies readonly (readonly [Destination, unknown])[])('%j is shown on %j', (destination, location) => {
  expect(locationOf(destination)).toEqual(location);
});
