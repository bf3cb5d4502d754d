// What each call of the window may carry. Strings are bounded; unknown fields are refused.
import { z } from 'zod';
import {
  afterUploadActions,
  documentTypes,
  duplicateRules,
  inDoubtRules,
  invoiceTypes,
  processingPrefs,
  rehearsals,
  setPolicies,
  type CallName,
  type Calls,
} from '../../preload/contract';

const line = z.string().max(500);
const id = z.string().min(1).max(100);
const rowId = z.int().min(0);
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) };
const secret = z.string().max(10_000).exactOptional();

const credentialDraft = z.strictObject({
  id: id.exactOptional(),
  name: line,
  baseUrl: line,
  companyName: line,
  username: line,
  tokenMode: z.enum(['automatic', 'pasted']),
  allowPlainHttp: z.boolean(),
  inDoubt: z.enum(inDoubtRules),
  password: secret,
  token: secret,
});

const folderDraft = z.strictObject({
  id: id.exactOptional(),
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
  paused: z.boolean(),
});

const decision = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('retry') }),
  z.strictObject({ kind: z.literal('send-again') }),
  z.strictObject({ kind: z.literal('arrived'), serverBatchId: z.string().trim().min(1).max(200) }),
  z.strictObject({ kind: z.literal('withdraw') }),
]);

/** One schema per call; the type makes a missing or differing one a compile error. */
export const requestSchemas: { readonly [Name in CallName]: z.ZodType<Calls[Name]['request']> } = {
  'app.info': z.null(),
  'app.startSandbox': z.null(),
  'app.acceptWeakStorage': z.null(),
  'app.openFolder': z.strictObject({ folderId: id }),
  'app.copyText': z.strictObject({ text: z.string().max(100_000) }),
  'credentials.list': z.null(),
  'credentials.save': credentialDraft,
  'credentials.remove': z.strictObject({ id }),
  'credentials.test': credentialDraft,
  'credentials.resume': z.strictObject({ id }),
  'folders.list': z.null(),
  'folders.pick': z.null(),
  'folders.save': folderDraft,
  'folders.remove': z.strictObject({ id }),
  'folders.scan': z.strictObject({ id }),
  'documents.dismiss': z.strictObject({ documentId: rowId }),
  'documents.sendAnyway': z.strictObject({ documentId: rowId }),
  'receipts.export': z.strictObject({ format: z.enum(['csv', 'json']) }),
  'rehearsals.run': z.strictObject({ rehearsal: z.enum(rehearsals), folderId: id.nullable() }),
  'overview.get': z.null(),
  'sets.list': z.strictObject({ ...page, search: z.string().max(200) }),
  'sets.batches': z.strictObject({ ...page, setId: rowId.nullable() }),
  'sets.documents': z.strictObject({ ...page, batchId: rowId }),
  'sets.setNumber': z.strictObject({ setId: rowId, referenceNumber: z.string().trim().min(1).max(200) }),
  'queue.list': z.strictObject(page),
  'queue.decide': z.strictObject({ batchId: rowId, decision }),
};
