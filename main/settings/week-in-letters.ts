// A timetable as people write it in a config file or a policy: seven days from Monday, each 24 letters.
import { z } from 'zod';
import type { HourRule } from '../engine/upload-limits';

const ruleByLetter: Readonly<Record<string, HourRule>> = { f: 'full', l: 'limited', '-': 'closed' };

/** What a person can read and write, where 168 words are neither. */
export const weekInLetters = z
  .array(
    z
      .string()
      .regex(/^[fl-]{24}$/, 'expected 24 letters, one for each hour: f (full), l (limited) or - (nothing is sent)'),
  )
  .length(7, 'expected seven days, Monday first')
  .transform((days) => Array.from(days.join('')).map((letter): HourRule => ruleByLetter[letter] ?? 'full'));
