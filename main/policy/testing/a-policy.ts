// Builders for tests of policies: a whole file with defaults, and a place for it that belongs to whoever runs the tests.
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePolicy, type Policy } from '../parse-policy';
import type { PolicyPlace } from '../read-policy';

export const aManagedCredential = {
  ...{ id: 'main', locked: true, name: 'Acme', baseUrl: 'https://acme.example' },
  ...{ companyName: 'Acme', username: 'ap' },
} as const;

export const aManagedFolder = {
  ...{ id: 'scans', locked: true, path: '/srv/scans', credential: 'main' },
  ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
} as const;

/** A policy file's content; `more` replaces whole parts. */
export function policyJson(more: Record<string, unknown> = {}): string {
  const policy = { version: 1, organisation: 'Acme IT', contact: 'it@acme.example', ...more };
  return JSON.stringify(policy);
}

/** The same as a policy. Throws when it is none. */
export function aPolicy(more: Record<string, unknown> = {}): Policy {
  const parsed = parsePolicy(policyJson(more), { home: '/home/ap' });
  if (parsed.kind === 'problem') throw new Error(parsed.problem.details.join('\n'));
  return parsed.policy;
}

/** A place in this folder where a policy of the person who runs the tests is followed. */
export function ownPlace(folder: string): PolicyPlace {
  return { file: join(folder, 'policy.json'), owner: process.getuid?.() ?? 0 };
}

/** Writes the policy as an administrator would: nobody else may write to it. */
export async function putPolicy(place: PolicyPlace, content: string): Promise<void> {
  await writeFile(place.file, content);
  await chmod(place.file, 0o644);
}
