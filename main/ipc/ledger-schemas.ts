// What the calls of the ledger's pages may carry: overview, attention, sets, batches, activity, search.
import { z } from 'zod';
import {
  activityKinds,
  attentionKinds,
  bulkLimit,
  periods,
  setStates,
  type ActivityCalls,
  type BatchCalls,
  type Calls,
  type SearchCalls,
} from '../../preload/contract';

type LedgerCall =
  | keyof ActivityCalls
  | keyof BatchCalls
  | keyof SearchCalls
  | 'overview.get'
  | 'attention.list'
  | 'attention.counts'
  | 'documents.dismissMany'
  | 'documents.sendAnywayMany'
  | 'queue.decideMany'
  | 'sets.list'
  | 'sets.get'
  | 'sets.batchIds'
  | 'sets.export';

// As the program makes them; nothing that could mean something in a path, a log or a key.
const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);
const rowId = z.int().min(0);
const text = z.string().max(200);
const limit = z.int().min(1).max(500);
const page = { offset: z.int().min(0), limit };
const many = z.array(rowId).min(1).max(bulkLimit);

export const ledgerSchemas: { readonly [Name in LedgerCall]: z.ZodType<Calls[Name]['request']> } = {
  'overview.get': z.strictObject({ period: z.enum(periods) }),
  'attention.list': z.strictObject({
    ...page,
    kinds: z.array(z.enum(attentionKinds)).max(attentionKinds.length).exactOptional(),
    folderId: id.exactOptional(),
  }),
  'attention.counts': z.strictObject({ folderId: id.exactOptional() }),
  'documents.dismissMany': z.strictObject({ documentIds: many }),
  'documents.sendAnywayMany': z.strictObject({ documentIds: many }),
  'queue.decideMany': z.strictObject({
    batchIds: many,
    decision: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('retry') }),
      z.strictObject({ kind: z.literal('send-again') }),
      z.strictObject({ kind: z.literal('withdraw') }),
    ]),
  }),
  'sets.list': z.strictObject({
    ...page,
    search: text,
    states: z.array(z.enum(setStates)).max(setStates.length).exactOptional(),
  }),
  'sets.get': z.strictObject({ setId: rowId.nullable() }),
  'sets.batchIds': z.strictObject({ ...page, setId: rowId.nullable() }),
  'sets.export': z.strictObject({ setId: rowId.nullable() }),
  'batches.get': z.strictObject({ batchId: rowId }),
  'batches.attempts': z.strictObject({ ...page, batchId: rowId }),
  'batches.evidence': z.strictObject({ batchId: rowId, attempt: z.int().min(1) }),
  'activity.list': z.strictObject({
    before: rowId.nullable(),
    limit,
    kinds: z.array(z.enum(activityKinds)).max(activityKinds.length).exactOptional(),
    folderId: id.exactOptional(),
    credentialId: id.exactOptional(),
    text: text.exactOptional(),
  }),
  'search.find': z.strictObject({ text }),
};
