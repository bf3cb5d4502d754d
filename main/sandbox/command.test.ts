import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addSandboxCommand } from './command';
import { faultForms } from './faults';
import { post } from './testing/raw-client';

const faultKinds = faultForms.map(({ kind }) => kind);

let base: string;
let stopping: AbortController;
let running: Promise<unknown> | null = null;
const out = { text: '', errors: '' };
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-sandbox-'));
  stopping = new AbortController();
  out.text = '';
  out.errors = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out.text += String(text)) !== '');
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => (out.errors += String(text)) !== '');
});
afterEach(async () => {
  stopping.abort();
  await running;
  running = null;
  vi.restoreAllMocks();
  process.exitCode = undefined;
  await rm(base, { recursive: true, force: true });
});

function sandboxCommand(): Command {
  const program = new Command('batchdrop').exitOverride();
  program.configureOutput({ writeOut: (text) => (out.text += text), writeErr: (text) => (out.errors += text) });
  addSandboxCommand(program, { signal: stopping.signal });
  for (const command of program.commands) command.exitOverride().copyInheritedSettings(program);
  return program;
}

/** Runs until the address is told, and returns it. */
async function start(...args: string[]): Promise<string> {
  running = sandboxCommand().parseAsync(['sandbox', '--data', join(base, 'data'), ...args], { from: 'user' });
  await vi.waitFor(() => expect(out.text).toContain('\n'), 5_000);
  return (JSON.parse(out.text) as { baseUrl: string }).baseUrl;
}

/** Runs a command that ends by itself, and returns its exit code. */
async function end(...args: string[]): Promise<number> {
  try {
    await sandboxCommand().parseAsync(['sandbox', '--data', join(base, 'data'), ...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    throw error;
  }
  return 0;
}

async function statusOf(baseUrl: string, endpoint = 'uploadbatch'): Promise<number | null> {
  const { status } = await post({
    url: `${baseUrl}/access/klearstack/${endpoint}`,
    headers: {},
    body: Buffer.from('x'),
  });
  return status;
}

async function faultsFile(content: string): Promise<string> {
  const path = join(base, 'faults.json');
  await writeFile(path, content);
  return path;
}

const answer = (status: number): object => ({ kind: 'answer', when: 'before-storing', status });

describe('batchdrop sandbox', () => {
  it('misbehaves as its arguments and its file say, the arguments first', async () => {
    const file = await faultsFile(JSON.stringify([{ fault: answer(502), from: 1, to: 2 }, answer(504)]));
    const line = JSON.stringify({ fault: answer(429), times: 1 });
    const login = JSON.stringify({ endpoint: 'get_access_token', fault: { kind: 'drop', when: 'before-body' } });
    const baseUrl = await start('--faults', file, '--fault', line, '--fault', login);
    const statuses = [await statusOf(baseUrl), await statusOf(baseUrl), await statusOf(baseUrl)];
    expect(statuses).toEqual([429, 502, 504]);
    expect(await statusOf(baseUrl, 'get_access_token')).toBeNull();
  });

  it('serves a bad certificate', async () => {
    const baseUrl = await start('--tls', 'expired');
    const url = `${baseUrl}/access/klearstack/uploadbatch`;
    expect(await post({ url, headers: {}, body: Buffer.alloc(0) })).toMatchObject({ end: 'CERT_HAS_EXPIRED' });
  });

  it.each([
    ['[{"kind":"drop"', 'is wrong: it is not JSON.'],
    ['{"kind":"drop","when":"after-body"}', 'is wrong: it has to be a list, [ ... ].'],
    [
      '[{"kind":"no-set-number"},{"kind":"explode"}]',
      `is wrong: entry 2, kind: expected one of ${faultKinds.join(', ')}.`,
    ],
    ['[{"fault":{"kind":"explode"}}]', `is wrong: entry 1, fault.kind: expected one of ${faultKinds.join(', ')}.`],
    [
      '[{"kind":"drop","when":"later"}]',
      'is wrong: entry 1, when: expected "before-body", "before-storing", "after-body" or {"afterBytes": number}.',
    ],
    ['[{"fault":{"kind":"no-set-number"},"to":1,"times":1}]', 'is wrong: entry 1, expected to or times, not both.'],
    ['[7]', 'is wrong: entry 1, invalid input: expected object, received number.'],
  ])('says in one sentence what is wrong with the file %s', async (content, problem) => {
    const path = await faultsFile(content);
    expect(await end('--faults', path)).toBe(1);
    expect(out.errors).toBe(`The faults file "${path}" ${problem}\n`);
  });

  it('says that a file is not there, and that an argument is wrong', async () => {
    expect(await end('--faults', join(base, 'none.json'))).toBe(1);
    expect(out.errors).toBe(`The faults file "${join(base, 'none.json')}" cannot be read (ENOENT).\n`);
    expect(await end('--fault', '{"kind":"stall","when":"before-body","forMs":-1}')).toBe(1);
    expect(out.errors).toContain('It is wrong: forMs: too small');
    expect(await end('--tls', 'good')).toBe(1);
    expect(out.errors).toContain('Allowed choices are self-signed, wrong-host, expired.');
  });

  it('tells all of this in its help', async () => {
    expect(await end('--help')).toBe(0);
    for (const word of [
      '--faults <file>',
      '--fault <json>',
      '--tls <fault>',
      '"endpoint"',
      'retryAfter?',
      'bytesPerSecond',
      ...faultKinds,
    ]) {
      expect(out.text).toContain(word);
    }
  });
});
