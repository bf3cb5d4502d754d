// A credential's certificates and proxy in the config, and what is said about wrong ones.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { testAuthorities } from '../engine/network/testing/certificates';
import { temporaryFolder } from '../settings/testing/drafts';
import { parseConfig } from './config-file';

const made = testAuthorities();
afterAll(() => {
  made.remove();
});
const company = made.authority('Company');

async function parse(network: object) {
  const baseDir = await temporaryFolder();
  await writeFile(join(baseDir, 'ca.pem'), company.certificate);
  await writeFile(join(baseDir, 'leaf.pem'), company.issue().certificate);
  await writeFile(join(baseDir, 'key.pem'), company.issue().key);
  await writeFile(join(baseDir, 'empty.pem'), '');
  const account = { name: 'acme', baseUrl: 'https://klear.example', companyName: 'Acme', username: 'ap' };
  const profile = { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' };
  const config = {
    credentials: [{ ...account, passwordEnv: 'P', ...network }],
    folders: [{ path: 'in', credential: 'acme', ...profile }],
  };
  return parseConfig(JSON.stringify(config), { baseDir, once: true });
}

describe('the network of a credential', () => {
  const fingerprint = Array<string>(32).fill('AB').join(':');
  it.each([
    [{}, { trust: { kind: 'system' }, proxy: { kind: 'system' } }],
    [{ trust: { caFile: 'ca.pem' } }, { trust: { kind: 'authority', pem: company.certificate } }],
    [{ trust: { fingerprint: 'ab'.repeat(32) } }, { trust: { kind: 'pinned', fingerprint } }],
    [{ proxy: 'none' }, { proxy: { kind: 'none' } }],
    [{ proxy: { host: 'p', port: 3128 } }, { proxy: { kind: 'manual', host: 'p', port: 3128, username: null } }],
  ])('%j', async (network, expected) => {
    const result = await parse(network);
    expect(result.kind === 'config' ? result.config.engine.credentials[0] : result).toMatchObject(expected);
  });

  it.each([
    [{ trust: { caFile: 'ca.pem', fingerprint } }, 'expected either caFile or fingerprint'],
    [{ trust: { caFile: 'none.pem' } }, 'expected a file that can be read at'],
    [{ trust: { caFile: 'leaf.pem' } }, 'holds no certificate of an authority'],
    [{ trust: { caFile: 'key.pem' } }, 'holds a private key'],
    [{ trust: { caFile: 'empty.pem' } }, 'is empty'],
    [{ trust: { fingerprint: 'ab' } }, '64 hexadecimal digits'],
    [{ trust: { verify: false } }, 'trust'],
    [{ proxy: { host: 'p', port: 0 } }, 'proxy'],
    [{ proxy: { host: 'clerk:s3cret@p', port: 1 } }, 'expected a host name alone, found "p"'],
    [{ proxy: { host: 'p', port: 1, username: 'clerk' } }, 'passwordEnv or passwordFile'],
    [{ proxy: { host: 'p', port: 1, passwordEnv: 'X' } }, 'passwordEnv or passwordFile'],
    [{ proxy: { host: 'p', port: 1, username: 'c', password: 's3cret' } }, 'proxy'],
  ])('%j is refused', async (network, sentence) => {
    const result = await parse(network);
    const text = result.kind === 'problems' ? result.problems.join() : 'accepted';
    expect(text).toContain(sentence);
    expect(text).not.toContain('s3cret');
  });
});
