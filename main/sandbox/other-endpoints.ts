// The sandbox's endpoints beside uploadbatch: tokens and results (contract.md, Public beyond the contract).
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { AccessTokens } from './access-tokens';
import type { Reply } from './answers';
import type { Exchange } from './exchange';
import type { Endpoint } from './faults';
import { bearerOf, readForm } from './read-form';
import type { UploadContext } from './receive-upload';
import type { SandboxStore } from './store';
import { checkAccount } from './upload-rules';

/** Answers a request to one of them; null when a fault ended it. */
export async function answerOther(
  endpoint: Exclude<Endpoint, 'uploadbatch'>,
  exchange: Exchange,
  context: UploadContext,
): Promise<Reply | null> {
  const { store, tokens, releaseVersion } = context;
  const path = store.incomingPath(randomUUID());
  const form = await readForm(exchange, path);
  await rm(path, { force: true });
  if ((await exchange.reach('before-storing')) === 'ended') return null;
  const fields = form?.fields ?? new Map<string, string[]>();
  if (endpoint === 'get_access_token') return login(fields, context);
  const bearer = bearerOf(exchange);
  if (endpoint === 'getaccesstokenfromrefreshtoken') return refresh(fields, bearer, tokens, releaseVersion);
  return batchDocuments(fields, bearer, tokens, store);
}

async function login(fields: ReadonlyMap<string, readonly string[]>, context: UploadContext): Promise<Reply> {
  // The vendor answers a missing field here with a 500 that names it.
  for (const name of ['username', 'password', 'company_name']) {
    if ((fields.get(name)?.[0] ?? '') === '') return { status: 500, body: { error: `Please provide ${name}.` } };
  }
  const refused = checkAccount(fields, context.accounts);
  if (refused !== null) return { status: refused.status, body: { error: refused.error } };
  const username = fields.get('username')?.[0] ?? '';
  const access = await context.tokens.issue(username, 'access');
  const refreshToken = await context.tokens.issue(username, 'refresh');
  const { releaseVersion: release_version } = context;
  return { status: 200, body: { refresh_token: refreshToken, access_token: access, release_version } };
}

async function refresh(
  fields: ReadonlyMap<string, readonly string[]>,
  bearer: string | null,
  tokens: AccessTokens,
  release_version: string,
): Promise<Reply> {
  for (const name of ['refresh_token', 'company_name']) {
    if ((fields.get(name)?.[0] ?? '') === '') return { status: 500, body: { error: `Please provide ${name}.` } };
  }
  const knownBearer = bearer !== null && (await tokens.check(bearer, 'access', { expiredToo: true }));
  if (!knownBearer || !(await tokens.check(fields.get('refresh_token')?.[0] ?? '', 'refresh'))) {
    return { status: 401, body: { error: 'The token is invalid or has expired.' } };
  }
  return { status: 200, body: { access_token: await tokens.issue('refreshed', 'access'), release_version } };
}

async function batchDocuments(
  fields: ReadonlyMap<string, readonly string[]>,
  bearer: string | null,
  tokens: AccessTokens,
  store: SandboxStore,
): Promise<Reply> {
  if (bearer === null || !(await tokens.check(bearer, 'access'))) {
    return { status: 401, body: { error: 'The token is invalid or has expired.' } };
  }
  const batch = (await store.batches()).find(({ batchId }) => batchId === fields.get('batch_id')?.[0]);
  if (batch === undefined) return { status: 400, body: { error: 'Unknown batch_id.' } };
  return { status: 200, body: { batch_id: batch.batchId, documents: batch.documents } };
}
