// The config file's part about how much is sent at a time, how fast and when.
import { z } from 'zod';
import { uploadBounds } from '../../preload/contract';
import { defaultUploads, type UploadLimits } from '../engine/upload-limits';
import { weekInLetters } from '../settings/week-in-letters';

const places = z.int().min(uploadBounds.places.min).max(uploadBounds.places.max);
const { bytesPerSecond } = uploadBounds;

/** `uploads` in the config; without it everything is as it is without limits. */
export const uploads = z
  .strictObject({
    places: places.default(defaultUploads.places),
    placesPerCredential: places.default(defaultUploads.placesPerCredential),
    bytesPerSecond: z.int().min(bytesPerSecond.min).max(bytesPerSecond.max).nullable().default(null),
    timetable: weekInLetters.nullable().default(null),
    pauseOnMetered: z.boolean().default(false),
  })
  .prefault({}) satisfies z.ZodType<UploadLimits>;
