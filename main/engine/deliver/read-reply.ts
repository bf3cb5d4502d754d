// Reads a reply's text as far as it comes: what broke off or is too long is still evidence, and often an answer.
import type { Readable } from 'node:stream';

export interface ReplyText {
  readonly text: string;
  /** The reply broke off or was longer than is read. */
  readonly truncated: boolean;
}

/** Reads at most `limitBytes` of a decompressed reply as UTF-8, then closes it. Never rejects. */
export async function readReply(reply: Readable, limitBytes: number): Promise<ReplyText> {
  const parts: Buffer[] = [];
  let room = limitBytes;
  let truncated = false;
  // An error that comes after the reading ended would end the process.
  reply.on('error', () => undefined);
  try {
    for await (const part of reply as AsyncIterable<Buffer>) {
      parts.push(part.subarray(0, room));
      truncated = part.length > room;
      room -= part.length;
      if (truncated) break;
    }
  } catch {
    truncated = true;
  }
  return {
    text: Buffer.concat(parts)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
    truncated,
  };
}
