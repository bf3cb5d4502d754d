// The last bytes of a file, without what copying programs and old scanners fill it up with.
import type { ByteSource } from './byte-source';

export interface FileTail {
  readonly bytes: Buffer;
  /** Where `bytes` start in the file. */
  readonly offset: number;
}

const shortBytes = 4 * 1024;
const longBytes = 64 * 1024;

/** The last 4 KB (64 KB when these are all filling), without zero bytes and blanks at the end. */
export async function readTail(source: ByteSource): Promise<FileTail> {
  const short = await lastBytes(source, shortBytes);
  // A quarter left is enough for every format's end marks.
  return short.bytes.length >= shortBytes / 4 ? short : lastBytes(source, longBytes);
}

/** The last 64 KB, without zero bytes and blanks at the end. */
export function readLongTail(source: ByteSource): Promise<FileTail> {
  return lastBytes(source, longBytes);
}

async function lastBytes(source: ByteSource, length: number): Promise<FileTail> {
  const offset = Math.max(0, source.sizeBytes - length);
  const bytes = await source.read(offset, length);
  let end = bytes.length;
  while (end > 0 && isFilling(bytes[end - 1] ?? 0)) end -= 1;
  return { bytes: bytes.subarray(0, end), offset };
}

function isFilling(byte: number): boolean {
  return byte === 0 || byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
