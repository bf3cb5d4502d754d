// What the calls about the settings of sending may carry.
import { z } from 'zod';
import { hourRules, hoursOfWeek, uploadBounds, type UploadSettingsCalls } from '../../preload/contract';

const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);

export const uploadSettingsSchemas: {
  readonly [Name in keyof UploadSettingsCalls]: z.ZodType<UploadSettingsCalls[Name]['request']>;
} = {
  'uploads.get': z.null(),
  'uploads.save': z.strictObject({
    places: within(uploadBounds.places),
    placesPerCredential: within(uploadBounds.places),
    bytesPerSecond: within(uploadBounds.bytesPerSecond).nullable(),
    timetable: z.array(z.enum(hourRules)).length(hoursOfWeek).nullable(),
    pauseOnMetered: z.boolean(),
  }),
};
