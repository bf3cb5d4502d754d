// The config file's part about how much is sent at a time, how fast and when.
import { z } from 'zod';
import { uploadBounds } from '../../preload/contract';
import { defaultUploads, type HourRule, type UploadLimits } from '../engine/upload-limits';

const ruleByLetter: Readonly<Record<string, HourRule>> = { f: 'full', l: 'limited', '-': 'closed' };
const places = z.int().min(uploadBounds.places.min).max(uploadBounds.places.max);
const { bytesPerSecond } = uploadBounds;

/** Seven days from Monday, each 24 letters: what a person can read and write, where 168 words are neither. */
const timetable = z
  .array(
    z
      .string()
      .regex(/^[fl-]{24}$/, 'expected 24 letters, one for each hour: f (full), l (limited) or - (nothing is sent)'),
  )
  .length(7, 'expected seven days, Monday first')
  .transform((days) => Array.from(days.join('')).map((letter): HourRule => ruleByLetter[letter] ?? 'full'));

/** `uploads` in the config; without it everything is as it is without limits. */
export const uploads = z
  .strictObject({
    places: places.default(defaultUploads.places),
    placesPerCredential: places.default(defaultUploads.placesPerCredential),
    bytesPerSecond: z.int().min(bytesPerSecond.min).max(bytesPerSecond.max).nullable().default(null),
    timetable: timetable.nullable().default(null),
    pauseOnMetered: z.boolean().default(false),
  })
  .prefault({}) satisfies z.ZodType<UploadLimits>;
