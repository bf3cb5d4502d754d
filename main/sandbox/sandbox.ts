// A stand-in for KlearStack on loopback: strict about the contract, keeps what it received, misbehaves on request.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAccessTokens, type AccessTokens } from './access-tokens';
import { noFaults, type Endpoint, type Fault, type FaultPlan } from './faults';
import { bearerOf, readForm } from './read-form';
import { openStore, type ReceivedBatch, type SandboxSets, type SandboxStore } from './store';
import { checkAccount, type SandboxAccount } from './upload-rules';
import { receiveUpload, type UploadContext } from './receive-upload';

export interface SandboxOptions {
  /** Where received batches and sets are kept. */
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly accounts?: readonly SandboxAccount[];
  readonly releaseVersion?: string;
  readonly tokenLifetimeMs?: number;
  readonly now?: () => number;
  readonly faults?: FaultPlan;
}

export interface Sandbox {
  /** The base URL of a credential for it. */
  readonly url: string;
  readonly port: number;
  readonly accounts: readonly SandboxAccount[];
  /** Every accepted batch, oldest first. */
  received(): Promise<ReceivedBatch[]>;
  zipPath(batchId: string): string;
  sets(): SandboxSets;
  /** Ends open connections too. May be called twice. */
  close(): Promise<void>;
}

export const demoAccount: SandboxAccount = { companyName: 'Sandbox Ltd', username: 'clerk', password: 'sandbox' };

const endpoints: ReadonlyMap<string, Endpoint> = new Map(
  (['uploadbatch', 'get_access_token', 'getaccesstokenfromrefreshtoken', 'getbatchdocuments'] as const).map((name) => [
    `/access/klearstack/${name}`,
    name,
  ]),
);

interface Reply {
  readonly status: number;
  readonly body: object;
}

/** Starts the sandbox on 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`). */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { accounts = [demoAccount], now = Date.now, faults = noFaults, releaseVersion = '7.8.9' } = options;
  const store = await openStore(options.dataDir);
  const lifetime = { access: options.tokenLifetimeMs ?? 15 * 60_000, refresh: 24 * 60 * 60_000 };
  const tokens = createAccessTokens(lifetime, now);
  const numbers = new Map<Endpoint, number>();
  const context: UploadContext = { store, tokens, accounts, releaseVersion, now };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      // A broken connection, or a disk that cannot be written: the contract's answer, as far as anybody hears it.
      if (response.headersSent) response.destroy();
      else send(response, { status: 500, body: { error: 'Something went wrong. Please try again later.' } });
    });
  });
  // A large upload over a slow link takes as long as it takes.
  server.requestTimeout = 0;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const endpoint = endpoints.get(new URL(request.url ?? '/', 'http://sandbox').pathname);
    if (endpoint === undefined) {
      send(response, { status: 404, body: { error: 'Not found.' } });
      return;
    }
    if (request.method !== 'POST') {
      send(response, { status: 405, body: { error: 'Use POST.' } });
      return;
    }
    const number = (numbers.get(endpoint) ?? 0) + 1;
    numbers.set(endpoint, number);
    const fault = faults({ endpoint, number });
    if (fault?.kind === 'drop' && fault.when === 'before-body') return void request.socket.destroy();
    if (fault?.kind === 'answer' && fault.when === 'before-body') {
      sendFault(response, fault);
      return;
    }
    const reply = await truth(endpoint, request, fault);
    if (fault?.kind === 'drop') return void request.socket.destroy();
    if (fault?.kind === 'answer') {
      sendFault(response, fault);
      return;
    }
    send(response, reply);
  }

  async function truth(endpoint: Endpoint, request: IncomingMessage, fault: Fault | null): Promise<Reply> {
    if (endpoint === 'uploadbatch') {
      return receiveUpload(request, context, { tellSetNumber: fault?.kind !== 'no-set-number' });
    }
    const path = store.incomingPath(randomUUID());
    const form = await readForm(request, path);
    await rm(path, { force: true });
    const fields = form?.fields ?? new Map<string, string[]>();
    if (endpoint === 'get_access_token') return login(fields, context);
    const bearer = bearerOf(request);
    if (endpoint === 'getaccesstokenfromrefreshtoken') return refresh(fields, bearer, tokens, releaseVersion);
    return batchDocuments(fields, bearer, tokens, store);
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    accounts,
    received: () => store.batches(),
    zipPath: (batchId) => store.zipPath(batchId),
    sets: () => store.sets(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
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

function send(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendFault(response: ServerResponse, { status, body, headers = {} }: Extract<Fault, { kind: 'answer' }>): void {
  response.writeHead(status, { 'content-type': 'text/html', ...headers }).end(body);
}
