// The documents of a rehearsal: small invented ones, or pictures that are as large as is asked for.
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeSampleDocuments } from '../sandbox/samples';

export interface RehearsalDocument {
  /** Inside the inbox, with `/` between names. */
  readonly relativePath: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** `small`: the sample documents as they are. Else pictures of about this many bytes each. */
export type DocumentChoice = 'small' | { readonly pictures: number; readonly sizeBytes: number };

/** Writes the documents into the inbox. No two have the same content. */
export async function writeDocuments(inbox: string, choice: DocumentChoice): Promise<RehearsalDocument[]> {
  const paths = choice === 'small' ? await writeSampleDocuments(inbox) : await writePictures(inbox, choice);
  return Promise.all(
    paths.map(async (relativePath) => {
      const content = await readFile(join(inbox, relativePath));
      return { relativePath, sha256: sha256Of(content), sizeBytes: content.length };
    }),
  );
}

async function writePictures(
  inbox: string,
  { pictures, sizeBytes }: Exclude<DocumentChoice, 'small'>,
): Promise<string[]> {
  const picture = await samplePicture(dirname(inbox));
  const paths = Array.from({ length: pictures }, (_, index) =>
    // Some lie in a sub-folder, because a set policy may go by that.
    index % 2 === 0 ? `Scan ${index + 1}.png` : `Scanned/Scan ${index + 1}.png`,
  );
  for (const path of paths) {
    await mkdir(dirname(join(inbox, path)), { recursive: true });
    await writeFile(join(inbox, path), enlarged(picture, sizeBytes));
  }
  return paths;
}

async function samplePicture(home: string): Promise<Buffer> {
  const samples = await mkdtemp(join(home, 'samples-'));
  try {
    const picture = (await writeSampleDocuments(samples)).find((path) => path.endsWith('.png'));
    if (picture === undefined) throw new Error('the sample documents have no PNG');
    return await readFile(join(samples, picture));
  } finally {
    await rm(samples, { recursive: true, force: true });
  }
}

// The signature, and the IHDR chunk that has to come first (PNG specification, 5.2 and 5.6).
const beginningBytes = 8 + 25;
// A chunk that nobody but its maker knows; programs pass it over (5.4).
const chunkName = Buffer.from('fiLl');

/** The same picture with a chunk of chance bytes behind its first one: larger, and its own. */
function enlarged(picture: Buffer, sizeBytes: number): Buffer {
  const named = Buffer.concat([chunkName, randomBytes(Math.max(1, sizeBytes - picture.length))]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(named.length - chunkName.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(named));
  return Buffer.concat([
    picture.subarray(0, beginningBytes),
    ...[length, named, checksum],
    picture.subarray(beginningBytes),
  ]);
}

function sha256Of(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
