// The autostart file: where it is, what it says, and that it goes again.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../settings/testing/drafts';
import {
  autostartPath,
  autostartText,
  isAutostarted,
  removeAutostart,
  startedProgram,
  writeAutostart,
} from './autostart-file';

describe('starting at login on Linux', () => {
  it('has its file where the desktop looks for it', () => {
    expect(autostartPath({ XDG_CONFIG_HOME: '/etc/me' })).toBe('/etc/me/autostart/batchdrop.desktop');
    const usual = join(homedir(), '.config/autostart/batchdrop.desktop');
    expect(autostartPath({})).toBe(usual);
    expect(autostartPath({ XDG_CONFIG_HOME: 'relative' })).toBe(usual);
  });

  it('starts the AppImage itself, not where it is mounted now', () => {
    expect(startedProgram({ APPIMAGE: '/home/ap/Batchdrop.AppImage' }, '/tmp/.mount_x/batchdrop')).toBe(
      '/home/ap/Batchdrop.AppImage',
    );
    expect(startedProgram({}, '/opt/Batchdrop/batchdrop')).toBe('/opt/Batchdrop/batchdrop');
  });

  it.each([
    ['/opt/Batchdrop/batchdrop', '"/opt/Batchdrop/batchdrop" "--hidden"'],
    ['/opt/my programs/batchdrop', '"/opt/my programs/batchdrop" "--hidden"'],
    ['/a"b', String.raw`"/a\\"b" "--hidden"`],
    ['/a$b`c', String.raw`"/a\\$b\\` + '`' + 'c" "--hidden"'],
    [String.raw`/a\b`, String.raw`"/a\\\\b" "--hidden"`],
    ['/100%', '"/100%%" "--hidden"'],
  ])('quotes %s as the specification asks', (program, exec) => {
    expect(autostartText({ program, args: ['--hidden'] })).toContain(`\nExec=${exec}\n`);
  });

  it('refuses a path that no such file can name', () => {
    expect(() => autostartText({ program: '/a\nHidden=true', args: [] })).toThrow('line break');
  });

  it('is written as a whole, found again, and removed', async () => {
    const config = await temporaryFolder();
    const path = autostartPath({ XDG_CONFIG_HOME: config });
    expect(await isAutostarted(path)).toBe(false);
    await removeAutostart(path);
    await writeAutostart(path, { program: '/old/place', args: ['--hidden'] });
    await writeAutostart(path, { program: '/opt/batchdrop', args: ['--hidden'] });
    expect(await readdir(join(config, 'autostart'))).toEqual(['batchdrop.desktop']);
    expect(await readFile(path, 'utf8')).toContain('Exec="/opt/batchdrop" "--hidden"');
    expect(await isAutostarted(path)).toBe(true);
    await removeAutostart(path);
    expect(await isAutostarted(path)).toBe(false);
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off when the desktop says %s', async (line) => {
    const path = join(await temporaryFolder(), 'batchdrop.desktop');
    await writeFile(path, `[Desktop Entry]\nName=Batchdrop\n${line}\n`);
    expect(await isAutostarted(path)).toBe(false);
  });
});
