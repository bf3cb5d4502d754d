// What may stand in a policy file. Strict: a name with a typing error must not pass for a rule that holds.
import { z } from 'zod';
import { preferenceBounds, uploadBounds, updateChannels } from '../../preload/contract';
import {
  afterUploadActions,
  defaultWatch,
  documentTypes,
  duplicateRules,
  invoiceTypes,
  processingPrefs,
  watchModes,
} from '../engine/model';
import { languageChoices } from '../settings/language';
import { savedCredential } from '../settings/settings-file';
import { weekInLetters } from '../settings/week-in-letters';

const text = z.string().trim().min(1).max(500);
/** The stable name of an entry: by it secrets and changes of a person are found again. */
const entryId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected 1 to 40 of a-z, 0-9 and -');
const within = ({ min, max }: { readonly min: number; readonly max: number }) => z.int().min(min).max(max);
const entry = { id: entryId, locked: z.boolean() };
const set = <Value extends z.ZodType>(value: Value) => z.strictObject({ value, locked: z.boolean() }).exactOptional();

const credential = z.strictObject({
  // Everything that a credential has, also what later versions add; secrets are kept apart from it anyway.
  ...savedCredential.omit({ id: true, sandbox: true }).shape,
  ...entry,
  ...{ name: text, baseUrl: text, companyName: text, username: text },
  tokenMode: z.enum(['automatic', 'pasted']).default('automatic'),
});

const newSet = <Name extends string>(name: Name) => z.strictObject({ policy: z.literal(name), name: text });
const folder = z.strictObject({
  ...entry,
  path: text,
  credential: entryId,
  documentType: z.enum(documentTypes),
  invoiceType: z.enum(invoiceTypes),
  processingPref: z.enum(processingPrefs),
  sourceName: z.literal('API').optional(),
  priority: z.boolean().optional(),
  accountId: text.optional(),
  set: z
    .discriminatedUnion('policy', [
      z.strictObject({ policy: z.literal('none') }),
      z.strictObject({ policy: z.literal('existing'), referenceNumber: text }),
      newSet('new-per-folder'),
      newSet('new-per-subfolder'),
      newSet('new-per-day'),
      newSet('new-per-week'),
      newSet('new-per-month'),
      newSet('new-per-batch'),
    ])
    .default({ policy: 'none' }),
  batch: z
    .strictObject({
      quietMs: z.int().min(0).max(86_400_000).default(10_000),
      maxDocuments: z.int().min(1).max(1_000).default(100),
      maxBytes: z
        .int()
        .min(1024 * 1024)
        .max(2_048 * 1024 * 1024)
        .default(100 * 1024 * 1024),
    })
    .prefault({}),
  afterUpload: z.enum(afterUploadActions).default('leave'),
  duplicates: z.enum(duplicateRules).default('ask'),
  otherImages: z.boolean().default(false),
  watch: z
    .strictObject({
      mode: z.enum(watchModes).default(defaultWatch.mode),
      pollMs: z.int().min(5_000).max(3_600_000).default(defaultWatch.pollMs),
    })
    .prefault({}),
});

/** A whole policy file. Every entry says whether it is locked: nobody has to know what leaving that out would mean. */
export const policySchema = z.strictObject({
  version: z.literal(1, 'expected 1, the only version there is'),
  organisation: text.max(100),
  contact: text.max(200).optional(),
  credentials: z.array(credential).max(100).default([]),
  folders: z.array(folder).max(200).default([]),
  settings: z
    .strictObject({
      language: set(z.enum(languageChoices)),
      keepZipsDays: set(within(preferenceBounds.keepZipsDays)),
      activityDays: set(within(preferenceBounds.activityDays)),
      spoolMaxMegabytes: set(within(preferenceBounds.spoolMaxMegabytes).nullable()),
      places: set(within(uploadBounds.places)),
      placesPerCredential: set(within(uploadBounds.places)),
      bytesPerSecond: set(within(uploadBounds.bytesPerSecond).nullable()),
      timetable: set(weekInLetters.nullable()),
      pauseOnMetered: set(z.boolean()),
    })
    .default({}),
  updateChannel: set(z.enum(updateChannels)),
});

export type PolicyFile = z.infer<typeof policySchema>;
