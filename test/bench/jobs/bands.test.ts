// Tests of the guard's judgement, and of the bands that are recorded in the repository.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bandsFor, guarded, judge, parseBands, yardsticks } from './bands';

const band = { recorded: 2, most: 3 };

describe('judge', () => {
  it('lets pass what is within the band', () => {
    expect(judge('a', 'processor', 3, band)).toEqual({
      isWithin: true,
      sentence: 'Corpus a, processor time: 3.00x plain Node.js (recorded 2.00x, at most 3.00x): passed.',
    });
  });

  it('says what is too slow', () => {
    const { isWithin, sentence } = judge('b', 'clock', 3.01, band);
    expect(isWithin).toBe(false);
    expect(sentence).toMatch(/^Corpus b, time on the clock: .*TOO SLOW/);
  });

  it('does not let pass what could not be measured', () => {
    expect(judge('a', 'clock', NaN, band).isWithin).toBe(false);
  });

  it('asks for new bands when the old ones would let a loss go unnoticed', () => {
    expect(judge('a', 'clock', 0.9, band).sentence).toContain('record new bands');
    expect(judge('a', 'clock', 1.1, band).sentence).not.toContain('record new bands');
  });
});

describe('bandsFor', () => {
  const ratios = { a: { processor: 1.234, clock: 1 }, b: { processor: 2, clock: 2 }, c: { processor: 0.5, clock: 3 } };

  it('leaves room for chance, and more for the clock than for the processor', () => {
    const bands = bandsFor(ratios);
    expect(bands.a).toEqual({ processor: { recorded: 1.24, most: 2.35 }, clock: { recorded: 1, most: 4 } });
    for (const name of guarded) {
      expect(bands[name].processor.most).toBeLessThan(2 * bands[name].processor.recorded);
      expect(bands[name].clock.most).toBeGreaterThan(2 * bands[name].clock.recorded);
    }
  });

  it('records what it can read again', () => {
    expect(parseBands(JSON.stringify(bandsFor(ratios)))).toEqual(bandsFor(ratios));
  });
});

describe('parseBands', () => {
  it('takes what is recorded', () => {
    const bands = parseBands(readFileSync(join(import.meta.dirname, 'bands.json'), 'utf8'));
    for (const name of guarded) {
      for (const yardstick of yardsticks) {
        const band = bands[name][yardstick];
        expect(judge(name, yardstick, band.recorded, band).isWithin).toBe(true);
      }
    }
  });

  it.each(['{}', '{"a": {"clock": {"recorded": 1, "most": 2}}}', '{"a": 1, "b": 1, "c": 1}', 'nothing'])(
    'refuses %s',
    (text) => {
      expect(() => parseBands(text)).toThrow();
    },
  );
});
