// Whether the network in use costs by volume, as the operating system says: NetworkManager, Windows; macOS does not say.
import { execFile } from 'node:child_process';
import type { IsMetered } from './engine/ports';

/** Runs a program and answers with what it printed; rejects when it is not there, fails, or takes too long. */
export type RunProgram = (
  program: string,
  args: readonly string[],
  options: { signal: AbortSignal },
) => Promise<string>;

/** The question for this platform; it answers null wherever the system does not know. Never rejects. */
export function meteredNetwork(platform: NodeJS.Platform, run: RunProgram = runProgram): IsMetered {
  const ways = waysOf(platform);
  return async (options) => {
    for (const { program, args, read } of ways) {
      // A program that is not there: the next one may be.
      const printed = await run(program, args, options).catch(() => null);
      if (printed !== null) return read(printed);
    }
    return null;
  };
}

interface Way {
  readonly program: string;
  readonly args: readonly string[];
  readonly read: (printed: string) => boolean | null;
}

function waysOf(platform: NodeJS.Platform): readonly Way[] {
  if (platform === 'win32') return [{ program: powershell(), args: powershellArgs, read: readConnectionCost }];
  if (platform !== 'linux') return [];
  const name = 'org.freedesktop.NetworkManager';
  return [
    // NetworkManager's word on the connection that traffic takes, whatever language the system speaks.
    {
      program: 'busctl',
      args: ['--system', '--timeout=5', 'get-property', name, '/org/freedesktop/NetworkManager', name, 'Metered'],
      read: readNetworkManager,
    },
    { program: 'nmcli', args: ['-t', '-f', 'GENERAL.STATE,GENERAL.METERED', 'device', 'show'], read: readDevices },
  ];
}

/** `u 1`: NMMetered, where 1 is yes, 2 no, 3 a guess at yes, 4 a guess at no, and 0 unknown. */
function readNetworkManager(printed: string): boolean | null {
  const value = /^u (\d)\s*$/.exec(printed)?.[1];
  if (value === '1' || value === '3') return true;
  return value === '2' || value === '4' ? false : null;
}

/** One block of lines per device; one that is connected (state 100) and metered is enough. */
function readDevices(printed: string): boolean | null {
  const connected = printed
    .split(/\n\s*\n/)
    .filter((device) => /^GENERAL\.STATE:100\b/m.test(device))
    .map((device) => /^GENERAL\.METERED:(yes|no)\b/m.exec(device)?.[1]);
  if (connected.includes('yes')) return true;
  return connected.includes('no') ? false : null;
}

/** The name of a NetworkCostType; `none` without a connection. */
function readConnectionCost(printed: string): boolean | null {
  const cost = printed.trim();
  if (cost === 'Fixed' || cost === 'Variable') return true;
  return cost === 'Unrestricted' ? false : null;
}

// Windows PowerShell, not a newer one: only it can speak to the Windows Runtime.
const powershell = (): string =>
  `${process.env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
const networkInformation =
  '[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]';
const powershellArgs = [
  ...['-NoLogo', '-NoProfile', '-NonInteractive', '-Command'],
  `$profile = ${networkInformation}::GetInternetConnectionProfile();
   if ($null -eq $profile) { 'none' } else { $profile.GetConnectionCost().NetworkCostType.ToString() }`,
];

const limitMs = 10_000;

const runProgram: RunProgram = (program, args, { signal }) =>
  new Promise((resolve, reject) => {
    // Without a language of their own, programs print the words that are looked for here.
    const env = { ...process.env, LC_ALL: 'C' };
    const options = { env, signal, timeout: limitMs, windowsHide: true, maxBuffer: 256 * 1024 };
    execFile(program, [...args], options, (error, stdout) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} did not answer`, { cause: error }));
    });
  });
