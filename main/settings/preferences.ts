// The settings' section about how the program behaves on this computer, with its defaults.
import { z } from 'zod';
import { preferenceBounds } from '../../preload/contract';

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);

/** Local time as "HH:MM". */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** The section as it stands in the settings file; whatever is missing has its default. */
export const preferences = z.object({
  closeToTray: z.boolean().default(true),
  startAtLogin: z.boolean().default(false),
  notifications: z
    .object({
      deliveries: z.boolean().default(true),
      problems: z.boolean().default(true),
      quietFrom: timeOfDay.nullable().default(null),
      quietTo: timeOfDay.nullable().default(null),
    })
    .prefault({}),
  keepZipsDays: within(preferenceBounds.keepZipsDays).default(0),
  activityDays: within(preferenceBounds.activityDays).default(90),
  spoolFolder: z.string().nullable().default(null),
  spoolMaxMegabytes: within(preferenceBounds.spoolMaxMegabytes).nullable().default(null),
  /** The person knows that closing the window does not end the program. */
  knowsTray: z.boolean().default(false),
});

export type SavedPreferences = z.infer<typeof preferences>;
