// What the calls about preferences and diagnostics may carry. Ranges are checked later, where the answer names the field.
import { z } from 'zod';
import type { Calls, DiagnosticsCalls, PreferenceCalls } from '../../preload/contract';
import { languageChoices } from '../settings/language';

type Own = keyof PreferenceCalls | keyof DiagnosticsCalls;

const time = z.string().max(20).nullable();
const count = z.int().min(0);

export const preferencesSchemas: { readonly [Name in Own]: z.ZodType<Calls[Name]['request']> } = {
  'preferences.get': z.null(),
  'preferences.save': z.strictObject({
    language: z.enum(languageChoices),
    closeToTray: z.boolean(),
    startAtLogin: z.boolean(),
    notifications: z.strictObject({
      deliveries: z.boolean(),
      problems: z.boolean(),
      quietFrom: time,
      quietTo: time,
    }),
    keepZipsDays: count,
    activityDays: count,
    spoolFolder: z.string().max(4_096).nullable(),
    spoolMaxMegabytes: count.nullable(),
  }),
  'diagnostics.collect': z.null(),
};
