// Judges BMP, GIF and WebP by the sizes and end marks that they carry.
import type { ByteSource } from './byte-source';
import { readTail } from './file-tail';
import { complete, incomplete, type ContentJudgement } from './judgement';

/** Judges a file with a BMP header: as long as it says, or, when it does not say, as its pixels need. */
export async function inspectBmp(source: ByteSource): Promise<ContentJudgement> {
  const header = await source.read(0, 34);
  if (header.length < 34) return incomplete('bmp', 'the header is cut short');
  const pixelsAt = header.readUInt32LE(10);
  const ownSize = header.readUInt32LE(2);
  const needed = ownSize > pixelsAt ? ownSize : pixelsAt + pixelBytes(header);
  return source.sizeBytes >= needed ? complete('bmp') : incomplete('bmp', missing(needed, source));
}

function pixelBytes(header: Buffer): number {
  const hasOldHeader = header.readUInt32LE(14) === 12;
  const isCompressed = header.readUInt32LE(30) !== 0;
  // How long a compressed picture is, only its end tells.
  if (hasOldHeader || isCompressed) return 1;
  const rowBytes = Math.ceil((Math.abs(header.readInt32LE(18)) * header.readUInt16LE(28)) / 32) * 4;
  return rowBytes * Math.abs(header.readInt32LE(22));
}

/** Judges a file that starts with a GIF signature: the last block's end and the trailer have to stand at its end. */
export async function inspectGif(source: ByteSource): Promise<ContentJudgement> {
  const { bytes } = await readTail(source);
  const isEnded = bytes.length > 13 && bytes.at(-1) === 0x3b && bytes.at(-2) === 0;
  return isEnded ? complete('gif') : incomplete('gif', 'no trailer at the end');
}

/** Judges a file that starts as a RIFF container of WebP: as long as the container says. */
export async function inspectWebp(source: ByteSource): Promise<ContentJudgement> {
  const header = await source.read(0, 12);
  if (header.length < 12) return incomplete('webp', 'the header is cut short');
  const needed = header.readUInt32LE(4) + 8;
  return source.sizeBytes >= needed ? complete('webp') : incomplete('webp', missing(needed, source));
}

function missing(needed: number, { sizeBytes }: ByteSource): string {
  return `${sizeBytes} of ${needed} bytes`;
}
