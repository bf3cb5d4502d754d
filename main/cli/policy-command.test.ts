// The command line under a policy: what a config may not say otherwise, and the check of a policy file.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aManagedCredential, aPolicy, ownPlace, policyJson, putPolicy } from '../policy/testing/a-policy';
import { temporaryFolder } from '../settings/testing/drafts';
import { parseConfig } from './config-file';
import { policyCommand } from './policy-command';
import { run } from './run-command';
import { collect } from './testing/collect';

const config = (more: Record<string, unknown> = {}, credential: Record<string, unknown> = {}): string =>
  JSON.stringify({
    credentials: [
      {
        ...{ name: 'Acme', baseUrl: 'https://acme.example', companyName: 'Acme', username: 'ap', passwordEnv: 'P' },
        ...credential,
      },
    ],
    folders: [
      { path: 'in', credential: 'Acme', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
    ],
    ...more,
  });
const policy = aPolicy({
  credentials: [aManagedCredential],
  settings: { places: { value: 2, locked: true }, bytesPerSecond: { value: 500_000, locked: false } },
});
const parse = (source: string) => parseConfig(source, { baseDir: '/base', once: false, policy });

describe('a config under a policy', () => {
  it('takes from it whatever it does not say itself', () => {
    const parsed = parse(config());
    expect(parsed).toMatchObject({
      kind: 'config',
      config: { engine: { uploads: { places: 2, bytesPerSecond: 500_000 } } },
    });
    const own = parse(config({ uploads: { bytesPerSecond: 900_000, places: 2 } }));
    expect(own).toMatchObject({
      kind: 'config',
      config: { engine: { uploads: { places: 2, bytesPerSecond: 900_000 } } },
    });
  });

  it('may not say otherwise than what is locked', () => {
    expect(parse(config({ uploads: { places: 8 } }))).toEqual({
      kind: 'problems',
      problems: ['uploads.places: locked by Acme IT; take it out of the config, or give their value.'],
    });
  });

  it('may not name another server or user under the name of a locked credential', () => {
    const elsewhere = parse(config({}, { baseUrl: 'https://evil.example', username: 'me' }));
    expect(elsewhere).toEqual({
      kind: 'problems',
      problems: [
        'credentials[0].baseUrl: locked by Acme IT for "Acme"; expected "https://acme.example".',
        'credentials[0].username: locked by Acme IT for "Acme"; expected "ap".',
      ],
    });
    expect(parseConfig(config(), { baseDir: '/base', once: false }).kind).toBe('config');
  });
});

describe.skipIf(process.platform === 'win32')('batchdrop run', () => {
  it('starts nothing on a policy that cannot be followed, or a config that says otherwise', async () => {
    const folder = await temporaryFolder();
    const etc = join(folder, 'etc');
    await mkdir(etc);
    const policyPlace = ownPlace(etc);
    const file = join(folder, 'config.json');
    await writeFile(file, config({ uploads: { places: 8 } }));
    const attempt = async (): Promise<{ code: number; log: string }> => {
      const lines: string[] = [];
      const output = { log: (line: string) => void lines.push(line), event: () => undefined, summary: () => undefined };
      const options = { config: file, data: join(folder, 'data'), once: true, patienceSeconds: 0, policyPlace };
      const code = await run(options, output, { signal: new AbortController().signal });
      return { code, log: lines.join('\n') };
    };
    await putPolicy(policyPlace, '{');
    expect(await attempt()).toMatchObject({
      code: 1,
      log: expect.stringContaining(`The policy ${policyPlace.file} cannot be followed`) as string,
    });
    await putPolicy(policyPlace, policyJson({ settings: { places: { value: 2, locked: true } } }));
    expect(await attempt()).toEqual({
      code: 2,
      log: 'uploads.places: locked by Acme IT; take it out of the config, or give their value.',
    });
  });
});

describe('batchdrop policy', () => {
  async function check(content: string) {
    const file = join(await temporaryFolder(), 'draft.json');
    await writeFile(file, content);
    return collect((streams) => policyCommand({ check: file }, streams));
  }

  it('says what a good file locks, wherever it is', async () => {
    const content = policyJson({
      credentials: [aManagedCredential],
      settings: { places: { value: 2, locked: true }, keepZipsDays: { value: 1, locked: false } },
      updateChannel: { value: 'off', locked: true },
    });
    expect(await check(content)).toMatchObject({
      exitCode: 0,
      stdout: [
        'Policy of Acme IT, it@acme.example.',
        'Credential "Acme", https://acme.example: locked.',
        'keepZipsDays: preset.',
        'places: locked.',
        'Updates: off, locked.',
        '',
      ].join('\n'),
    });
  });

  it('names every field that is wrong', async () => {
    const result = await check(policyJson({ credentials: [{ ...aManagedCredential, password: 'x' }], speed: 1 }));
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('credentials[0].password: a policy holds no secrets');
    expect(result.stderr).toContain('speed: this field is not known');
  });

  it('says when there is no such file', async () => {
    const file = join(await temporaryFolder(), 'absent.json');
    const result = await collect((streams) => policyCommand({ check: file }, streams));
    expect(result).toMatchObject({ exitCode: 2, stderr: `${file} cannot be read (ENOENT).\n` });
  });

  it.skipIf(process.platform === 'win32')('shows the policy of the computer, or why it is not followed', async () => {
    const place = ownPlace(await temporaryFolder());
    const show = () => collect((streams) => policyCommand({ place }, streams));
    expect(await show()).toMatchObject({ exitCode: 0, stdout: `${place.file}\nThis computer has no policy.\n` });
    await putPolicy(place, policyJson());
    expect(await show()).toMatchObject({ exitCode: 0, stdout: `${place.file}\nPolicy of Acme IT, it@acme.example.\n` });
    await putPolicy(place, '{');
    expect(await show()).toMatchObject({ exitCode: 1, stdout: '' });
  });
});
