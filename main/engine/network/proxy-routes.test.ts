import { describe, expect, it } from 'vitest';
import { exemptions, parseProxyAnswer, proxiesFromEnvironment } from './proxy-routes';

const proxy = (scheme: string, host: string, port: number, login: object | null = null) => ({
  ...{ kind: 'proxy', scheme, host, port, login },
});
const direct = { kind: 'direct' };

describe('the answer of a proxy script', () => {
  it.each([
    ['DIRECT', [direct]],
    ['', [direct]],
    ['PROXY a:8080; DIRECT', [proxy('http', 'a', 8080), direct]],
    [
      'HTTPS b:443;SOCKS5 c:1080; SOCKS d',
      [proxy('https', 'b', 443), proxy('socks5', 'c', 1080), proxy('socks5', 'd', 1080)],
    ],
    ['http a:80', [proxy('http', 'a', 80)]],
    ['HTTPS a:80', [proxy('https', 'a', 80)]],
    ['PROXY [2001:db8::1]:3128', [proxy('http', '2001:db8::1', 3128)]],
    ['SOCKS4 old:1080; QUIC q:443', []],
    ['PROXY a:99999; toString x:1', []],
  ])('%s', (answer, routes) => {
    expect(parseProxyAnswer(answer)).toEqual(routes);
  });
});

describe('the proxies of the environment', () => {
  const ask = async (environment: Record<string, string>, url = 'https://klear.example') => {
    const result = proxiesFromEnvironment(environment);
    return result.ok ? result.resolve(new URL(url)) : result.variable;
  };

  it.each([
    [{}, direct],
    [{ HTTPS_PROXY: 'http://p:3128' }, proxy('http', 'p', 3128)],
    [{ https_proxy: 'http://small:1', HTTPS_PROXY: 'http://large:2' }, proxy('http', 'small', 1)],
    [{ HTTP_PROXY: 'http://p:3128' }, direct],
    [{ ALL_PROXY: 'socks5h://p' }, proxy('socks5', 'p', 1080)],
    [{ all_proxy: 'http://other:1', https_proxy: 'p:3128' }, proxy('http', 'p', 3128)],
    [{ HTTPS_PROXY: 'https://u%40x:p%3Aw@p/' }, proxy('https', 'p', 443, { username: 'u@x', password: 'p:w' })],
    [{ HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'klear.example' }, direct],
    [{ HTTPS_PROXY: '  ' }, direct],
  ])('%j', async (environment, route) => {
    expect(await ask(environment as Record<string, string>)).toEqual([route]);
  });

  it.each([{ HTTPS_PROXY: 'ftp://p:1' }, { HTTPS_PROXY: 'http://u:s3cret@' }])(
    '%j is told by its name alone',
    async (one) => {
      expect(await ask(one)).toBe('HTTPS_PROXY');
    },
  );
});

describe('NO_PROXY', () => {
  it.each([
    ['*', 'https://klear.example', true],
    ['klear.example', 'https://klear.example', true],
    ['klear.example', 'https://api.klear.example', true],
    ['.klear.example', 'https://klear.example', true],
    ['*.klear.example', 'https://api.klear.example', true],
    ['KLEAR.example.', 'https://klear.EXAMPLE', true],
    ['klear.example', 'https://notklear.example', false],
    ['klear.example', 'https://klear.example.evil.example', false],
    ['other.example, klear.example', 'https://klear.example', true],
    ['other.example klear.example', 'https://klear.example', true],
    ['klear.example:443', 'https://klear.example', true],
    ['klear.example:8443', 'https://klear.example', false],
    ['10.0.0.0/8', 'https://10.200.3.4', true],
    ['10.0.0.0/8', 'https://11.0.0.1', false],
    ['10.0.0.0/8', 'https://10.example', false],
    ['10.0.0.0/99', 'https://10.0.0.1', false],
    ['192.168.1.5', 'https://192.168.1.5:8443', true],
    ['168.1.5', 'https://192.168.1.5', false],
    ['2001:db8::/32', 'https://[2001:db8::5]', true],
    ['[2001:db8::5]', 'https://[2001:db8::5]', true],
    ['', 'https://klear.example', false],
    ['.', 'https://klear.example', false],
  ])('"%s" and %s: %s', (list, url, isExempt) => {
    expect(exemptions(list)(new URL(url))).toBe(isExempt);
  });
});
