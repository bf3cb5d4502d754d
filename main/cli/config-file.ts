// The command line's config file: parsed and checked as a whole, so that nothing starts on half a configuration.
import { resolve } from 'node:path';
import { z } from 'zod';
import { parseBaseUrl } from '../engine/deliver/base-url';
import { longestRetryMs } from '../engine/limits';
import {
  afterUploadActions,
  defaultWatch,
  documentTypes,
  duplicateRules,
  inDoubtRules,
  invoiceTypes,
  processingPrefs,
  watchModes,
  type AbsolutePath,
  type Credential,
  type CredentialId,
  type EngineConfig,
  type SetPolicy,
  type WatchedFolder,
} from '../engine/model';
import { checkTemplate } from '../engine/seal/set-name';
import { folderIdOf } from '../engine/watch/folder-id';
import type { Policy } from '../policy/parse-policy';
import { isInside } from '../settings/check-folder';
import { networkProblems, proxyOfConfig, proxyOf, trustOf, trustOfConfig } from './config-network';
import { uploads } from './config-uploads';
import { honourPolicy } from './honour-policy';

/** Where a secret is to be found; the config itself never holds one. */
export type SecretSource =
  { readonly kind: 'environment'; readonly variable: string } | { readonly kind: 'file'; readonly path: string };

export interface SecretSources {
  readonly credentialId: CredentialId;
  /** The config field that names the source, for messages. */
  readonly field: string;
  readonly password: SecretSource;
  readonly token: SecretSource | null;
  /** Of the credential's own proxy. */
  readonly proxy: SecretSource | null;
}

export interface CommandConfig {
  readonly engine: EngineConfig;
  readonly secrets: readonly SecretSources[];
}

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: CommandConfig }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

const text = z.string().trim().min(1);
const token = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('automatic') }),
  z.strictObject({ mode: z.literal('pasted'), tokenEnv: text.optional(), tokenFile: text.optional() }),
]);
const credential = z.strictObject({
  name: text,
  baseUrl: text,
  companyName: text,
  username: text,
  passwordEnv: text.optional(),
  passwordFile: text.optional(),
  token: token.default({ mode: 'automatic' }),
  inDoubt: z.enum(inDoubtRules).default('ask'),
  trust: trustOfConfig,
  proxy: proxyOfConfig,
});
const newSet = <Name extends string>(name: Name) => z.strictObject({ policy: z.literal(name), name: text });
const set = z.discriminatedUnion('policy', [
  z.strictObject({ policy: z.literal('none') }),
  z.strictObject({ policy: z.literal('existing'), referenceNumber: text }),
  newSet('new-per-folder'),
  newSet('new-per-subfolder'),
  newSet('new-per-day'),
  newSet('new-per-week'),
  newSet('new-per-month'),
  newSet('new-per-batch'),
]);
const milliseconds = z.int().min(0);
const folder = z.strictObject({
  path: text,
  credential: text,
  documentType: z.enum(documentTypes),
  invoiceType: z.enum(invoiceTypes),
  processingPref: z.enum(processingPrefs),
  sourceName: z.literal('API').optional(),
  priority: z.boolean().optional(),
  accountId: text.optional(),
  set: set.default({ policy: 'none' }),
  batch: z
    .strictObject({
      quietMs: milliseconds.default(10_000),
      maxDocuments: z.int().min(1).max(10_000).default(100),
      maxBytes: z
        .int()
        .min(1)
        .default(100 * 1024 * 1024),
    })
    .prefault({}),
  afterUpload: z.enum(afterUploadActions).default('leave'),
  duplicates: z.enum(duplicateRules).default('ask'),
  otherImages: z.boolean().default(false),
  watch: z
    .strictObject({
      mode: z.enum(watchModes).default(defaultWatch.mode),
      pollMs: z.int().min(1_000).max(3_600_000).default(defaultWatch.pollMs),
    })
    .prefault({}),
});
const file = z.strictObject({
  credentials: z.array(credential).min(1),
  folders: z.array(folder).min(1),
  retry: z
    .strictObject({
      firstMs: z.int().min(1).default(5_000),
      ceilingMs: z.int().min(1).max(longestRetryMs).default(900_000),
    })
    .prefault({}),
  settleMs: milliseconds.default(2_000),
  incompleteMs: milliseconds.optional(),
  rescanMs: z.int().min(1_000).default(300_000),
  uploads,
});

type ConfigFile = z.infer<typeof file>;

/**
 * Checks a config file's text. Relative paths are taken from `baseDir`, the folder the file stands in. `once`: nobody
 * comes back to a file that stays incomplete, so patience with it is short. `policy`: the computer's; what it locks holds.
 */
export function parseConfig(
  source: string,
  { baseDir, once, policy = null }: { baseDir: string; once: boolean; policy?: Policy | null },
): ConfigResult {
  let json: unknown;
  try {
    json = JSON.parse(source);
  } catch (error) {
    return {
      kind: 'problems',
      problems: [`The config is not valid JSON: ${error instanceof Error ? error.message : ''}`],
    };
  }
  const parsed = file.safeParse(json, { reportInput: true });
  if (!parsed.success) return { kind: 'problems', problems: parsed.error.issues.map(toSentence) };
  const problems = [...crossCheck(parsed.data, baseDir)];
  if (problems.length > 0) return { kind: 'problems', problems };
  const config = toConfig(parsed.data, baseDir, once);
  if (policy === null) return { kind: 'config', config };
  const stated = z.object({ uploads: z.unknown() }).safeParse(json).data?.uploads;
  const honoured = honourPolicy(config.engine, stated, policy);
  if (honoured.problems.length > 0) return { kind: 'problems', problems: honoured.problems };
  return { kind: 'config', config: { ...config, engine: { ...config.engine, uploads: honoured.uploads } } };
}

function toSentence(issue: z.core.$ZodIssue): string {
  return `${fieldName(issue.path)}: ${issue.message}.`;
}

function fieldName(path: readonly PropertyKey[]): string {
  const name = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return name === '' ? 'The config' : name.replace(/^\./, '');
}

function* crossCheck(config: ConfigFile, baseDir: string): Generator<string> {
  const names = new Set<string>();
  for (const [
    index,
    { name, baseUrl, passwordEnv, passwordFile, token, trust, proxy },
  ] of config.credentials.entries()) {
    const at = `credentials[${index}]`;
    if (names.has(name)) yield `${at}.name: "${name}" is used twice; expected a name of its own for each credential.`;
    names.add(name);
    const url = parseBaseUrl(baseUrl);
    if (!url.ok) yield `${at}.baseUrl: ${baseUrlSentence(url.problem)}`;
    if ((passwordEnv === undefined) === (passwordFile === undefined)) {
      yield `${at}: expected either passwordEnv (the name of an environment variable) or passwordFile (a file that only you can read).`;
    }
    yield* networkProblems({ trust, proxy }, at, baseDir);
    if (token.mode === 'pasted' && (token.tokenEnv === undefined) === (token.tokenFile === undefined)) {
      yield `${at}.token: expected either tokenEnv or tokenFile for a pasted token.`;
    }
  }
  const paths: string[] = [];
  for (const [index, { path, credential: name, documentType, invoiceType, set }] of config.folders.entries()) {
    const at = `folders[${index}]`;
    if (!names.has(name)) yield `${at}.credential: expected the name of a credential in this config, found "${name}".`;
    if (documentType === 'Insurances' && invoiceType !== 'B2C') {
      yield `${at}.invoiceType: expected B2C, the only invoice type for Insurances, found ${invoiceType}.`;
    }
    if ('name' in set) {
      const template = checkTemplate(set.policy, set.name);
      if (template !== 'ok') yield `${at}.set.name: ${templateSentence(template)}`;
    }
    const absolute = resolve(baseDir, path);
    const other = paths.find((known) => isInside(known, absolute) || isInside(absolute, known));
    if (other !== undefined)
      yield `${at}.path: "${absolute}" overlaps "${other}"; its documents would be delivered twice.`;
    paths.push(absolute);
  }
}

function baseUrlSentence(problem: string): string {
  return problem === 'plain-http'
    ? 'expected an https:// address; http:// sends the password in the clear and is for this machine only.'
    : 'expected the address of the server, like https://staging.klearstackapp.com, without user, query or fragment.';
}

function templateSentence(template: { readonly problem: string; readonly placeholder?: string }): string {
  return template.placeholder === undefined
    ? 'expected a name of 1 to 100 characters.'
    : `expected only {folder}, {subfolder}, {date}, {time} and {number} in braces, found {${template.placeholder}}.`;
}

function toConfig(config: ConfigFile, baseDir: string, once: boolean): CommandConfig {
  const settleMs = config.settleMs;
  const incompleteMs = config.incompleteMs ?? (once ? Math.max(3 * settleMs, 3_000) : 60_000);
  return {
    engine: {
      credentials: config.credentials.map((entry) => toCredential(entry, baseDir)),
      folders: config.folders.map((entry) => toFolder(entry, baseDir)),
      retry: config.retry,
      settleMs,
      incompleteMs,
      rescanMs: config.rescanMs,
      uploads: config.uploads,
    },
    secrets: config.credentials.map((entry, index) => toSources(entry, `credentials[${index}]`, baseDir)),
  };
}

function toCredential(
  { name, baseUrl, companyName, username, token, inDoubt, trust, proxy }: ConfigFile['credentials'][number],
  baseDir: string,
): Credential {
  const url = parseBaseUrl(baseUrl);
  if (!url.ok) throw new Error('toCredential needs a checked config');
  return {
    ...{ id: name as CredentialId, name, baseUrl: url.url, companyName, username, tokenMode: token.mode, inDoubt },
    ...{ trust: trustOf(trust, baseDir), proxy: proxyOf(proxy) },
  };
}

function toFolder(entry: ConfigFile['folders'][number], baseDir: string): WatchedFolder {
  const path = resolve(baseDir, entry.path) as AbsolutePath;
  const {
    documentType,
    invoiceType,
    processingPref,
    sourceName,
    priority,
    accountId,
    batch,
    afterUpload,
    duplicates,
    otherImages,
  } = entry;
  const policy: SetPolicy = entry.set;
  return {
    id: folderIdOf(path),
    path,
    credentialId: entry.credential as CredentialId,
    ...{ documentType, invoiceType, processingPref, sourceName, priority, accountId },
    set: policy,
    batch,
    afterUpload,
    duplicates,
    otherImages,
    watch: entry.watch,
    paused: false,
  };
}

function toSources(entry: ConfigFile['credentials'][number], field: string, baseDir: string): SecretSources {
  const source = (variable: string | undefined, path: string | undefined): SecretSource =>
    variable === undefined ? { kind: 'file', path: resolve(baseDir, path ?? '') } : { kind: 'environment', variable };
  return {
    credentialId: entry.name as CredentialId,
    field,
    password: source(entry.passwordEnv, entry.passwordFile),
    token: entry.token.mode === 'pasted' ? source(entry.token.tokenEnv, entry.token.tokenFile) : null,
    proxy:
      typeof entry.proxy === 'object' && entry.proxy.username !== undefined
        ? source(entry.proxy.passwordEnv, entry.proxy.passwordFile)
        : null,
  };
}
