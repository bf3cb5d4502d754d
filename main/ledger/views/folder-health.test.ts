import { expect, it } from 'vitest';
import { folderId, openTestLedger } from '../testing/test-ledger';

it('tells how each folder is', async () => {
  const { ledger, views } = await openTestLedger();
  await ledger.folders.setState(folderId, 'offline', 'ENOENT');
  expect(await views.folderHealth()).toEqual([{ folderId, health: 'offline' }]);
});
