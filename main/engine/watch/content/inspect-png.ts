// Judges a PNG: it has to end with an IEND chunk.
import type { ByteSource } from './byte-source';
import { readLongTail } from './file-tail';
import { complete, incomplete, type ContentJudgement } from './judgement';

// No content, the chunk's name, its CRC.
const endChunk = Buffer.from('0000000049454e44ae426082', 'hex');

/** Judges a file that starts with the PNG signature. Whatever follows the IEND chunk within 64 KB is let pass. */
export async function inspectPng(source: ByteSource): Promise<ContentJudgement> {
  const tail = await readLongTail(source);
  return tail.bytes.includes(endChunk) ? complete('png') : incomplete('png', 'no IEND chunk at the end');
}
