// Nobody else on the computer reads what lies in the data folder.
import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../settings/testing/drafts';
import { ownerOnly } from './owner-only';

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8);

describe.skipIf(process.platform === 'win32')('the data folder', () => {
  it('and all that lies in it is its owner’s alone', async () => {
    const folder = await temporaryFolder();
    const inner = join(folder, 'Crashpad', 'completed');
    await mkdir(inner, { recursive: true });
    const files = [join(folder, 'Preferences'), join(folder, 'Crashpad', 'client_id'), join(inner, 'one.dmp')];
    for (const file of files) {
      await writeFile(file, 'x');
      await chmod(file, 0o644);
    }
    await chmod(folder, 0o755);
    await ownerOnly(folder);
    expect(await Promise.all([folder, join(folder, 'Crashpad'), inner].map(modeOf))).toEqual(['700', '700', '700']);
    expect(await Promise.all(files.map(modeOf))).toEqual(['600', '600', '600']);
  });

  it('says nothing about what a link in it leads to', async () => {
    const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await chmod(elsewhere, 0o755);
    const file = join(elsewhere, 'file');
    await writeFile(file, 'x');
    await chmod(file, 0o644);
    await symlink(elsewhere, join(folder, 'folder-link'));
    await symlink(file, join(folder, 'file-link'));
    await ownerOnly(folder);
    expect([await modeOf(elsewhere), await modeOf(file)]).toEqual(['755', '644']);
  });

  it('that is not there is no reason to stop', async () => {
    await expect(ownerOnly(join(await temporaryFolder(), 'missing'))).resolves.toBeUndefined();
  });
});
