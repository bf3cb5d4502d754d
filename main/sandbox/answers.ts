// What goes back to a client, as bytes: the true reply, the true reply spoiled by a fault, or a fault's own answer.
import { STATUS_CODES } from 'node:http';
import type { Fault } from './faults';

/** A reply of the contract. */
export interface Reply {
  readonly status: number;
  readonly body: object;
}

/** A reply as it is written to the connection. */
export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Only so many bytes of the text are sent, then the connection is closed. */
  readonly cutAt?: number;
  readonly bytesPerSecond?: number;
  /** The connection is closed when the reply is out, whatever of the request is still unread. */
  readonly hangUp?: boolean;
}

export interface AnswerContext {
  readonly now: number;
  /** Where a redirect leads that names no place of its own. */
  readonly otherOrigin: string;
  readonly path: string;
  readonly releaseVersion: string;
}

export const batchIdKey = 'Function successfully executed!';

const json = { 'content-type': 'application/json' };
const html = { 'content-type': 'text/html' };

const loginPage = `<!DOCTYPE html>
<html><head><title>Guest network: please log in</title></head>
<body><h1>Welcome</h1><form method="post" action="/login"><input name="room"><button>Connect</button></form></body></html>
`;
const noiseOfPhp =
  '<br />\n<b>Notice</b>:  Undefined index: {priority} in <b>/srv/upload.php</b> on line <b>41</b><br />\n';

/** The answer of a fault that answers by itself; null for one that does something else. */
export function answerOf(fault: Fault, context: AnswerContext): RawReply | null {
  switch (fault.kind) {
    case 'answer': {
      const { status, body, headers = {}, retryAfter, hangUp = false } = fault;
      const type = body === undefined ? json : html;
      const wait: Record<string, string> =
        retryAfter === undefined ? {} : { 'retry-after': retryAfterText(retryAfter, context.now) };
      return { status, headers: { ...type, ...wait, ...headers }, text: body ?? errorText(status), hangUp };
    }
    case 'too-large':
      return {
        status: 413,
        headers: html,
        text: '<html><head><title>413 Request Entity Too Large</title></head></html>',
      };
    case 'redirect': {
      const location = fault.location ?? `${context.otherOrigin}${context.path}`;
      return { status: fault.status, headers: { ...html, location }, text: '' };
    }
    case 'html-page':
      return { status: 200, headers: html, text: loginPage };
    case 'no-batch-id':
      return { status: 200, headers: json, text: JSON.stringify({ release_version: context.releaseVersion }) };
    default:
      return null;
  }
}

/** The true reply, spoiled as the fault says. */
export function replyWith(fault: Fault | null, { status, body }: Reply): RawReply {
  const reply = { status, headers: json, text: JSON.stringify(body) };
  switch (fault?.kind) {
    case 'no-batch-id':
      return { ...reply, text: without(batchIdKey, body) };
    case 'no-set-number':
      return { ...reply, text: without('set_reference_number', body) };
    case 'cut-reply':
      return { ...reply, cutAt: fault.afterBytes ?? Math.floor(Buffer.byteLength(reply.text) / 2) };
    case 'short-json':
      return { ...reply, text: reply.text.slice(0, Math.floor(reply.text.length / 2)) };
    case 'noise-before-json':
      return { ...reply, text: `${fault.noise ?? noiseOfPhp}${reply.text}` };
    case 'slow-reply':
      return { ...reply, bytesPerSecond: fault.bytesPerSecond };
    default:
      return reply;
  }
}

/** The vendor's sentence for a 500 and a 401 (contract.md), the status' own name for the rest. */
export function errorOf(status: number): string {
  if (status === 401) return 'Incorrect username or password.';
  if (status === 500) return 'Something went wrong. Please try again later.';
  return `${STATUS_CODES[status] ?? 'Unknown'}.`;
}

function errorText(status: number): string {
  return status < 400 ? '{}' : JSON.stringify({ error: errorOf(status) });
}

function without(key: string, body: object): string {
  return JSON.stringify(Object.fromEntries(Object.entries(body).filter(([name]) => name !== key)));
}

/** RFC 9110, 10.2.3. A date knows whole seconds only; rounded up, so that nobody comes too early. */
function retryAfterText({ seconds, as }: { seconds: number; as: 'seconds' | 'date' }, now: number): string {
  if (as === 'seconds') return String(seconds);
  return new Date(Math.ceil((now + seconds * 1000) / 1000) * 1000).toUTCString();
}
