// What each call of the window may carry. Strings are bounded; unknown fields are refused.
import { z } from 'zod';
import { inDoubtRules, rehearsals, type CallName, type Calls } from '../../preload/contract';
import { documentSchemas } from './document-schemas';
import { folderDraft } from './folder-draft-schema';
import { ledgerSchemas } from './ledger-schemas';
import { preferencesSchemas } from './preferences-schemas';
import { queueListRequest, sendingSchemas } from './sending-schemas';
import { uploadSettingsSchemas } from './upload-settings-schemas';

const line = z.string().max(500);
// As the program makes them; nothing that could mean something in a path, a log or a key.
const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);
const rowId = z.int().min(0);
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) };
const secret = z.string().max(10_000).exactOptional();

const trustDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('authority'), pem: z.string().max(1_000_000).exactOptional() }),
  z.strictObject({ kind: z.literal('pinned'), fingerprint: z.string().max(200) }),
]);
const proxyDraft = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('manual'),
    host: z.string().max(300),
    port: z.int().min(1).max(65_535),
    username: line.nullable(),
  }),
]);

const credentialDraft = z.strictObject({
  id: id.exactOptional(),
  name: line,
  baseUrl: line,
  companyName: line,
  username: line,
  tokenMode: z.enum(['automatic', 'pasted']),
  inDoubt: z.enum(inDoubtRules),
  password: secret,
  token: secret,
  trust: trustDraft.exactOptional(),
  proxy: proxyDraft.exactOptional(),
  proxyPassword: secret,
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
  'credentials.pickAuthority': z.null(),
  'credentials.resume': z.strictObject({ id }),
  'folders.list': z.null(),
  'folders.pick': z.null(),
  'folders.save': folderDraft,
  'folders.remove': z.strictObject({ id }),
  'folders.scan': z.strictObject({ id }),
  'documents.dismiss': z.strictObject({ documentId: rowId }),
  'documents.sendAnyway': z.strictObject({ documentId: rowId }),
  'policy.get': z.null(),
  'receipts.export': z.strictObject({ format: z.enum(['csv', 'json']) }),
  'rehearsals.run': z.strictObject({ rehearsal: z.enum(rehearsals), folderId: id.nullable() }),
  'sets.batches': z.strictObject({ ...page, setId: rowId.nullable() }),
  'sets.documents': z.strictObject({ ...page, batchId: rowId }),
  'sets.setNumber': z.strictObject({ setId: rowId, referenceNumber: z.string().trim().min(1).max(200) }),
  'queue.list': queueListRequest,
  'queue.decide': z.strictObject({ batchId: rowId, decision }),
  ...documentSchemas,
  ...ledgerSchemas,
  ...sendingSchemas,
  ...uploadSettingsSchemas,
  ...preferencesSchemas,
};
