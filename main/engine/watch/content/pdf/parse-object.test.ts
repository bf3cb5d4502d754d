// Tests of the PDF object parser.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrayIn, dictionaryIn, nameIn, numberIn, parseDictionaryAt, parseObject, stringIn } from './parse-object';

function bytesOf(text: string): string | null {
  const object = parseObject(text, 0)?.object;
  return object?.type === 'string' ? object.bytes.toString('latin1') : null;
}

describe('parseObject', () => {
  it.each([
    ['12', 12],
    ['-3.5', -3.5],
    ['+.5 ', 0.5],
    [' % a remark\n 7', 7],
  ])('reads the number %j', (text, value) => {
    expect(parseObject(text, 0)?.object).toEqual({ type: 'number', value });
  });

  it.each([
    ['(plain)', 'plain'],
    ['(a (nested) one)', 'a (nested) one'],
    ['(\\(\\)\\\\\\n\\t\\101\\7)', '()\\\n\tA\x07'],
    ['(one \\\r\nline)', 'one line'],
    ['(line\r\nend\rs)', 'line\nend\ns'],
    ['(\\x)', 'x'],
    ['<48 65\n6c6C6f>', 'Hello'],
    ['<487>', 'Hp'],
    ['()', ''],
  ])('reads the string %j', (text, value) => {
    expect(bytesOf(text)).toBe(value);
  });

  it('reads a dictionary with everything in it', () => {
    const text = '<</Size 9/Root 1 0 R /ID[<00><01>]/N/A#42 /CF <</StdCF<</Length 16>>>> /T true % x\n/U(a)>>rest';
    const parsed = parseDictionaryAt(text, 0);
    expect(parsed?.end).toBe(text.length - 4);
    const entries = parsed?.entries ?? new Map<string, never>();
    expect(numberIn(entries, 'Size')).toBe(9);
    expect(entries.get('Root')).toEqual({ type: 'reference', objectNumber: 1, generation: 0 });
    expect(arrayIn(entries, 'ID')).toHaveLength(2);
    expect(nameIn(entries, 'N')).toBe('AB');
    expect(dictionaryIn(entries, 'CF')?.has('StdCF')).toBe(true);
    expect(entries.get('T')).toEqual({ type: 'word', word: 'true' });
    expect(stringIn(entries, 'U')?.toString()).toBe('a');
  });

  it('tells two numbers from a reference', () => {
    expect(parseObject('[1 0 2 0 R 3]', 0)?.object).toEqual({
      type: 'array',
      items: [
        { type: 'number', value: 1 },
        { type: 'number', value: 0 },
        { type: 'reference', objectNumber: 2, generation: 0 },
        { type: 'number', value: 3 },
      ],
    });
  });

  it.each(['', '  ', '<<', '<< /A', '<< /A 1', '<< 1 2 >>', '[1', '(open', '<12', '>>', ')', '% only'])(
    'finds nothing whole in %j',
    (text) => {
      expect(parseObject(text, 0)).toBeNull();
    },
  );

  it('gives up on nesting without end', () => {
    expect(parseObject('['.repeat(100_000), 0)).toBeNull();
    expect(parseObject('<</A'.repeat(100_000), 0)).toBeNull();
  });

  it('takes any text', () => {
    const piece = fc.constantFrom(
      '<<',
      '>>',
      '[',
      ']',
      '(',
      ')',
      '<',
      '>',
      '/A',
      '1 0 R',
      '\\',
      '%',
      '\n',
      '12',
      ' ',
      'null',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        const parsed = parseObject(text, 0);
        if (parsed !== null) expect(parsed.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
