// Secrets with a real keyring: encrypted on disk, there again after a restart. Needs gnome-keyring and a session bus.
import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { aPdf } from '../integration/documents';
import { testProgram } from '../../scripts/lib/package-program.mjs';
import { test } from './launch';
import { addCredential, addFolder, canary, drop, filesWith, goTo, startServer, type TestServer } from './steps';

// A session of its own with an unlocked keyring in a home of its own, as a desktop has after login.
const wrapper = `#!/bin/sh
exec dbus-run-session -- sh -c '
  printf keyring-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null
  exec "$0" "$@"
' '${testProgram}' "$@"
`;

function hasKeyring(): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v gnome-keyring-daemon && command -v dbus-run-session']);
    return true;
  } catch {
    return false;
  }
}

let home: string;
let inbox: string;
let server: TestServer;
test.beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'batchdrop-home-'));
  inbox = await mkdtemp(join(tmpdir(), 'batchdrop-inbox-'));
  server = await startServer();
});
test.afterEach(async () => {
  await server.stop();
  await Promise.all([home, inbox].map((folder) => rm(folder, { recursive: true, force: true })));
});

test('a saved password is unreadable on disk and works after a restart', async ({ launcher }) => {
  test.skip(!hasKeyring(), 'gnome-keyring-daemon or dbus-run-session is missing');
  const script = join(home, 'with-keyring.sh');
  await writeFile(script, wrapper);
  await chmod(script, 0o755);
  const env = { HOME: home, XDG_CURRENT_DESKTOP: 'GNOME', XDG_RUNTIME_DIR: home };
  const program = await launcher.launch({ wrapper: script, args: ['--password-store=gnome-libsecret'], env });

  await addCredential(program.window, server.baseUrl);
  await expect(program.window.getByText('Encrypted by this computer’s keyring').first()).toBeVisible();
  await expect(program.window.getByText('Passwords are not saved')).toBeHidden();
  await addFolder(program, inbox);

  const settings = await readFile(join(program.dataDir, 'settings.json'), 'utf8');
  const [ciphertext = ''] = Object.values(
    (JSON.parse(settings) as { settings: { secrets: Record<string, string> } }).settings.secrets,
  );
  expect(Buffer.from(ciphertext, 'base64').subarray(0, 3).toString('latin1')).toBe('v11');

  const again = await launcher.restart(program);
  await drop(inbox, { 'a.pdf': aPdf('after the restart') });
  await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(1);
  await goTo(again.window, 'Sets');
  await expect(again.window.getByTestId('set')).toBeVisible();
  expect(await filesWith(again.dataDir, canary)).toEqual([]);
  expect(await filesWith(home, canary)).toEqual([]);
});
