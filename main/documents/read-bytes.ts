// Reads a piece of an open file in steps, as fast as somebody takes them.
import type { FileHandle } from 'node:fs/promises';

const stepBytes = 256 * 1024;

/** The bytes from `first` to `last`, both included. Throws when the file ends before that. */
export async function* readBytes(file: FileHandle, first: number, last: number): AsyncGenerator<Uint8Array> {
  for (let at = first; at <= last;) {
    const bytes = Buffer.allocUnsafe(Math.min(stepBytes, last - at + 1));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, at);
    if (bytesRead === 0) throw Object.assign(new Error('The file was cut short.'), { code: 'EIO' });
    yield bytes.subarray(0, bytesRead);
    at += bytesRead;
  }
}
