// Really unzips what the sandbox received, and looks at every document in it.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';

export interface ReceivedDocument {
  readonly name: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export type ZipCheck =
  | { readonly kind: 'documents'; readonly documents: readonly ReceivedDocument[] }
  | { readonly kind: 'refused'; readonly error: string };

const kinds: readonly { readonly offset: number; readonly bytes: Buffer }[] = [
  { offset: 0, bytes: Buffer.from([0xff, 0xd8, 0xff]) },
  { offset: 0, bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
  { offset: 0, bytes: Buffer.from('II*\0', 'latin1') },
  { offset: 0, bytes: Buffer.from('MM\0*', 'latin1') },
  { offset: 0, bytes: Buffer.from('BM') },
  { offset: 0, bytes: Buffer.from('GIF8') },
  { offset: 8, bytes: Buffer.from('WEBP') },
];

/** Reads every entry: its checksum has to fit, and its content has to be a PDF or an image. */
export async function checkZip(path: string): Promise<ZipCheck> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, strictFileNames: true });
  } catch {
    return { kind: 'refused', error: 'file is not a zip.' };
  }
  try {
    const documents: ReceivedDocument[] = [];
    const names = new Set<string>();
    for await (const entry of zip.eachEntry()) {
      const problem = nameProblem(entry, names);
      if (problem !== null) return { kind: 'refused', error: problem };
      names.add(entry.fileName.toLowerCase());
      const { head, sizeBytes, sha256 } = await readEntry(zip, entry);
      if (!isDocument(head)) return { kind: 'refused', error: `${entry.fileName} is neither a PDF nor an image.` };
      documents.push({ name: entry.fileName, sizeBytes, sha256 });
    }
    if (documents.length === 0) return { kind: 'refused', error: 'file is an empty zip.' };
    return { kind: 'documents', documents };
  } catch {
    return { kind: 'refused', error: 'file is a damaged zip.' };
  } finally {
    zip.close();
  }
}

function nameProblem(entry: Entry, names: ReadonlySet<string>): string | null {
  const name = entry.fileName;
  if (entry.isEncrypted()) return `${name} is encrypted.`;
  if (/[/\\]/.test(name)) return `${name} lies in a folder; documents belong at the top of the zip.`;
  if (names.has(name.toLowerCase())) return `${name} is in the zip twice.`;
  return null;
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<{ head: Buffer; sizeBytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  let sum = 0;
  for await (const part of await zip.openReadStreamPromise(entry)) {
    const bytes = part as Buffer;
    if (head.length < 1024) head = Buffer.concat([head, bytes.subarray(0, 1024 - head.length)]);
    hash.update(bytes);
    sum = crc32(bytes, sum);
    sizeBytes += bytes.length;
  }
  // yauzl checks sizes, but leaves the checksum to its caller.
  if (sum !== entry.crc32) throw new Error('The checksum does not fit.');
  return { head, sizeBytes, sha256: hash.digest('hex') };
}

function isDocument(head: Buffer): boolean {
  if (head.includes('%PDF-')) return true;
  return kinds.some(({ offset, bytes }) => head.subarray(offset, offset + bytes.length).equals(bytes));
}
