// Tests of the choice between storing and deflating.
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isWorthDeflating } from './compression';

const text = Buffer.from('<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>\n'.repeat(400));

describe('isWorthDeflating', () => {
  it('deflates a document whose sample shrinks', () => {
    expect(isWorthDeflating('pdf', text)).toBe(true);
  });

  it('stores a document whose sample does not shrink', () => {
    expect(isWorthDeflating('jpeg', randomBytes(64 * 1024))).toBe(false);
  });

  it('stores a document that would lose less than a tenth', () => {
    const mostlyRandom = Buffer.concat([randomBytes(60 * 1024), Buffer.alloc(4 * 1024)]);
    expect(isWorthDeflating('png', mostlyRandom)).toBe(false);
  });

  it('judges by the first 64 KB only', () => {
    expect(isWorthDeflating('pdf', Buffer.concat([randomBytes(64 * 1024), Buffer.alloc(1024 * 1024)]))).toBe(false);
  });

  it.each(['tiff', 'bmp'] as const)('always deflates %s', (kind) => {
    expect(isWorthDeflating(kind, randomBytes(1024))).toBe(true);
  });

  it('stores what has no bytes', () => {
    expect(isWorthDeflating('pdf', Buffer.alloc(0))).toBe(false);
  });
});
