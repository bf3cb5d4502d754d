// How the sandbox misbehaves: each fault is a plain JSON value, because it comes from tests, files and the window.
import { z } from 'zod';

export const endpoints = [
  'uploadbatch',
  'get_access_token',
  'getaccesstokenfromrefreshtoken',
  'getbatchdocuments',
] as const;

export type Endpoint = (typeof endpoints)[number];

const count = z.int().nonnegative();
const bytesPerSecond = z.int().positive();
const waitMs = z
  .int()
  .nonnegative()
  .max(24 * 60 * 60_000);

/**
 * When a fault strikes. `before-body`: the headers are there, nothing of the body was looked at. `{ afterBytes }`: as soon
 * as this much of the body was read; a shorter body never gets there and is treated honestly. `before-storing`: the whole
 * body was read, nothing of it is kept. `after-body`: the honest work is done, so that a good batch is stored and only its
 * reply is at stake.
 */
const moment = z.union(
  [z.enum(['before-body', 'before-storing', 'after-body']), z.strictObject({ afterBytes: count })],
  'Expected "before-body", "before-storing", "after-body" or {"afterBytes": number}',
);

// What Node.js accepts in a header; anything else would fail in the middle of an answer.
const headers = z.record(z.string().regex(/^[\w!#$%&'*+.^`|~-]+$/), z.string().regex(/^[\t\x20-\x7e\x80-\xff]*$/));

export const faultSchema = z.discriminatedUnion('kind', [
  /** Answers with this instead of the truth. Without a `body` it has one in the vendor's style. */
  z.strictObject({
    kind: z.literal('answer'),
    when: moment,
    status: z.int().min(200).max(599),
    body: z.string().optional(),
    headers: headers.optional(),
    /** Adds the header Retry-After, as a number of seconds or as the date that is so far away. */
    retryAfter: z.strictObject({ seconds: count, as: z.enum(['seconds', 'date']) }).optional(),
    /** Closes the connection as soon as the answer is out, without reading what is left of the body. */
    hangUp: z.boolean().optional(),
  }),
  /** 413 for a body of more than `limitBytes`: early as nginx does, which reads on and throws away; or at its end. */
  z.strictObject({ kind: z.literal('too-large'), limitBytes: count, when: z.enum(['before-body', 'before-storing']) }),
  /** Sends elsewhere. Without a `location`: the same server under another name, which is another origin. */
  z.strictObject({
    kind: z.literal('redirect'),
    when: moment,
    status: z.literal([301, 302, 303, 307, 308]),
    location: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .optional(),
  }),
  /** Closes the connection. */
  z.strictObject({ kind: z.literal('drop'), when: moment }),
  /** Resets the connection: the client hears it at once, whatever lies in between. */
  z.strictObject({ kind: z.literal('reset'), when: moment }),
  /** Holds still without closing: for `forMs`, and goes on honestly; without it for as long as the connection lasts. */
  z.strictObject({ kind: z.literal('stall'), when: moment, forMs: waitMs.optional() }),
  /** Reads the body at most this fast. */
  z.strictObject({ kind: z.literal('slow-link'), bytesPerSecond }),
  /** Sends the true reply at most this fast. */
  z.strictObject({ kind: z.literal('slow-reply'), bytesPerSecond }),
  /** 200 without the batch id, the batch stored or not. */
  z.strictObject({ kind: z.literal('no-batch-id'), when: z.enum(['before-storing', 'after-body']) }),
  /** Accepts a set's creation without telling its number, as older servers do. */
  z.strictObject({ kind: z.literal('no-set-number') }),
  /** 200 with the log-in page of a guest network, which stores nothing; or, `after-body`, instead of the true reply. */
  z.strictObject({ kind: z.literal('html-page'), when: moment }),
  /** The true reply breaks off after these bytes (half of it when not given), short of its Content-Length. */
  z.strictObject({ kind: z.literal('cut-reply'), afterBytes: count.optional() }),
  /** Half of the true reply as if it were all of it. */
  z.strictObject({ kind: z.literal('short-json') }),
  /** Text before the JSON of the true reply; a warning of the server's language when not given. */
  z.strictObject({ kind: z.literal('noise-before-json'), noise: z.string().optional() }),
  /** Refuses a zip with this document in it, before storing; 500 when no status is given. Other zips are accepted. */
  z.strictObject({
    kind: z.literal('poison'),
    document: z.union(
      [z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }), z.strictObject({ name: z.string().min(1) })],
      'Expected {"sha256": 64 digits of 0-9a-f} or {"name": text}',
    ),
    status: z.int().min(400).max(599).optional(),
  }),
  /** From this request on no token issued before it is good: 401, until the client fetches a new one. */
  z.strictObject({ kind: z.literal('expired-token'), which: z.enum(['access', 'access-and-refresh']) }),
]);

/** Every kind of fault, with the names of its other properties; those that may be left out end in a question mark. */
export const faultForms = faultSchema.options.map(({ shape: { kind, ...others } }) => ({
  kind: kind.value,
  properties: Object.entries<z.ZodType>(others).map(([name, type]) =>
    type.safeParse(undefined).success ? `${name}?` : name,
  ),
}));

export type Fault = z.infer<typeof faultSchema>;

/** Asked once per request. `number` counts the requests to that endpoint from 1, since this plan holds. */
export type FaultPlan = (request: { endpoint: Endpoint; number: number }) => Fault | null;

export const noFaults: FaultPlan = () => null;
