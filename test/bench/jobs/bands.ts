// The recorded bands of the guard: how much more than plain Node.js the program may take, corpus by corpus.
import { z } from 'zod';
import type { CorpusName } from './corpora';

/**
 * The processor's time hardly depends on what else the machine does, and shows more work. The time on the clock shows
 * waiting as well; but two threads lose more than one when the machine is busy, so its band is wide.
 */
export const yardsticks = ['processor', 'clock'] as const;
export type Yardstick = (typeof yardsticks)[number];

const band = z.strictObject({
  /** Measured when it was recorded, on a quiet machine. */
  recorded: z.number().positive(),
  /** The ratio must not be greater. */
  most: z.number().positive(),
});
const pair = z.strictObject({ processor: band, clock: band });
const bands = z.strictObject({ a: pair, b: pair, c: pair });

type Band = z.infer<typeof band>;
export type Bands = z.infer<typeof bands>;
export type GuardedCorpus = Extract<CorpusName, keyof Bands>;
export type Ratios = Readonly<Record<Yardstick, number>>;

/** What the guard looks at, in this order. */
export const guarded: readonly GuardedCorpus[] = ['a', 'b', 'c'];

const room: Ratios = { processor: 1.9, clock: 4 };
// So much better than recorded, a later loss would go unnoticed.
const worthRecording = 0.5;

export interface Verdict {
  readonly isWithin: boolean;
  readonly sentence: string;
}

/** Parses the file of the bands; throws when it is not one. */
export function parseBands(text: string): Bands {
  return bands.parse(JSON.parse(text));
}

/** The bands to record for these ratios, rounded up to two digits. */
export function bandsFor(ratios: Readonly<Record<GuardedCorpus, Ratios>>): Bands {
  const up = (value: number): number => Math.ceil(value * 100) / 100;
  const bandOf = (ratio: number, room: number): Band => ({ recorded: up(ratio), most: up(ratio * room) });
  const pairOf = ({ processor, clock }: Ratios): Bands[GuardedCorpus] => ({
    processor: bandOf(processor, room.processor),
    clock: bandOf(clock, room.clock),
  });
  return { a: pairOf(ratios.a), b: pairOf(ratios.b), c: pairOf(ratios.c) };
}

/** Judges one ratio. What could not be measured is not within. */
export function judge(name: GuardedCorpus, yardstick: Yardstick, ratio: number, { recorded, most }: Band): Verdict {
  const isWithin = ratio <= most;
  const measured = `Corpus ${name}, ${words[yardstick]}: ${ratio.toFixed(2)}x plain Node.js (recorded ${recorded.toFixed(2)}x, at most ${most.toFixed(2)}x)`;
  if (!isWithin) return { isWithin, sentence: `${measured}: TOO SLOW.` };
  const advice = ratio < recorded * worthRecording ? '; much better than recorded: record new bands' : '';
  return { isWithin, sentence: `${measured}: passed${advice}.` };
}

const words: Readonly<Record<Yardstick, string>> = { processor: 'processor time', clock: 'time on the clock' };
