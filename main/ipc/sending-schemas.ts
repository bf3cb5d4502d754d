// What the calls about sending may carry: pauses, the queue's order and its groups.
import { z } from 'zod';
import { queueGroups, type Calls, type SendingCalls } from '../../preload/contract';

// As the program makes them; nothing that could mean something in a path, a log or a key.
const id = z.string().regex(/^[A-Za-z0-9_-]{1,100}$/);
const all = { scope: z.literal('all') };
const credential = { scope: z.literal('credential'), id };
const folder = { scope: z.literal('folder'), id };
const until = z.int().min(0).nullable();

/** A page of the queue, or of one of its groups. */
export const queueListRequest: z.ZodType<Calls['queue.list']['request']> = z.strictObject({
  offset: z.int().min(0),
  limit: z.int().min(1).max(500),
  group: z.enum(queueGroups).exactOptional(),
});

export const sendingSchemas: { readonly [Name in keyof SendingCalls]: z.ZodType<SendingCalls[Name]['request']> } = {
  'pauses.list': z.null(),
  'pauses.set': z.discriminatedUnion('scope', [
    z.strictObject({ ...all, until }),
    z.strictObject({ ...credential, until }),
    z.strictObject({ ...folder, until }),
  ]),
  'pauses.end': z.discriminatedUnion('scope', [
    z.strictObject(all),
    z.strictObject(credential),
    z.strictObject(folder),
  ]),
  'queue.prioritize': z.strictObject({ batchId: z.int().min(0), prioritized: z.boolean() }),
};
