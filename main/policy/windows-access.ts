// Who may write to the policy file on Windows, by the security descriptors of the file and its folder.
import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { PolicyProblem } from '../../preload/contract';

const powershell = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
// SYSTEM, the Administrators group and TrustedInstaller, as abbreviations and as identifiers.
const administrators: readonly string[] = [
  ...['SY', 'BA', 'S-1-5-18', 'S-1-5-32-544'],
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
];
// Abbreviations of rights that change something: generic all and write, file all and write, delete, permissions, owner,
// and as bits of a file or folder: write or add a file, append or add a folder, delete a child.
const writing = /GA|GW|FA|FW|SD|WD|WO|DC|LC|DT/;
const writingBits = 0x5_00d_0046;

/** What is wrong with the rights to a policy file; null when only administrators can write. Never rejects. */
export async function windowsAccessProblem(file: string): Promise<PolicyProblem | null> {
  for (const path of [file, dirname(file)]) {
    try {
      const { stdout } = await promisify(execFile)(
        powershell,
        ['-NoProfile', '-NonInteractive', '-Command', `(Get-Acl -LiteralPath '${path.replaceAll("'", "''")}').Sddl`],
        { timeout: 20_000, windowsHide: true },
      );
      const wrong = descriptorProblem(stdout.trim());
      if (wrong === 'not-owned') {
        return {
          kind: wrong,
          details: [`${path} belongs to somebody else than Administrators; give it to them (icacls /setowner).`],
        };
      }
      if (wrong === 'writable') {
        return {
          kind: wrong,
          details: [
            `${path} can be written by others than Administrators; take that right away (icacls /inheritance:r).`,
          ],
        };
      }
    } catch {
      return { kind: 'unreadable', details: [`The rights to ${path} cannot be read.`] };
    }
  }
  return null;
}

/** Judges a security descriptor in SDDL (MS-DTYP 2.5.1). Whatever is not understood counts as writable. */
export function descriptorProblem(sddl: string): 'not-owned' | 'writable' | null {
  const owner = /^O:(S-[\d-]+|[A-Z]{2})/.exec(sddl)?.[1];
  if (owner === undefined || !administrators.includes(owner)) return 'not-owned';
  const list = /D:[A-Z]*((?:\([^()]*\))*)(?:S:|$)/.exec(sddl)?.[1];
  // No list at all means that everybody may do everything.
  if (list === undefined || list === '') return 'writable';
  for (const [, entry = ''] of list.matchAll(/\(([^()]*)\)/g)) {
    const [type, flags = '', rights = '', , , who = ''] = entry.split(';');
    if (type === 'D' || administrators.includes(who)) continue;
    // Only for what is made inside later.
    if (flags.includes('IO')) continue;
    if (type !== 'A' || mayWrite(rights)) return 'writable';
  }
  return null;
}

function mayWrite(rights: string): boolean {
  if (/^0x[0-9a-f]+$/i.test(rights)) return (Number(rights) & writingBits) !== 0;
  const names = rights.match(/../g) ?? [];
  return names.some((name) => writing.test(name));
}
