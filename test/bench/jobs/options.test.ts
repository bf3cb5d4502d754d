// Tests of the bench's options.
import { describe, expect, it } from 'vitest';
import { parseOptions } from './options';

describe('parseOptions', () => {
  it('measures all four corpora when nothing is said', () => {
    expect(parseOptions([])).toEqual({
      kind: 'options',
      options: {
        ...{
          corpora: ['a', 'b', 'c', 'd'],
          rounds: null,
          quick: false,
          links: [],
          json: null,
          dir: null,
          program: null,
        },
      },
    });
  });

  it('takes what is said', () => {
    const args = [
      '--corpora',
      'a, c',
      '--rounds',
      '7',
      '--quick',
      '--json',
      'x.json',
      '--dir',
      'd',
      '--program',
      'p.js',
    ];
    expect(parseOptions(args)).toMatchObject({
      options: { corpora: ['a', 'c'], rounds: 7, quick: true, json: 'x.json', dir: 'd', program: 'p.js' },
    });
  });

  it('measures lines on corpora of their own', () => {
    expect(parseOptions(['--links', '10,100,1000'])).toMatchObject({
      options: { links: [10, 100, 1000], corpora: ['a', 'c', 'text'] },
    });
  });

  it.each([
    [['--rounds', '0'], '--rounds'],
    [['--rounds', 'many'], '--rounds'],
    [['--corpora', 'a,e'], '--corpora'],
    [['--corpora', ''], '--corpora'],
    [['--links', '10,fast'], '--links'],
    [['--links', ''], '--links'],
    [['--speed'], '--speed'],
  ])('refuses %j with a sentence', (args, named) => {
    expect(parseOptions(args)).toEqual({ kind: 'problem', problem: expect.stringContaining(named) as string });
  });
});
