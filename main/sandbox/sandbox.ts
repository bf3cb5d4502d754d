// A stand-in for KlearStack on loopback: strict about the contract, keeps what it received, misbehaves on request.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createAccessTokens } from './access-tokens';
import { errorOf, type AnswerContext, type Reply } from './answers';
import { expired, selfSigned, wrongHost, type Certificate } from './certificates/certificates';
import { trackConnections } from './connections';
import { contentLengthOf, createExchange, type Exchange } from './exchange';
import { planOf, type FaultScript } from './fault-script';
import { endpoints, noFaults, type Endpoint, type Fault, type FaultPlan } from './faults';
import { answerOther } from './other-endpoints';
import { receiveUpload, type UploadContext } from './receive-upload';
import { createRequestLog, type SandboxRequest } from './request-log';
import { openStore, type ReceivedBatch, type SandboxSets } from './store';
import type { SandboxAccount } from './upload-rules';

export interface SandboxOptions {
  /** Where received batches and sets are kept. */
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly accounts?: readonly SandboxAccount[];
  readonly releaseVersion?: string;
  readonly tokenLifetimeMs?: number;
  readonly now?: () => number;
  readonly faults?: FaultPlan | FaultScript;
  /** Serves HTTPS, with a certificate that something is wrong with or a given one. Without it: plain HTTP. */
  readonly tls?: TlsFault | Certificate;
}

export const tlsFaults = ['self-signed', 'wrong-host', 'expired'] as const;
export type TlsFault = (typeof tlsFaults)[number];

export interface Sandbox {
  /** The base URL of a credential for it. */
  readonly url: string;
  readonly port: number;
  readonly accounts: readonly SandboxAccount[];
  /** PEM, with HTTPS: whoever trusts it gets past "signed by nobody that is known". */
  readonly certificate: string | null;
  /** Every accepted batch, oldest first. */
  received(): Promise<ReceivedBatch[]>;
  zipPath(batchId: string): string;
  sets(): SandboxSets;
  /** Misbehaves like this from the next request on; the plan counts from 1 again. */
  setFaults(faults: FaultPlan | FaultScript): void;
  /** Every request that came, in the order they came. */
  requests(): SandboxRequest[];
  /** Ends open connections too. May be called twice. */
  close(): Promise<void>;
}

export const demoAccount: SandboxAccount = { companyName: 'Sandbox Ltd', username: 'clerk', password: 'sandbox' };

const certificates = { 'self-signed': selfSigned, 'wrong-host': wrongHost, expired };
const notFound: Reply = { status: 404, body: { error: 'Not found.' } };
const notPost: Reply = { status: 405, body: { error: 'Use POST.' } };

/** Starts the sandbox on 127.0.0.1. Rejects when the port is taken (`EADDRINUSE`). */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { accounts = [demoAccount], now = Date.now, releaseVersion = '7.8.9' } = options;
  const store = await openStore(options.dataDir);
  const lifetime = { access: options.tokenLifetimeMs ?? 15 * 60_000, refresh: 24 * 60 * 60_000 };
  const tokens = createAccessTokens(lifetime, now);
  const log = createRequestLog(now);
  const context: UploadContext = { store, tokens, accounts, releaseVersion, now };
  const certificate = typeof options.tls === 'string' ? certificates[options.tls] : (options.tls ?? null);
  const closing = new AbortController();
  const underWay = new Set<Promise<void>>();
  let plan = planOf(options.faults ?? noFaults);
  let planned = new Map<Endpoint, number>();

  const server: Server = certificate === null ? createServer(take) : createTlsServer({ ...certificate }, take);
  // A large upload over a slow link takes as long as it takes.
  server.requestTimeout = 0;
  const connections = trackConnections(server);
  // Whether a client that asks first is to send its body is for the fault to say.
  server.on('checkContinue', take);

  function take(request: IncomingMessage, response: ServerResponse): void {
    const work = handle(request, response).finally(() => underWay.delete(work));
    underWay.add(work);
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '/'] = (request.url ?? '/').split('?');
    // By the clock that its Retry-After is measured with.
    response.setHeader('date', new Date(now()).toUTCString());
    const known = endpoints.find((name) => path === `/access/klearstack/${name}`);
    const endpoint = request.method === 'POST' ? (known ?? null) : null;
    const entry = log.add(endpoint, contentLengthOf(request));
    const fault = endpoint === null ? null : nextFault(endpoint);
    entry.fault(fault);
    const answerContext = (): AnswerContext => ({ now: now(), path, releaseVersion, otherOrigin: url('localhost') });
    const reset = (): void => connections.reset(request.socket);
    const parts = { request, response, fault, entry, reset, answerContext };
    const exchange = createExchange(parts, { signal: closing.signal });
    try {
      if (fault?.kind === 'expired-token') tokens.expire(fault.which);
      const reply = endpoint === null ? (known === undefined ? notFound : notPost) : await truth(endpoint, exchange);
      if (reply !== null) await exchange.reply(reply);
    } catch {
      // A disk that cannot be written, say: the contract's answer, as far as anybody hears it.
      if (response.headersSent) response.destroy();
      else await exchange.reply({ status: 500, body: { error: errorOf(500) } });
    } finally {
      exchange.end();
    }
  }

  function nextFault(endpoint: Endpoint): Fault | null {
    const number = (planned.get(endpoint) ?? 0) + 1;
    planned.set(endpoint, number);
    return plan({ endpoint, number });
  }

  /** The honest reply; null when the fault ended the request before it could be sent. */
  async function truth(endpoint: Endpoint, exchange: Exchange): Promise<Reply | null> {
    if ((await exchange.reach('before-body')) === 'ended') return null;
    const reply =
      endpoint === 'uploadbatch'
        ? await receiveUpload(exchange, context)
        : await answerOther(endpoint, exchange, context);
    return (await exchange.reach('after-body')) === 'ended' ? null : reply;
  }

  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = (host: string): string => `${certificate === null ? 'http' : 'https'}://${host}:${port}`;
  return {
    url: url('127.0.0.1'),
    port,
    accounts,
    certificate: certificate?.cert ?? null,
    received: () => store.batches(),
    zipPath: (batchId) => store.zipPath(batchId),
    sets: () => store.sets(),
    setFaults: (faults) => {
      plan = planOf(faults);
      planned = new Map();
    },
    requests: () => log.requests(),
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      connections.destroyAll();
      await closed;
      await Promise.all(underWay);
    },
  };
}
