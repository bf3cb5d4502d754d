// Judges a JPEG: its picture has to be ended by an EOI marker.
import type { ByteSource } from './byte-source';
import { readLongTail } from './file-tail';
import { complete, incomplete, type ContentJudgement } from './judgement';

const endOfImage = Buffer.from([0xff, 0xd9]);
const startOfScan = 0xda;
// Cameras write a few dozen segments before the picture.
const mostSegments = 2_000;

/** Judges a file that starts with an SOI marker. */
export async function inspectJpeg(source: ByteSource): Promise<ContentJudgement> {
  const pictureAt = await findPicture(source);
  if (pictureAt === null) return incomplete('jpeg', 'no picture after the header');
  // Only after the header: the preview in there has an EOI of its own.
  const tail = await readLongTail(source);
  const from = Math.max(0, pictureAt - tail.offset);
  if (tail.bytes.includes(endOfImage, from)) return complete('jpeg');
  // Phones append a video of megabytes to the picture.
  if (await source.includes(endOfImage, pictureAt)) return complete('jpeg');
  return incomplete('jpeg', 'no EOI marker at the end');
}

/** Where the compressed picture starts, past all header segments; null when the file ends before. */
async function findPicture(source: ByteSource): Promise<number | null> {
  let at = 2;
  for (let segment = 0; segment < mostSegments; segment += 1) {
    const bytes = await source.read(at, 4);
    const [prefix, marker] = bytes;
    // Nothing read although the file goes on: megabytes of metadata used up what may be read. The end decides alone.
    if (prefix === undefined || marker === undefined) return at + 1 < source.sizeBytes ? at : null;
    // No marker where one has to be: readers go on to the next one, so the picture may be anywhere from here.
    if (prefix !== 0xff) return at;
    if (marker === 0xff) at += 1;
    else if (isAlone(marker)) at += 2;
    else {
      if (bytes.length < 4) return null;
      at += 2 + bytes.readUInt16BE(2);
      if (marker === startOfScan) return at < source.sizeBytes ? at : null;
    }
  }
  return at;
}

/** Markers without a length and content: TEM, RST0 to RST7, SOI, EOI. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd9);
}
