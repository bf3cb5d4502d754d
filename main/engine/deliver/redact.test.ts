import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact';

describe('redact', () => {
  const secret = 'q"z\\ä /&<é\'';

  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ error: `bad ${secret}` })],
    ['in JSON within JSON', JSON.stringify(JSON.stringify({ error: secret }))],
    ['in ASCII JSON', String.raw`{"error": "q\"z\\\u00e4 /&<\u00e9'"}`],
    ['in an address', `https://host.example/?password=${encodeURIComponent(secret)}&x=1`],
    ['in a lower-case address', `?password=${encodeURIComponent(secret).toLowerCase()}`],
    ['in a form', new URLSearchParams({ password: secret }).toString()],
    ['in HTML', '<p>q&quot;z\\ä /&amp;&lt;é&#39;</p>'],
    ['in HTML of another maker', '<p>q&#34;z\\ä /&amp;&lt;é&#39;</p>'],
  ])('finds a secret %s', (_where, text) => {
    const clean = redact(text, [secret]);
    expect(clean).toContain('•••');
    expect(clean).not.toMatch(/q.{1,6}z/);
  });

  it.each(['', 'u', 'us', 'use', 'user', 'clerk'])(
    'finds a secret in base64 behind "%s:", whatever follows',
    (user) => {
      const password = 'p4ss/Wörd~?';
      for (const behind of ['', 'x', 'xy', 'xyz', '", "more": 1}']) {
        for (const encoding of ['base64', 'base64url'] as const) {
          const said = Buffer.from(`${user}:${password}${behind}`).toString(encoding);
          const decoded = Buffer.from(redact(`Basic ${said}`, [password]).replaceAll('•••', ''), 'base64').toString(
            'latin1',
          );
          expect(redact(`Basic ${said}`, [password]), said).toContain('•••');
          expect(decoded).not.toMatch(/p4s|4ss|rd~/);
        }
      }
    },
  );

  it.each(['hex', 'base64', 'base64url'] as const)('finds a secret in %s', (encoding) => {
    const text = Buffer.from(secret).toString(encoding);
    expect(redact(`it was ${text}.`, [secret])).toMatch(/^it was •••=*\.$/);
    expect(redact(JSON.stringify(text).replaceAll('/', '\\/'), [secret])).toContain('•••');
  });

  it('leaves text alone that a very short secret could be the base64 of', () => {
    expect(redact('YWI', ['ab'])).toBe('YWI');
  });

  it('leaves nothing of a secret that begins like another', () => {
    expect(redact('token abcdef', ['abc', 'abcdef'])).toBe('token •••');
  });

  it('leaves everything else alone', () => {
    expect(redact('nothing in here', ['', 'secret'])).toBe('nothing in here');
  });

  it('takes any secret, and it is gone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 4 }), fc.string(), (any, around) => {
        fc.pre(!any.includes('•'));
        expect(redact(`${around}${any}${around}`, [any])).not.toContain(any);
      }),
    );
  });
});
