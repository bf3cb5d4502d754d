// Tests of RC4 with the well-known examples and those of RFC 6229.
import { describe, expect, it } from 'vitest';
import { rc4 } from './rc4';

describe('rc4', () => {
  it.each([
    ['Key', 'Plaintext', 'bbf316e8d940af0ad3'],
    ['Wiki', 'pedia', '1021bf0420'],
    ['Secret', 'Attack at dawn', '45a01f645fc35b383552544b9bf5'],
  ])('encrypts with the key %s', (key, text, expected) => {
    expect(rc4(Buffer.from(key), Buffer.from(text)).toString('hex')).toBe(expected);
  });

  it.each([
    ['0102030405', 'b2396305f03dc027ccc3524a0a1118a8'],
    ['0102030405060708090a0b0c0d0e0f10', '9ac7cc9a609d1ef7b2932899cde41b97'],
  ])('gives the key stream of %s', (key, expected) => {
    expect(rc4(Buffer.from(key, 'hex'), Buffer.alloc(16)).toString('hex')).toBe(expected);
  });

  it('leaves what it is given as it is', () => {
    const bytes = Buffer.from('abc');
    rc4(Buffer.from('k'), bytes);
    expect(bytes.toString()).toBe('abc');
  });
});
