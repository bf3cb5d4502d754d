// The engine's own upload and judgement against a sandbox of its own per test: zips, tokens, one delivery.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { uploadFields } from '../../main/engine/deliver/fields';
import { classify, type DeliveryOutcome } from '../../main/engine/deliver/outcome';
import { sealedZipAt } from '../../main/engine/deliver/testing/sealed-zip-at';
import { createTokenSource, type TokenSource } from '../../main/engine/deliver/tokens';
import { uploadBatch, type UploadRequest, type UploadResult } from '../../main/engine/deliver/upload-batch';
import type { CredentialId } from '../../main/engine/model';
import type { Fault } from '../../main/sandbox/faults';
import { createSandbox, demoAccount, type Sandbox, type SandboxOptions } from '../../main/sandbox/sandbox';
import { aZip } from '../../main/sandbox/testing/zip';
import { aPdf } from './documents';

export interface Delivery {
  readonly result: UploadResult;
  readonly outcome: DeliveryOutcome;
}

export interface SandboxDeliveries {
  /** The one that `start` started. */
  readonly sandbox: Sandbox;
  start(options?: Partial<SandboxOptions>): Promise<void>;
  tokenSource(): TokenSource;
  token(source?: TokenSource): Promise<string>;
  /** Sends a zip once, with a new token unless one is given. */
  deliver(zip: Zip, more?: Partial<UploadRequest>): Promise<Delivery>;
  /** The same, with this fault for every upload from now on. */
  deliverWith(fault: Fault, zip: Zip, limits?: UploadRequest['limits']): Promise<Delivery>;
}

export interface Zip {
  readonly name: string;
  readonly bytes: Buffer;
}

const patient = { connectMs: 10_000, stallMs: 20_000, replyMs: 20_000 };
/** For what is not going to be answered; everything else gets all the time that a busy machine needs. */
export const impatient = { connectMs: 10_000, stallMs: 500, replyMs: 500 };

export const poisonName = 'poison.pdf';
export const small: Zip = { name: 'small.zip', bytes: aZip({ 'a.pdf': aPdf('a'), [poisonName]: aPdf('poison') }) };
/** More than systems keep between two sockets of one machine: who hangs up or stops reading early is noticed. */
export const large: Zip = {
  name: 'large.zip',
  bytes: aZip({ 'large.pdf': Buffer.concat([aPdf('large'), Buffer.alloc(50 << 20)]) }),
};

const { companyName, username, password } = demoAccount;
const now = Date.parse('2026-11-22T12:00:00Z');
const until = { signal: new AbortController().signal };

/** Call once at the top of a test file: it registers its own hooks. */
export function useSandboxDeliveries(): SandboxDeliveries {
  let zips: string;
  let base: string;
  let running: Sandbox | null = null;
  beforeAll(async () => {
    zips = await mkdtemp(join(tmpdir(), 'batchdrop-outcomes-'));
    for (const { name, bytes } of [large, small]) await writeFile(join(zips, name), bytes);
  });
  afterAll(() => rm(zips, { recursive: true, force: true }));
  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'batchdrop-outcomes-'));
  });
  afterEach(async () => {
    await running?.close();
    running = null;
    await rm(base, { recursive: true, force: true });
  });

  function sandbox(): Sandbox {
    if (running === null) throw new Error('The sandbox was not started.');
    return running;
  }

  function tokenSource(): TokenSource {
    const credential = { id: 'c' as CredentialId, name: 'c', baseUrl: sandbox().url, companyName, username };
    return createTokenSource({
      credential: { ...credential, tokenMode: 'automatic', inDoubt: 'ask' },
      secrets: { password: () => Promise.resolve(password), pastedToken: () => Promise.resolve(null) },
      clock: { now: () => now, sleep: () => Promise.resolve(true) },
      limits: impatient,
    });
  }

  async function token(source = tokenSource()): Promise<string> {
    const result = await source.token(until);
    if (result.kind !== 'token') throw new Error(`No token: ${result.kind}`);
    return result.value;
  }

  async function deliver({ name }: Zip, more: Partial<UploadRequest> = {}): Promise<Delivery> {
    const zipPath = join(zips, name);
    const profile = { processingPref: 'Speed', documentType: 'Invoices', invoiceType: 'B2B' } as const;
    const result = await uploadBatch(
      {
        credential: { baseUrl: sandbox().url },
        token: more.token ?? (await token()),
        fields: uploadFields({ companyName, username }, password, profile, { kind: 'none' }),
        ...{ zip: await sealedZipAt(zipPath), onProgress: () => undefined, limits: patient },
        ...more,
      },
      until,
    );
    return { result, outcome: classify(result.answer, { now, secrets: [password] }) };
  }

  return {
    ...{ tokenSource, token, deliver },
    get sandbox() {
      return sandbox();
    },
    start: async (options = {}) => {
      running = await createSandbox({ dataDir: base, now: () => now, ...options });
    },
    deliverWith: (fault, zip, limits = patient) => {
      sandbox().setFaults([{ fault }]);
      return deliver(zip, { limits });
    },
  };
}
