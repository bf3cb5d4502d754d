// A policy file's text as a policy, or what is wrong with it in sentences that name the field.
import { isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import type { ManagedSetting, PolicyProblem, UpdateChannel } from '../../preload/contract';
import { checkTemplate, folderIdOf, parseBaseUrl } from '../engine/form-checks';
import { isInside } from '../settings/check-folder';
import type { SavedCredential, SavedFolder } from '../settings/settings-file';
import { policySchema, type PolicyFile } from './policy-schema';

export interface Policy {
  readonly organisation: string;
  readonly contact: string | null;
  readonly credentials: readonly ManagedEntry<SavedCredential>[];
  readonly folders: readonly ManagedEntry<SavedFolder>[];
  readonly settings: Readonly<Partial<Record<ManagedSetting, ManagedValue<unknown>>>>;
  readonly updateChannel: ManagedValue<UpdateChannel> | null;
}

/** An entry as it stands in the settings, with an id that stays the same as long as the policy's own does. */
export interface ManagedEntry<Saved> {
  readonly locked: boolean;
  readonly saved: Saved;
}

export interface ManagedValue<Value> {
  readonly locked: boolean;
  readonly value: Value;
}

export type ParsedPolicy =
  { readonly kind: 'policy'; readonly policy: Policy } | { readonly kind: 'problem'; readonly problem: PolicyProblem };

/** `home` is what `{home}` at the start of a folder's path stands for: the home folder of whoever runs the program. */
export function parsePolicy(source: string, { home }: { readonly home: string }): ParsedPolicy {
  let json: unknown;
  try {
    json = JSON.parse(source.replace(/^\ufeff/, ''));
  } catch (error) {
    const detail = error instanceof Error ? error.message : '';
    return problem('not-json', [`The policy is not valid JSON: ${detail}.`]);
  }
  const parsed = policySchema.safeParse(json, { reportInput: true });
  if (!parsed.success) return problem('invalid', parsed.error.issues.flatMap(sentencesOf));
  const wrong = [...crossCheck(parsed.data, home)];
  return wrong.length > 0 ? problem('invalid', wrong) : { kind: 'policy', policy: toPolicy(parsed.data, home) };
}

/** The settings' id of a policy's credential. No credential of a person's own begins like that. */
function policyCredentialId(id: string): string {
  return `policy-${id}`;
}

function problem(kind: PolicyProblem['kind'], details: readonly string[]): ParsedPolicy {
  return { kind: 'problem', problem: { kind, details } };
}

const secretName = /password|passwd|secret|token|key/i;

function sentencesOf(issue: z.core.$ZodIssue): string[] {
  if (issue.code === 'invalid_type' && issue.input === undefined) {
    return [`${fieldName(issue.path)}: this field is missing; expected ${issue.expected}.`];
  }
  if (issue.code !== 'unrecognized_keys') return [`${fieldName(issue.path)}: ${issue.message}.`];
  return issue.keys.map((key) => {
    const field = fieldName([...issue.path, key]);
    return secretName.test(key)
      ? `${field}: a policy holds no secrets, because everybody on the computer can read it; take the field out. Each person types the password once.`
      : `${field}: this field is not known; correct its name or take it out.`;
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name === '' ? 'The policy' : name.replace(/^\./, '');
}

function* crossCheck({ credentials, folders }: PolicyFile, home: string): Generator<string> {
  const ids = new Set<string>();
  const names = new Set<string>();
  for (const [index, { id, name, baseUrl }] of credentials.entries()) {
    const at = `credentials[${index}]`;
    if (ids.has(id)) yield `${at}.id: "${id}" is used twice; expected an id of its own for each credential.`;
    if (names.has(name)) yield `${at}.name: "${name}" is used twice; expected a name of its own for each credential.`;
    ids.add(id);
    names.add(name);
    if (!parseBaseUrl(baseUrl).ok) {
      yield `${at}.baseUrl: expected the https:// address of the server, like https://staging.klearstackapp.com, without user, query or fragment.`;
    }
  }
  const folderIds = new Set<string>();
  const paths: string[] = [];
  for (const [index, folder] of folders.entries()) {
    const at = `folders[${index}]`;
    if (folderIds.has(folder.id))
      yield `${at}.id: "${folder.id}" is used twice; expected an id of its own for each folder.`;
    folderIds.add(folder.id);
    if (!ids.has(folder.credential)) {
      yield `${at}.credential: expected the id of a credential in this policy, found "${folder.credential}".`;
    }
    if (folder.documentType === 'Insurances' && folder.invoiceType !== 'B2C') {
      yield `${at}.invoiceType: expected B2C, the only invoice type for Insurances, found ${folder.invoiceType}.`;
    }
    if ('name' in folder.set && checkTemplate(folder.set.policy, folder.set.name) !== 'ok') {
      yield `${at}.set.name: expected 1 to 100 characters, in braces only {folder}, {subfolder}, {date}, {time} and {number}.`;
    }
    const path = placeOf(folder.path, home);
    if (!isAbsolute(path))
      yield `${at}.path: expected a whole path, or one that begins with {home}, found "${folder.path}".`;
    const other = paths.find((known) => isInside(known, path) || isInside(path, known));
    if (other !== undefined) yield `${at}.path: "${path}" overlaps "${other}"; its documents would be delivered twice.`;
    paths.push(path);
  }
}

function toPolicy(file: PolicyFile, home: string): Policy {
  const { organisation, contact = null, settings, updateChannel = null } = file;
  return {
    ...{ organisation, contact, settings, updateChannel },
    credentials: file.credentials.map(({ id, locked, baseUrl, ...rest }) => {
      const url = parseBaseUrl(baseUrl);
      if (!url.ok) throw new Error('toPolicy needs a checked policy');
      return { locked, saved: { ...rest, id: policyCredentialId(id), baseUrl: url.url, sandbox: false } };
    }),
    folders: file.folders.map((folder) => ({ locked: folder.locked, saved: toFolder(folder, home) })),
  };
}

function toFolder(
  { sourceName, priority, accountId, ...folder }: PolicyFile['folders'][number],
  home: string,
): SavedFolder {
  const { documentType, invoiceType, processingPref, set, batch, afterUpload, duplicates, otherImages, watch } = folder;
  const path = resolve(placeOf(folder.path, home));
  return {
    // By its place, as every folder: the ledger knows documents by where they are.
    ...{ id: folderIdOf(path), path, credentialId: policyCredentialId(folder.credential), paused: false },
    ...{ documentType, invoiceType, processingPref, set, batch, afterUpload, duplicates, otherImages, watch },
    ...(sourceName === undefined ? {} : { sourceName }),
    ...(priority === undefined ? {} : { priority }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

function placeOf(path: string, home: string): string {
  return path.startsWith('{home}') ? join(home, path.slice('{home}'.length)) : path;
}
