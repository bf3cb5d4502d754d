// Opens the content of a document: the original while it is the file that was sealed, else its entry in the sealed zip.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { documentFlags, liesInside } from '../engine/lies-inside';
import type { DocumentSource } from '../ledger/views/source-views';
import { readBytes } from './read-bytes';
import { openSpooledZip } from './spooled-zip';

export interface DocumentContent {
  readonly sizeBytes: number;
  /** The bytes from `first` to `last`, both included. Throws when they cannot be read. */
  bytes(first: number, last: number): AsyncIterable<Uint8Array>;
  /** To be called once, when nobody reads any more. */
  close(): Promise<void>;
}

/** null when the content is nowhere any more. Never rejects. */
export async function openContent(source: DocumentSource, spoolFolder: string): Promise<DocumentContent | null> {
  return (await openOriginal(source)) ?? (await openEntry(source, spoolFolder).catch(() => null));
}

/** Where the original is: where it was moved to, else where it was found. */
export function originalPlaces({ folderPath, movedTo, relativePath }: DocumentSource): readonly string[] {
  const places = movedTo === null ? [relativePath] : [movedTo, relativePath];
  return places.map((place) => join(folderPath, place));
}

async function openOriginal(source: DocumentSource): Promise<DocumentContent | null> {
  for (const path of originalPlaces(source)) {
    const file = await open(path, documentFlags).catch(() => null);
    if (file === null) continue;
    const isInside = await liesInside(file, path, source.folderPath).catch(() => false);
    const stats = await file.stat().catch(() => null);
    if (isInside && stats?.isFile() === true && stats.size === source.sizeBytes && stats.mtimeMs === source.mtimeMs) {
      return {
        sizeBytes: stats.size,
        bytes: (first, last) => readBytes(file, first, last),
        close: () => file.close(),
      };
    }
    // Nothing was written, so nothing can be lost by a failing close.
    await file.close().catch(() => undefined);
  }
  return null;
}

async function openEntry({ sealed, sizeBytes }: DocumentSource, spoolFolder: string): Promise<DocumentContent | null> {
  if (sealed === null) return null;
  const options = { lazyEntries: true, strictFileNames: true, autoClose: false } as const;
  const zip = await openSpooledZip(spoolFolder, sealed.zipName, (path) => openPromise(path, options));
  if (zip === null) return null;
  const close = (): Promise<void> => {
    // Takes effect when no entry is being read any more.
    zip.close();
    return Promise.resolve();
  };
  // A damaged one has no entry to show: whoever sends it finds that out for himself.
  const entry = await findEntry(zip, sealed.entryName).catch(() => null);
  if (entry?.uncompressedSize === sizeBytes) {
    return { sizeBytes, bytes: (first, last) => entryBytes(zip, entry, first, last), close };
  }
  await close();
  return null;
}

async function findEntry(zip: ZipFile, name: string): Promise<Entry | null> {
  for await (const entry of zip.eachEntry()) if (entry.fileName === name) return entry;
  return null;
}

const stored = 0;

async function* entryBytes(zip: ZipFile, entry: Entry, first: number, last: number): AsyncGenerator<Uint8Array> {
  // Only in an entry that is not compressed can reading begin in the middle.
  const isStored = entry.compressionMethod === stored;
  const stream = isStored
    ? await zip.openReadStreamPromise(entry, { start: first, end: last + 1 })
    : await zip.openReadStreamPromise(entry);
  let toSkip = isStored ? 0 : first;
  let left = last - first + 1;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const from = Math.min(toSkip, chunk.length);
    toSkip -= from;
    const piece = chunk.subarray(from, from + left);
    left -= piece.length;
    if (piece.length > 0) yield piece;
    if (left === 0) return;
  }
  if (left > 0) throw Object.assign(new Error('The entry ended early.'), { code: 'EIO' });
}
