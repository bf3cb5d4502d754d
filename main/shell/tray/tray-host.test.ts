// Whether a desktop shows tray icons, asked on a real session bus.
import { createServer } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { busPath } from './session-bus';
import { hasDbusDaemon, startBus, startWatcher } from './testing/status-notifier-watcher';
import { hasTrayHost } from './tray-host';

describe('the session bus', () => {
  it.each([
    [{ DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus,guid=12' }, '/run/user/1000/bus'],
    [{ DBUS_SESSION_BUS_ADDRESS: 'unix:guid=12,path=/tmp/a%20b' }, '/tmp/a b'],
    [{ DBUS_SESSION_BUS_ADDRESS: 'unix:abstract=/tmp/dbus-x,guid=1' }, '\0/tmp/dbus-x'],
    [{ DBUS_SESSION_BUS_ADDRESS: 'tcp:host=h,port=1;unix:path=/second' }, '/second'],
    [{ XDG_RUNTIME_DIR: '/run/user/1000' }, '/run/user/1000/bus'],
    [{}, null],
  ])('in %j is at %j', (env, path) => {
    expect(busPath(env)).toBe(path);
  });
});

describe('a desktop', () => {
  it('other than Linux’s always shows tray icons', async () => {
    expect(await hasTrayHost('win32', {})).toBe(true);
    expect(await hasTrayHost('darwin', {})).toBe(true);
  });

  it('without a bus, or with one that says nothing sensible, shows none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'batchdrop-bus-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'bus');
    const env = { DBUS_SESSION_BUS_ADDRESS: `unix:path=${path}` };
    expect(await hasTrayHost('linux', {})).toBe(false);
    expect(await hasTrayHost('linux', env)).toBe(false);
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('OK 12\r\nthis is no message, however long it is');
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    onTestFinished(() => void server.close());
    expect(await hasTrayHost('linux', env)).toBe(false);
  });

  it.skipIf(!hasDbusDaemon())(
    'shows them when a panel has registered with the watcher (needs dbus-daemon)',
    async () => {
      const bus = await startBus();
      onTestFinished(bus.stop);
      const env = { DBUS_SESSION_BUS_ADDRESS: bus.address };
      expect(await hasTrayHost('linux', env)).toBe(false);
      const withoutPanel = await startWatcher(bus.address, { hasHost: false });
      expect(await hasTrayHost('linux', env)).toBe(false);
      withoutPanel.close();
      const other = await startBus();
      onTestFinished(other.stop);
      const watcher = await startWatcher(other.address, { hasHost: true });
      expect(await hasTrayHost('linux', { DBUS_SESSION_BUS_ADDRESS: other.address })).toBe(true);
      watcher.close();
    },
  );
});
