// A sandbox of its own per test, and uploads to it by the raw client.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import FormData from 'form-data';
import { vi } from 'vitest';
import { createSandbox, demoAccount, type Sandbox, type SandboxOptions } from '../sandbox';
import type { Endpoint } from '../faults';
import type { SandboxRequest } from '../request-log';
import { post, type RawAnswer, type RawRequest } from './raw-client';
import { aZip } from './zip';

export interface SandboxTest {
  start(options?: Partial<SandboxOptions>): Promise<Sandbox>;
  /** Sends fields to an endpoint. */
  ask(endpoint: Endpoint, fields: Readonly<Record<string, string>>, more?: Partial<RawRequest>): Promise<RawAnswer>;
  /** A new access token. */
  token(): Promise<string>;
  /** Uploads a zip, with a new token unless headers say otherwise. */
  upload(zip?: Buffer, more?: Partial<RawRequest>, fields?: Readonly<Record<string, string>>): Promise<RawAnswer>;
  /** The newest upload once the sandbox has told this of it. */
  seen(fact: (request: SandboxRequest) => boolean): Promise<SandboxRequest>;
  end(): Promise<void>;
}

export const login = {
  ...{ username: demoAccount.username, password: demoAccount.password },
  company_name: demoAccount.companyName,
};
const profile = { processing_pref: 'Speed', document_type: 'Invoices', invoice_type: 'B2B' };

/** A document of this size that is a PDF by its first bytes. */
export function aDocument(sizeBytes = 30): Buffer {
  const document = Buffer.alloc(sizeBytes, 7);
  document.write('%PDF-1.4');
  return document;
}

/** Larger than all that systems keep between two sockets of one machine, so that who does not read is noticed. */
export const beyondBuffersBytes = 50 * 1024 * 1024;

/** Call `end` after each test. */
export function createSandboxTest(): SandboxTest {
  let base: string | null = null;
  let running: Sandbox | null = null;

  function sandbox(): Sandbox {
    if (running === null) throw new Error('The sandbox was not started.');
    return running;
  }

  const ask: SandboxTest['ask'] = (endpoint, fields, more = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    const url = `${sandbox().url}/access/klearstack/${endpoint}`;
    return post({ url, body: form.getBuffer(), ...more, headers: { ...form.getHeaders(), ...more.headers } });
  };

  async function token(): Promise<string> {
    const { text } = await ask('get_access_token', login);
    return (JSON.parse(text) as { access_token: string }).access_token;
  }

  return {
    start: async (options = {}) => {
      base ??= await mkdtemp(join(tmpdir(), 'batchdrop-sandbox-'));
      running = await createSandbox({ dataDir: join(base, 'data'), ...options });
      return running;
    },
    ask,
    token,
    upload: async (zip = aZip({ 'a.pdf': aDocument() }), more = {}, fields = {}) => {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...login, ...profile, ...fields })) form.append(name, value);
      form.append('file', zip, { filename: 'batch.zip', contentType: 'application/zip' });
      const authorization = more.headers?.['authorization'] ?? `Bearer ${await token()}`;
      const headers = { ...form.getHeaders(), ...more.headers, authorization };
      const url = `${sandbox().url}/access/klearstack/uploadbatch`;
      return post({ url, body: form.getBuffer(), ...more, headers });
    },
    seen: (fact) =>
      vi.waitFor(() => {
        const request = sandbox()
          .requests()
          .filter(({ endpoint }) => endpoint === 'uploadbatch')
          .at(-1);
        if (request === undefined || !fact(request)) throw new Error(`Not so yet: ${JSON.stringify(request)}`);
        return request;
      }, 10_000),
    end: async () => {
      await running?.close();
      running = null;
      if (base !== null) await rm(base, { recursive: true, force: true });
      base = null;
    },
  };
}
