// What a Linux machine needs besides Node.js to show and drive the window: installs it as root on Debian and Ubuntu,
// says elsewhere which one command does it.
import { existsSync } from 'node:fs';
import { capture } from './processes.mjs';

/**
 * One thing needed: its Debian package (newest name first: releases since 2024 call some libraries `…t64`), a file name
 * that shows on other systems that it is there, and its packages of Fedora and Arch.
 * @typedef {object} Need
 * @property {readonly string[]} debian
 * @property {string} shownBy a program in PATH, or the name of a shared library
 * @property {string} fedora
 * @property {string} arch
 */

/** @type {readonly Need[]} */
const libraries = [
  { debian: ['libgtk-3-0t64', 'libgtk-3-0'], shownBy: 'libgtk-3.so.0', fedora: 'gtk3', arch: 'gtk3' },
  { debian: ['libnss3'], shownBy: 'libnss3.so', fedora: 'nss', arch: 'nss' },
  { debian: ['libasound2t64', 'libasound2'], shownBy: 'libasound.so.2', fedora: 'alsa-lib', arch: 'alsa-lib' },
  { debian: ['libgbm1'], shownBy: 'libgbm.so.1', fedora: 'mesa-libgbm', arch: 'mesa' },
  { debian: ['libxss1'], shownBy: 'libXss.so.1', fedora: 'libXScrnSaver', arch: 'libxss' },
  { debian: ['libsecret-1-0'], shownBy: 'libsecret-1.so.0', fedora: 'libsecret', arch: 'libsecret' },
  { debian: ['libnotify4'], shownBy: 'libnotify.so.4', fedora: 'libnotify', arch: 'libnotify' },
];
/** @type {readonly Need[]} */
const virtualDisplay = [
  { debian: ['xvfb'], shownBy: 'Xvfb', fedora: 'xorg-x11-server-Xvfb', arch: 'xorg-server-xvfb' },
  { debian: ['xauth'], shownBy: 'xauth', fedora: 'xorg-x11-xauth', arch: 'xorg-xauth' },
];
/**
 * A real keyring for the window's tests; Python for those of the zips, because its reader is not ours.
 * @type {readonly Need[]}
 */
const testTools = [
  { debian: ['python3'], shownBy: 'python3', fedora: 'python3', arch: 'python' },
  { debian: ['gnome-keyring'], shownBy: 'gnome-keyring-daemon', fedora: 'gnome-keyring', arch: 'gnome-keyring' },
  { debian: ['dbus-x11'], shownBy: 'dbus-run-session', fedora: 'dbus-x11', arch: 'dbus' },
];

/**
 * Servers that nobody here wrote, for the fault tests.
 * @type {readonly Need[]}
 */
const strangers = [
  { debian: ['nginx-light'], shownBy: 'nginx', fedora: 'nginx', arch: 'nginx' },
  { debian: ['haproxy'], shownBy: 'haproxy', fedora: 'haproxy', arch: 'haproxy' },
  { debian: ['mitmproxy'], shownBy: 'mitmdump', fedora: 'mitmproxy', arch: 'mitmproxy' },
  { debian: ['squid'], shownBy: 'squid', fedora: 'squid', arch: 'squid' },
];

/**
 * Installs them as root on Debian; elsewhere the tests that need them say that they are not run.
 * @returns {Promise<void>}
 */
export async function ensureStrangers() {
  if (!existsSync('/usr/bin/dpkg-query') || process.getuid?.() !== 0) return;
  const missing = await missingOnDebian([...strangers, ...testTools]);
  if (missing.length > 0) await installOnDebian(missing);
}

/**
 * Makes sure that the machine has what the window needs.
 * @param {{ display: boolean, forTests: boolean }} situation `display`: there is one, so that no virtual one is needed;
 *   `forTests`: the tests compare with other people's programs
 * @returns {Promise<boolean>} false, after saying what to do, when something is missing and could not be installed
 */
export async function ensureSystemPackages({ display, forTests }) {
  if (process.platform !== 'linux') return true;
  const needs = [...libraries, ...(display ? [] : virtualDisplay), ...(forTests ? testTools : [])];
  if (!existsSync('/usr/bin/dpkg-query')) return sayWhatIsMissing(await missingElsewhere(needs));

  const missing = await missingOnDebian(needs);
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0) {
    const names = (await Promise.all(missing.map((need) => knownName(need.debian)))).join(' ');
    console.error(
      `This machine lacks system packages. Run this once, then try again:\n  sudo apt-get install -y ${names}`,
    );
    return false;
  }
  return installOnDebian(missing);
}

/** @param {readonly Need[]} needs */
async function missingOnDebian(needs) {
  const names = needs.flatMap((need) => need.debian);
  // dpkg-query ends with 1 when it does not know one of the names, and still answers for the others.
  const { stdout } = await capture('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Abbrev}\n', ...names]);
  const installed = new Set(stdout.split('\n').flatMap((line) => line.match(/^(\S+) .i /)?.[1] ?? []));
  return needs.filter((need) => !need.debian.some((name) => installed.has(name)));
}

/** @param {readonly Need[]} missing */
async function installOnDebian(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without the lists of today the names may be unknown, or lead to versions that are gone.
  await capture('apt-get', ['update'], { env });
  const names = await Promise.all(missing.map((need) => knownName(need.debian)));
  console.log(`Installing system packages: ${names.join(' ')} …`);
  const done = await capture('apt-get', ['install', '-y', '--no-install-recommends', ...names], { env });
  if (done.code !== 0) console.error(`${done.stderr}The system packages could not be installed: apt-get ended so.`);
  return done.code === 0;
}

/**
 * The first of these names that this release has a real package for.
 * @param {readonly string[]} names
 */
async function knownName(names) {
  for (const name of names) {
    const { code, stdout } = await capture('apt-cache', ['show', '--no-all-versions', name]);
    if (code === 0 && stdout !== '') return name;
  }
  return names.at(-1) ?? '';
}

/** @param {readonly Need[]} needs */
async function missingElsewhere(needs) {
  const { stdout: known } = await capture('sh', ['-c', 'PATH="$PATH:/sbin:/usr/sbin" ldconfig -p']);
  const folders = (process.env['PATH'] ?? '').split(':');
  return needs.filter(
    ({ shownBy }) => !known.includes(shownBy) && !folders.some((folder) => existsSync(`${folder}/${shownBy}`)),
  );
}

/** @param {readonly Need[]} missing */
function sayWhatIsMissing(missing) {
  if (missing.length === 0) return true;
  const arch = existsSync('/usr/bin/pacman');
  const names = missing.map((need) => (arch ? need.arch : need.fedora)).join(' ');
  const command = arch ? 'sudo pacman -S --needed' : 'sudo dnf install -y';
  console.error(
    `This machine lacks ${missing.map((need) => need.shownBy).join(', ')}. On ${arch ? 'Arch' : 'Fedora'}:`,
  );
  console.error(`  ${command} ${names}`);
  return false;
}
