// Tests of what the fixtures cannot show: dictionaries of other handlers, and damaged ones.
import { describe, expect, it } from 'vitest';
import { checkEmptyPassword } from './empty-password';
import { parseDictionaryAt, type PdfDictionary } from './parse-object';

function aDictionary(text: string): PdfDictionary {
  return parseDictionaryAt(`<<${text}>>`, 0)?.entries ?? new Map<string, never>();
}

const bytes32 = `<${'41'.repeat(32)}>`;

describe('checkEmptyPassword', () => {
  it.each([
    ['needs-password', '/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 2'],
    ['needs-password', `/Filter /Standard /V 5 /R 6 /StmF /StdCF /U <${'41'.repeat(48)}>`],
    ['needs-password', '/Filter /FOPN_foweb /V 1 /Length 40'],
    ['needs-password', `/Filter /Standard /V 2 /R 3 /Length 128 /O ${bytes32} /U ${bytes32} /P -4`],
    ['cannot-tell', `/Filter /Standard /V 5 /R 7 /StmF /StdCF /O ${bytes32} /U ${bytes32} /P -4`],
    ['opens', '/Filter /Standard /V 4 /R 4 /CF << >> /StmF /Identity /StrF /Identity /EFF /StdCF'],
    ['cannot-tell', ''],
    ['cannot-tell', '/Filter /Standard'],
    ['cannot-tell', `/Filter /Standard /R 3 /U ${bytes32}`],
    ['cannot-tell', `/Filter /Standard /R 3 /U <00> /O ${bytes32} /P -4`],
    ['cannot-tell', '/Filter /Standard /V 5 /R 6 /StmF /StdCF /U (short)'],
  ])('answers %s to << %s >>', (expected, text) => {
    expect(checkEmptyPassword(aDictionary(text), Buffer.alloc(16))).toBe(expected);
  });
});
