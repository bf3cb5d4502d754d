// Property tests of the content check: cut, damaged and random bytes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ByteSource } from './byte-source';
import { judgeContent } from './judge-content';
import type { ContentJudgement } from './judgement';

const folder = join(import.meta.dirname, 'fixtures');
const documents = readdirSync(folder)
  .filter((name) => /\.(?:pdf|jpg|png|tif|bmp|gif|webp)$/.test(name))
  .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));

/** Counts what is asked for, so that a judgement that reads without end is caught. */
function aSource(bytes: Buffer): ByteSource & { readonly asked: { count: number } } {
  const asked = { count: 0 };
  return {
    asked,
    sizeBytes: bytes.length,
    read: (offset, length) => {
      asked.count += 1;
      const isInside = Number.isSafeInteger(offset) && offset >= 0 && offset < bytes.length && length > 0;
      return Promise.resolve(
        isInside ? bytes.subarray(offset, Math.min(bytes.length, offset + length)) : Buffer.alloc(0),
      );
    },
    includes: (wanted, from) => Promise.resolve(bytes.includes(wanted, from)),
  };
}

async function judge(bytes: Buffer): Promise<ContentJudgement> {
  const source = aSource(bytes);
  const judgement = await judgeContent(source, true);
  expect(source.asked.count).toBeLessThan(6_000);
  return judgement;
}

describe('a document cut short', () => {
  const whole = ['complete', 'encrypted'];

  it.each(documents)('is incomplete wherever $name is cut', async ({ name, bytes }) => {
    expect(whole).toContain((await judge(bytes)).kind);
    // What only follows the end mark may be missing.
    const trailing =
      name === 'updated.pdf' ? [bytes.indexOf('%%EOF') + 5, bytes.indexOf('6 0 obj', bytes.indexOf('%%EOF')) + 6] : [];
    const end = bytes.toString('latin1').trimEnd().length;
    for (let length = 1; length < bytes.length; length += 1) {
      const { kind } = await judge(bytes.subarray(0, length));
      const mayBeWhole = length >= end || (length >= (trailing[0] ?? Infinity) && length <= (trailing[1] ?? 0));
      if (mayBeWhole) expect([...whole, 'incomplete']).toContain(kind);
      else expect(`${length}: ${kind}`).toBe(`${length}: incomplete`);
    }
  });
});

describe('hostile bytes', () => {
  const document = fc.constantFrom(...documents.map(({ bytes }) => bytes));
  const kinds = ['complete', 'incomplete', 'wrong-type', 'encrypted'];

  it('get a judgement when they are random', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 4_000 }), async (bytes) => {
        expect(kinds).toContain((await judge(Buffer.from(bytes))).kind);
      }),
    );
  });

  it('get a judgement when they follow a good beginning', async () => {
    await fc.assert(
      fc.asyncProperty(document, fc.nat(200), fc.uint8Array({ maxLength: 2_000 }), async (bytes, kept, rest) => {
        expect(kinds).toContain((await judge(Buffer.concat([bytes.subarray(0, kept + 1), rest]))).kind);
      }),
    );
  });

  it('get a judgement when a document is damaged here and there', async () => {
    const damage = fc.array(fc.tuple(fc.nat(5_000), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(document, damage, async (bytes, changes) => {
        const damaged = Buffer.from(bytes);
        for (const [at, value] of changes) damaged[at % damaged.length] = value;
        expect(kinds).toContain((await judge(damaged)).kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it('get a judgement when numbers in a PDF are wrong', async () => {
    const pdf = fc.constantFrom(...documents.filter(({ name }) => name.endsWith('.pdf')).map(({ bytes }) => bytes));
    const number = fc.oneof(fc.nat(3_000), fc.constantFrom(-1, 99_999_999_999, 1e21, 2 ** 53));
    await fc.assert(
      fc.asyncProperty(pdf, fc.nat(80), number, async (bytes, which, value) => {
        let seen = 0;
        const text = bytes.toString('latin1').replace(/\d+/g, (digits) => {
          seen += 1;
          return seen % 80 === which ? String(value) : digits;
        });
        expect(kinds).toContain((await judge(Buffer.from(text, 'latin1'))).kind);
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not lead round in circles', async () => {
    const loop = '%PDF-1.4\nxref\n0 0\ntrailer\n<< /Size 1 /Prev 9 /XRefStm 9 >>\nstartxref\n9\n%%EOF\n';
    expect((await judge(Buffer.from(loop))).kind).toBe('complete');
    const tiff = Buffer.from('49492a000800000001000001040001000000000000000800000000000000', 'hex');
    tiff.writeUInt32LE(8, 22);
    expect(kinds).toContain((await judge(tiff)).kind);
  });
});
