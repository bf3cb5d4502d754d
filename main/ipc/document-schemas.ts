// What the calls about drops, previews and single documents may carry.
import { z } from 'zod';
import type { Calls, DocumentCalls, DropCalls, PreviewCalls } from '../../preload/contract';
import { folderDraft } from './folder-draft-schema';

const rowId = z.int().min(0);
const token = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);
const dropId = z.string().regex(/^[0-9a-f]{12}$/);
const profile = folderDraft.pick({
  credentialId: true,
  documentType: true,
  invoiceType: true,
  processingPref: true,
  sendSourceName: true,
  priority: true,
  accountId: true,
  maxDocuments: true,
  maxMegabytes: true,
  duplicates: true,
  otherImages: true,
});
const set = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('existing'), referenceNumber: z.string().max(200) }),
  z.strictObject({ kind: z.literal('new'), name: z.string().max(500) }),
  z.strictObject({ kind: z.literal('known'), setId: rowId }),
]);

type Names = keyof DocumentCalls | keyof DropCalls | keyof PreviewCalls;

export const documentSchemas: { readonly [Name in Names]: z.ZodType<Calls[Name]['request']> } = {
  'folders.preview': z.strictObject({ draft: folderDraft }),
  'folders.pickDropped': z.strictObject({ token }),
  'drops.pick': z.strictObject({ what: z.enum(['files', 'folders']) }),
  'drops.inspect': z.strictObject({ token, otherImages: z.boolean(), maxMegabytes: z.number().positive().max(1e6) }),
  'drops.send': z.strictObject({ token, profile, set }),
  'drops.list': z.strictObject({ offset: z.int().min(0), limit: z.int().min(1).max(500) }),
  'drops.discard': z.strictObject({ dropId }),
  'documents.reveal': z.strictObject({ documentId: rowId }),
  'batches.saveZip': z.strictObject({ batchId: rowId }),
  'sets.rename': z.strictObject({ setId: rowId, name: z.string().max(500) }),
};
