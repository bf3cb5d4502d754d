// What the form of a watched folder may carry.
import { z } from 'zod';
import {
  afterUploadActions,
  documentTypes,
  duplicateRules,
  invoiceTypes,
  processingPrefs,
  setPolicies,
  watchModes,
} from '../../preload/contract';

const line = z.string().max(500);

export const folderDraft = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .exactOptional(),
  path: z.string().max(4_096),
  credentialId: z.string().max(100),
  documentType: z.enum(documentTypes),
  invoiceType: z.enum(invoiceTypes),
  processingPref: z.enum(processingPrefs),
  sendSourceName: z.boolean(),
  priority: z.boolean().nullable(),
  accountId: line,
  setPolicy: z.enum(setPolicies),
  setName: line,
  setReferenceNumber: line,
  quietSeconds: z.number(),
  maxDocuments: z.int(),
  maxMegabytes: z.number(),
  afterUpload: z.enum(afterUploadActions),
  duplicates: z.enum(duplicateRules),
  otherImages: z.boolean(),
  watchMode: z.enum(watchModes),
  pollSeconds: z.number(),
  paused: z.boolean(),
});
