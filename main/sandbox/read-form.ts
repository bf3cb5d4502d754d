// Reads a multipart request of the sandbox: text fields into memory, the file straight to disk with its hash.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Exchange } from './exchange';

export interface ReceivedForm {
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** The one file; null when there was none. */
  readonly file: { readonly fieldName: string; readonly sha256: string; readonly sizeBytes: number } | null;
  readonly files: number;
}

/** Reads the whole request. null when it is no multipart form or broke off. */
export async function readForm(
  { headers, body }: Pick<Exchange, 'headers' | 'body'>,
  filePath: string,
): Promise<ReceivedForm | null> {
  const contentType = headers['content-type'] ?? '';
  if (!contentType.startsWith('multipart/form-data')) {
    // To its end all the same: a fault may wait inside.
    await pipeline(body(), new Writable({ write: (_chunk, _encoding, done) => done() })).catch(() => undefined);
    return null;
  }
  const fields = new Map<string, string[]>();
  const written: Promise<ReceivedForm['file']>[] = [];
  let files = 0;
  try {
    const form = new Busboy({ headers: { ...headers, 'content-type': contentType } });
    form.on('field', (name: string, value: string) => {
      fields.set(name, [...(fields.get(name) ?? []), value]);
    });
    form.on('file', (fieldName: string, stream: NodeJS.ReadableStream) => {
      files += 1;
      if (files > 1) stream.resume();
      else {
        const writing = writeFileOf(fieldName, stream, filePath);
        // Awaited below; until then a broken connection must not count as unhandled.
        writing.catch(() => undefined);
        written.push(writing);
      }
    });
    await pipeline(body(), form);
    return { fields, file: (await Promise.all(written))[0] ?? null, files };
  } catch {
    return null;
  }
}

/** The token of an `Authorization: Bearer …` header; null without one. */
export function bearerOf({ headers }: Pick<Exchange, 'headers'>): string | null {
  return /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1] ?? null;
}

async function writeFileOf(
  fieldName: string,
  stream: NodeJS.ReadableStream,
  filePath: string,
): Promise<ReceivedForm['file']> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const hashing = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      hash.update(chunk);
      sizeBytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(stream, hashing, createWriteStream(filePath, { mode: 0o600, flush: true }));
  return { fieldName, sha256: hash.digest('hex'), sizeBytes };
}
