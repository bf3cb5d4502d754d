// One request on its way through the sandbox: its body is read, its fault strikes at its moment, its reply goes out.
import { once } from 'node:events';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { finished } from 'node:stream/promises';
import { answerOf, replyWith, type AnswerContext, type RawReply, type Reply } from './answers';
import type { ReceivedDocument } from './check-zip';
import { objectionTo, stopAt, strikesAt, type Moment } from './fault-moments';
import type { Fault } from './faults';
import { createPace, waited } from './pace';
import type { RequestEntry } from './request-log';
import type { Refusal } from './upload-rules';

/** `ended`: nothing is left to do for this request. */
export type Course = 'go-on' | 'ended';

export interface Exchange {
  readonly headers: IncomingHttpHeaders;
  /** What the client announced; null when it did not. */
  readonly contentLength: number | null;
  /** The body as it comes; its fault may slow it, hold it still or end it. What is not taken from here is not read. */
  body(): AsyncGenerator<Buffer, void>;
  /** Lets the fault strike if this is its moment. */
  reach(moment: Moment): Promise<Course>;
  /** What the fault has against these documents. */
  objectionTo(documents: readonly ReceivedDocument[]): Refusal | null;
  /** The batch is kept: whatever happens to the reply from here on, the server has it. */
  stored(batchId: string): void;
  /** Sends the true reply, as far as the fault leaves it true. */
  reply(reply: Reply): Promise<void>;
  /** Nothing more is done for this request. */
  end(): void;
}

export interface ExchangeParts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly fault: Fault | null;
  readonly entry: RequestEntry;
  /** Resets the connection. */
  readonly reset: () => void;
  readonly answerContext: () => AnswerContext;
}

/** `signal` fires when the sandbox closes; all connections end with it. */
export function createExchange(parts: ExchangeParts, { signal }: { signal: AbortSignal }): Exchange {
  const { request, response, fault, entry } = parts;
  const contentLength = contentLengthOf(request);
  // After an early answer the rest is read and thrown away, as nginx does, so that the client can hear it.
  const isHangingUp = fault?.kind === 'answer' && fault.hangUp === true;
  const readsOn = fault !== null && !isHangingUp && answerOf(fault, parts.answerContext()) !== null;
  let ended = false;
  // Once a request is answered, Node.js does not tell it any more that its connection ended.
  const onClose = (): void => void request.destroy();
  request.socket.once('close', onClose);

  async function strike(): Promise<void> {
    if (fault !== null) ended = (await act(fault)) === 'ended';
  }

  async function act(what: Fault): Promise<Course> {
    switch (what.kind) {
      case 'drop':
        entry.outcome({ kind: 'dropped' });
        request.socket.destroy();
        return 'ended';
      case 'reset':
        entry.outcome({ kind: 'reset' });
        parts.reset();
        return 'ended';
      case 'stall':
        return holdStill(what.forMs);
      default: {
        const answer = answerOf(what, parts.answerContext());
        if (answer === null) return 'go-on';
        await send(answer);
        return 'ended';
      }
    }
  }

  async function holdStill(forMs: number | undefined): Promise<Course> {
    entry.outcome({ kind: 'stalled' });
    if (forMs === undefined) {
      if (!request.socket.destroyed) await once(request.socket, 'close').catch(() => undefined);
      return 'ended';
    }
    // The client may have gone meanwhile; a real server goes on all the same with what it was sent whole.
    if (!(await waited(forMs, { signal }))) return 'ended';
    entry.outcome({ kind: 'under-way' });
    return 'go-on';
  }

  async function* body(): AsyncGenerator<Buffer, void> {
    const stop = stopAt(fault, contentLength);
    const pace = createPace(fault?.kind === 'slow-link' ? fault.bytesPerSecond : undefined, { signal });
    let readBytes = 0;
    if (request.headers.expect !== undefined) response.writeContinue();
    if (stop === 0) await strike();
    if (ended && !readsOn) return;
    try {
      // Destroying the request would take the connection with it, and a bad form is to get its answer.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        for (let at = 0; at < chunk.length;) {
          const roomBytes = readBytes < stop ? stop - readBytes : Infinity;
          const piece = chunk.subarray(at, at + Math.min(roomBytes, pace.pieceBytes));
          if (!(await pace.pass(piece.length))) return;
          at += piece.length;
          readBytes += piece.length;
          entry.read(piece.length);
          if (readBytes === stop) await strike();
          if (ended && !readsOn) return;
          if (!ended) yield piece;
        }
      }
    } finally {
      if (!ended) request.resume();
    }
  }

  /** Strikes before the body was looked at. */
  async function strikeEarly(): Promise<void> {
    if (readsOn) request.on('data', (chunk: Buffer) => entry.read(chunk.length));
    await strike();
    if (readsOn) await finished(request).catch(() => undefined);
  }

  async function send({ status, headers, text, cutAt, bytesPerSecond, hangUp = false }: RawReply): Promise<void> {
    if (request.socket.destroyed) {
      entry.outcome({ kind: 'broken-off' });
      return;
    }
    const hasBody = status !== 204 && status !== 304;
    const bytes = Buffer.from(hasBody ? text : '');
    const pace = createPace(bytesPerSecond, { signal });
    // Before the client can see the answer, and look here.
    entry.outcome({ kind: 'answered', status });
    response.writeHead(status, { ...(hasBody ? { 'content-length': bytes.length } : {}), ...headers });
    const part = bytes.subarray(0, cutAt);
    for (let at = 0; at < part.length && !response.destroyed; at += pace.pieceBytes) {
      if (await pace.pass(Math.min(part.length - at, pace.pieceBytes))) {
        response.write(part.subarray(at, at + pace.pieceBytes));
      }
    }
    response.flushHeaders();
    if (cutAt === undefined) response.end();
    if (cutAt !== undefined || hangUp) request.socket.destroySoon();
    const isOut = await finished(response).then(
      () => true,
      () => cutAt !== undefined,
    );
    if (!isOut) entry.outcome({ kind: 'broken-off' });
  }

  return {
    headers: request.headers,
    contentLength,
    body,
    reach: async (moment) => {
      if (!ended && request.destroyed && !request.complete) {
        ended = true;
        entry.outcome({ kind: 'broken-off' });
      }
      const size = { announcedBytes: contentLength, readBytes: entry.bodyBytes() };
      if (!ended && strikesAt(fault, moment, size)) await (moment === 'before-body' ? strikeEarly() : strike());
      return ended ? 'ended' : 'go-on';
    },
    objectionTo: (documents) => objectionTo(documents, fault),
    stored: (batchId) => entry.stored(batchId),
    reply: (reply) => send(replyWith(fault, reply)),
    end: () => {
      request.socket.off('close', onClose);
      entry.end();
    },
  };
}

/** What the client announced of its body, in bytes; null when it did not. */
export function contentLengthOf({ headers }: IncomingMessage): number | null {
  const length = headers['content-length'];
  return length === undefined ? null : Number(length);
}
