// Starting at login on Linux: a .desktop file in the autostart folder (XDG Desktop Application Autostart Specification).
import { mkdir, readFile, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { writeWholeFile } from '../../whole-file';

/** What is started: a program and its arguments. */
export interface StartCommand {
  readonly program: string;
  readonly args: readonly string[];
}

/** The file's place. A relative `XDG_CONFIG_HOME` is to be ignored (XDG Base Directory Specification). */
export function autostartPath(env: NodeJS.ProcessEnv): string {
  const config = env['XDG_CONFIG_HOME'] ?? '';
  return join(isAbsolute(config) ? config : join(homedir(), '.config'), 'autostart', 'batchdrop.desktop');
}

/**
 * The program to start: an AppImage runs from a mount that has another path each time, and says in `APPIMAGE` where it
 * lies itself.
 */
export function startedProgram(env: NodeJS.ProcessEnv, execPath: string): string {
  const image = env['APPIMAGE'] ?? '';
  return isAbsolute(image) ? image : execPath;
}

export async function writeAutostart(path: string, command: StartCommand): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  await writeWholeFile(path, autostartText(command), 0o644);
}

export function removeAutostart(path: string): Promise<void> {
  return rm(path, { force: true });
}

/** Whether the desktop will start the program: the file is there and nobody hid it in the desktop's own settings. */
export async function isAutostarted(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return false;
  return !/^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(text);
}

/** The file's text. */
export function autostartText({ program, args }: StartCommand): string {
  return `[Desktop Entry]
Type=Application
Name=Batchdrop
Comment=Delivers scanned documents to KlearStack
Comment[de]=Liefert gescannte Dokumente an KlearStack
Exec=${[program, ...args].map(execArgument).join(' ')}
Icon=batchdrop
Terminal=false
X-GNOME-Autostart-enabled=true
`;
}

/**
 * One argument of `Exec`, in quotes (Desktop Entry Specification, The Exec key): `"`, backtick, `$` and `\` are escaped
 * inside them, then every backslash once more as in any text of such a file; `%` begins a field code.
 */
function execArgument(argument: string): string {
  if (/[\n\r]/.test(argument)) throw new Error('a desktop file cannot name a path with a line break');
  const quoted = argument.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}
