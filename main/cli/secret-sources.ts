// The command line's Secrets port: environment variables and files that only their owner can read, read once at start.
import { readFile, stat } from 'node:fs/promises';
import type { Secrets } from '../engine/ports';
import type { SecretSource, SecretSources } from './config-file';

export type SecretsResult =
  | { readonly kind: 'secrets'; readonly secrets: Secrets }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** Reads every secret that the config names. A problem says which field and what was expected, never a value. */
export async function readSecrets(
  sources: readonly SecretSources[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<SecretsResult> {
  const passwords = new Map<string, string>();
  const tokens = new Map<string, string>();
  const proxies = new Map<string, string>();
  const problems: string[] = [];
  const take = async (source: SecretSource, field: string, into: Map<string, string>, id: string): Promise<void> => {
    const result = await readSecret(source, environment);
    if (result.kind === 'value') into.set(id, result.value);
    else problems.push(`${field}: ${result.problem}`);
  };
  for (const { credentialId, field, password, token, proxy } of sources) {
    const suffix = (source: SecretSource): string => (source.kind === 'environment' ? 'Env' : 'File');
    await take(password, `${field}.password${suffix(password)}`, passwords, credentialId);
    if (token !== null) await take(token, `${field}.token.token${suffix(token)}`, tokens, credentialId);
    if (proxy !== null) await take(proxy, `${field}.proxy.password${suffix(proxy)}`, proxies, credentialId);
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  return {
    kind: 'secrets',
    secrets: {
      password: (id) => Promise.resolve(passwords.get(id) ?? null),
      pastedToken: (id) => Promise.resolve(tokens.get(id) ?? null),
      proxyPassword: (id) => Promise.resolve(proxies.get(id) ?? null),
    },
  };
}

type ReadSecret =
  { readonly kind: 'value'; readonly value: string } | { readonly kind: 'problem'; readonly problem: string };

async function readSecret(
  source: SecretSource,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ReadSecret> {
  if (source.kind === 'environment') {
    const value = environment[source.variable];
    return value === undefined || value === ''
      ? { kind: 'problem', problem: `expected the environment variable ${source.variable} to be set.` }
      : { kind: 'value', value };
  }
  const stats = await stat(source.path).catch(() => null);
  if (stats?.isFile() !== true) return { kind: 'problem', problem: `expected a file at ${source.path}.` };
  // Windows has no such bits; there the file's own access list counts.
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    return { kind: 'problem', problem: `expected ${source.path} to be readable by you alone (chmod 600).` };
  }
  const value = await readFile(source.path, 'utf8').catch(() => null);
  if (value === null) return { kind: 'problem', problem: `expected ${source.path} to be readable.` };
  const trimmed = value.replace(/\r?\n$/, '');
  return trimmed === ''
    ? { kind: 'problem', problem: `expected ${source.path} not to be empty.` }
    : { kind: 'value', value: trimmed };
}
