import { describe, expect, it } from 'vitest';
import { parseBaseUrl } from './base-url';
import { uploadFields } from './fields';
import { serverWords } from './reply';
import { retryAfterMs } from './retry-after';

describe('uploadFields', () => {
  const credential = { companyName: 'Acme', username: 'ap' };
  const profile = { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' } as const;
  const required = [
    ['company_name', 'Acme'],
    ['username', 'ap'],
    ['password', 'pw'],
    ['processing_pref', 'Speed'],
    ['document_type', 'Invoices'],
    ['invoice_type', 'B2B'],
  ];

  it('leaves out what is not set', () => {
    expect(uploadFields(credential, 'pw', { ...profile, accountId: '' }, { kind: 'none' })).toEqual(required);
  });

  it('spells optional fields as the contract does', () => {
    const full = { ...profile, sourceName: 'API', priority: false, accountId: '42' };
    expect(uploadFields(credential, 'pw', full, { kind: 'add', referenceNumber: '12345' })).toEqual([
      ...required,
      ['source_name', 'API'],
      ['priority_flag', 'false'],
      ['account_id', '42'],
      ['set_reference_number', '12345'],
    ]);
  });

  it('creates a set by name', () => {
    const fields = uploadFields(credential, 'pw', profile, { kind: 'create', name: 'November' });
    expect(fields.slice(-2)).toEqual([
      ['set_name', 'November'],
      ['create_new_set', 'True'],
    ]);
  });
});

describe('parseBaseUrl', () => {
  it.each([
    ['https://staging.klearstackapp.com', 'https://staging.klearstackapp.com'],
    [' https://host.example/api/ ', 'https://host.example/api'],
    ['https://host.example/access/klearstack/uploadbatch', 'https://host.example'],
    ['https://host.example/access/klearstack/get_access_token', 'https://host.example'],
    ['https://host.example/api//access/klearstack/', 'https://host.example/api'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
    ['http://127.255.1.2:9000', 'http://127.255.1.2:9000'],
    // The URL parser knows these spellings of 127.0.0.1.
    ['http://127.1', 'http://127.0.0.1'],
    ['http://2130706433', 'http://127.0.0.1'],
  ])('takes %s', (text, url) => {
    expect(parseBaseUrl(text)).toEqual({ ok: true, url });
  });

  it.each([
    ['', 'invalid-url'],
    ['klearstack', 'invalid-url'],
    ['ftp://host.example', 'invalid-url'],
    ['https://', 'invalid-url'],
    ['https://user:pw@host.example', 'has-credentials'],
    ['https://host.example/?a=1', 'has-query'],
    ['http://host.example', 'plain-http'],
    ['http://127.0.0.1.evil.example', 'plain-http'],
    ['http://localhost.evil.example', 'plain-http'],
    ['http://evil-localhost', 'plain-http'],
    ['http://sub.localhost', 'plain-http'],
    ['http://128.0.0.1', 'plain-http'],
    ['http://[::ffff:127.0.0.1]', 'plain-http'],
    ['http://[::2]', 'plain-http'],
    ['http://0.0.0.0', 'plain-http'],
    ['http://127.0.0.1@evil.example', 'has-credentials'],
    ['http://localhost:80@evil.example/', 'has-credentials'],
    ['https://:pw@host.example', 'has-credentials'],
    ['http://127.0.0.1.evil.example', 'plain-http'],
  ])('refuses %s', (text, problem) => {
    expect(parseBaseUrl(text)).toEqual({ ok: false, problem });
  });
});

describe('serverWords', () => {
  it.each([
    ['{"error": "Please provide username."}', 'Please provide username.'],
    ['<html><head><title>502 Bad Gateway</title></head></html>', '502 Bad Gateway'],
    ['<p>Sorry,<br>closed</p><script>x()</script>', 'Sorry, closed'],
    ['plain\r\n  words\u0007', 'plain words'],
    ['', null],
    ['{"refresh_token": "abc", "hint": "wrong endpoint"}', '{"hint":"wrong endpoint"}'],
    ['turned \u202eround', 'turned round'],
  ])('reads %j', (text, words) => {
    expect(serverWords(text)).toBe(words);
  });

  it('is at most 200 characters long', () => {
    expect(serverWords('x'.repeat(5_000))).toHaveLength(200);
    expect(serverWords(`${'x'.repeat(198)}🧾🧾`)).toBe(`${'x'.repeat(198)}…`);
  });

  it('takes a secret out before the markup that it looks like', () => {
    expect(serverWords('<p>wrong: pa<b>ss</p>', ['pa<b>ss'])).toBe('wrong: •••');
  });

  it.each(['<', '<title', '<script', '{'])('reads a page full of %j without keeping others waiting', (part) => {
    const startedAt = performance.now();
    serverWords(part.repeat(100_000));
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

describe('retryAfterMs', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  it.each([
    ['30', 30_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:00:10 GMT', 10_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', null],
    ['-5', null],
    [undefined, null],
  ])('reads %j', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  it('measures a date by the clock of the server that named it', () => {
    const [repliedAt, retryAt] = ['Sun, 22 Nov 2026 10:00:00 GMT', 'Sun, 22 Nov 2026 10:00:30 GMT'];
    const aDayBehind = Date.parse(repliedAt) - 24 * 60 * 60 * 1000;
    expect(retryAfterMs(retryAt, aDayBehind, repliedAt)).toBe(30_000);
    expect(retryAfterMs(retryAt, Date.parse(repliedAt) + 10_000, 'no date')).toBe(20_000);
  });
});
