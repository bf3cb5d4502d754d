import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import FormData from 'form-data';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSandbox, demoAccount, type Sandbox, type SandboxOptions } from './sandbox';
import { aZip } from './testing/zip';

let base: string;
let sandbox: Sandbox;
const clock = { now: Date.parse('2026-11-22T12:00:00Z') };
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-sandbox-'));
});
afterEach(async () => {
  await sandbox.close();
  await rm(base, { recursive: true, force: true });
});

async function start(options: Partial<SandboxOptions> = {}): Promise<void> {
  sandbox = await createSandbox({ dataDir: join(base, 'data'), now: () => clock.now, ...options });
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, string>;
}

async function post(endpoint: string, form: FormData, token?: string): Promise<Answer> {
  const headers: Record<string, string> = { ...form.getHeaders() };
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  const response = await fetch(`${sandbox.url}/access/klearstack/${endpoint}`, {
    method: 'POST',
    headers,
    body: new Uint8Array(form.getBuffer()),
  });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const login = { username: demoAccount.username, password: demoAccount.password, company_name: demoAccount.companyName };
const profile = { processing_pref: 'Speed', document_type: 'Invoices', invoice_type: 'B2B' };
const pdf = Buffer.from('%PDF-1.4 a document %%EOF');

async function token(): Promise<string> {
  const { body } = await post('get_access_token', formOf(login));
  return body['access_token'] ?? '';
}

async function upload(
  fields: Record<string, string> = {},
  zip: Buffer = aZip({ 'a.pdf': pdf }),
  bearer?: string,
): Promise<Answer> {
  const form = formOf(
    Object.fromEntries(Object.entries({ ...login, ...profile, ...fields }).filter(([, value]) => value !== 'OMIT')),
  );
  form.append('file', zip, { filename: 'batch.zip', contentType: 'application/zip' });
  return post('uploadbatch', form, bearer ?? (await token()));
}

describe('the sandbox', () => {
  it('accepts a batch as the contract says, and keeps its very bytes', async () => {
    await start();
    const zip = aZip({ 'a.pdf': pdf, 'b.png': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') });
    const { status, body } = await upload({}, zip);
    expect(status).toBe(200);
    const batchId = body['Function successfully executed!'] ?? '';
    expect(batchId).toMatch(/^[0-9a-f-]{36}$/);
    expect(body['release_version']).toBe('7.8.9');
    expect(await readFile(sandbox.zipPath(batchId))).toEqual(zip);
    const [received] = await sandbox.received();
    expect(received?.zipSha256).toBe(createHash('sha256').update(zip).digest('hex'));
    expect(received?.documents.map(({ name }) => name)).toEqual(['a.pdf', 'b.png']);
    expect(await readFile(join(base, 'data/batches', batchId, 'request.json'), 'utf8')).not.toContain(
      demoAccount.password,
    );
  });

  it.each(['company_name', 'username', 'password', 'processing_pref', 'document_type', 'invoice_type'])(
    'asks for %s when it is missing or empty',
    async (name) => {
      await start();
      const refusal = { status: 400, body: { error: `Please provide ${name}.` } };
      expect(await upload({ [name]: 'OMIT' })).toEqual(refusal);
      expect(await upload({ [name]: '' })).toEqual(refusal);
      expect(await sandbox.received()).toEqual([]);
    },
  );

  it.each([
    [{ processing_pref: 'Fast' }, 'processing_pref'],
    [{ document_type: 'invoices' }, 'document_type'],
    [{ document_type: 'Insurances' }, 'invoice_type'],
    [{ invoice_type: 'b2b' }, 'invoice_type'],
    [{ priority_flag: 'yes' }, 'priority_flag'],
    [{ source_name: 'Scanner' }, 'source_name'],
    [{ account_id: '' }, 'account_id'],
    [{ colour: 'blue' }, 'colour'],
    [{ create_new_set: 'True' }, 'set_name'],
    [{ set_name: 'November' }, 'create_new_set'],
    [{ create_new_set: 'true', set_name: 'November' }, 'create_new_set'],
    [{ create_new_set: 'True', set_name: 'November', set_reference_number: '1' }, 'set_reference_number'],
    [{ set_reference_number: '99999' }, 'set_reference_number'],
  ])('refuses %j and names the field', async (fields, name) => {
    await start();
    const { status, body } = await upload(fields);
    expect(status).toBe(400);
    expect(body['error']).toContain(name);
  });

  it('refuses a wrong password and a missing, foreign or expired token', async () => {
    await start({ tokenLifetimeMs: 60_000 });
    expect(await upload({ password: 'wrong' })).toEqual({
      status: 401,
      body: { error: 'Incorrect username or password.' },
    });
    const bearer = await token();
    expect((await upload({}, undefined, bearer)).status).toBe(200);
    expect((await upload({}, undefined, `${bearer}x`)).status).toBe(401);
    clock.now += 61_000;
    expect((await upload({}, undefined, bearer)).status).toBe(401);
  });

  it('refreshes a token', async () => {
    await start();
    const { body } = await post('get_access_token', formOf(login));
    const form = formOf({ refresh_token: body['refresh_token'] ?? '', company_name: demoAccount.companyName });
    const refreshed = await post('getaccesstokenfromrefreshtoken', form, body['access_token']);
    expect(refreshed.status).toBe(200);
    expect((await upload({}, undefined, refreshed.body['access_token'])).status).toBe(200);
  });

  it('creates a set once and takes later batches by its number, also after a restart', async () => {
    await start();
    const created = await upload({ create_new_set: 'True', set_name: 'November' });
    expect(created.body['set_reference_number']).toBe('10001');
    await sandbox.close();
    await start();
    const added = await upload({ set_reference_number: '10001' });
    expect(added.body['set_reference_number']).toBe('10001');
    expect(sandbox.sets().sets).toEqual([{ referenceNumber: '10001', name: 'November' }]);
    expect(await sandbox.received()).toHaveLength(2);
  });

  it('creates sets that are asked for at once under numbers of their own', async () => {
    await start();
    const names = Array.from({ length: 8 }, (_, index) => `Branch ${index}`);
    const bearer = await token();
    const zip = aZip({ 'a.pdf': pdf });
    const replies = await Promise.all(
      names.map((name) => upload({ create_new_set: 'True', set_name: name }, zip, bearer)),
    );
    expect(replies.map(({ status }) => status)).toEqual(names.map(() => 200));
    expect(new Set(replies.map(({ body }) => body['set_reference_number'])).size).toBe(names.length);
    await sandbox.close();
    await start();
    expect(
      sandbox
        .sets()
        .sets.map(({ name }) => name)
        .sort(),
    ).toEqual(names);
  });

  it.each([
    ['no zip', Buffer.from('hello'), 'not a zip'],
    ['an empty zip', aZip({}), 'empty'],
    ['a document of another kind', aZip({ 'a.pdf': Buffer.from('MZ program') }), 'neither a PDF nor an image'],
    ['a folder', aZip({ 'sub/a.pdf': pdf }), 'lies in a folder'],
    ['the same name twice', aZip({ 'a.pdf': pdf, 'A.pdf': pdf }), 'twice'],
    ['a wrong checksum', aZip({ 'a.pdf': pdf }, { spoilChecksum: true }), 'damaged'],
  ])('refuses %s', async (_what, zip, sentence) => {
    await start();
    const { status, body } = await upload({}, zip);
    expect(status).toBe(400);
    expect(body['error']).toContain(sentence);
  });

  it('misbehaves as it is told, and only then', async () => {
    await start({
      faults: ({ endpoint, number }) =>
        endpoint !== 'uploadbatch' || number > 2
          ? null
          : number === 1
            ? { kind: 'drop', when: 'after-body' }
            : { kind: 'no-set-number' },
    });
    await expect(upload()).rejects.toThrow();
    const numberless = await upload({ create_new_set: 'True', set_name: 'November' });
    expect(numberless.body['set_reference_number']).toBeUndefined();
    expect((await upload()).status).toBe(200);
    expect(await sandbox.received()).toHaveLength(3);
  });

  it('answers a form that breaks off in the middle, however much follows', async () => {
    await start();
    const response = await fetch(`${sandbox.url}/access/klearstack/uploadbatch`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x', authorization: `Bearer ${await token()}` },
      body: new Uint8Array(3_000_000),
    });
    expect({ status: response.status, ...((await response.json()) as object) }).toEqual({
      status: 400,
      error: 'Send multipart/form-data.',
    });
  });

  it('knows no other paths or methods', async () => {
    await start();
    expect((await fetch(`${sandbox.url}//`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/elsewhere`)).status).toBe(404);
    expect((await fetch(`${sandbox.url}/access/klearstack/uploadbatch`)).status).toBe(405);
  });
});
