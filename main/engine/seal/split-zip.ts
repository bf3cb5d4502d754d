// Cuts a sealed zip in two. The halves are made of the zip alone: its sources may be gone.
import { rm } from 'node:fs/promises';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { checkpoint } from '../checkpoints';
import { errorCode } from '../error-code';
import type { Uplink } from './compression';
import { firstHalf } from './halves';
import { openEntry } from './read-entry';
import type { SealResult } from './seal-job';
import type { SplitDocument, SplitJob, SplitResult } from './split-job';
import { readOptions, writeSources } from './write-zip';

/** Writes both halves into the spool, over what an interrupted run left there. The whole zip stays as it is. */
export async function splitZip(job: SplitJob): Promise<SplitResult> {
  let zip: ZipFile;
  try {
    zip = await openPromise(job.zipPath, { lazyEntries: true, strictFileNames: true, autoClose: false });
  } catch (error) {
    return { kind: 'zip-damaged', detail: errorCode(error) };
  }
  try {
    const entries = await entriesOf(zip, job.documents);
    return entries === null
      ? { kind: 'zip-damaged', detail: 'The zip does not list the documents that were sealed.' }
      : await writeHalves(job, zip, entries);
  } finally {
    zip.close();
  }
}

type KnownEntry = readonly [Entry, SplitDocument];

/** The entries with their documents; null when the zip's directory is not the one that was written. */
async function entriesOf(zip: ZipFile, documents: readonly SplitDocument[]): Promise<KnownEntry[] | null> {
  const known: KnownEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      const document = documents[known.length];
      if (entry.fileName !== document?.entryName || entry.uncompressedSize !== document.sizeBytes) return null;
      known.push([entry, document]);
    }
  } catch {
    return null;
  }
  return known.length === documents.length ? known : null;
}

async function writeHalves(
  { halfPaths, uplink }: SplitJob,
  zip: ZipFile,
  entries: readonly KnownEntry[],
): Promise<SplitResult> {
  // What counts for the server's limit is what an entry takes up in the zip.
  const count = firstHalf(entries.map(([{ compressedSize }]) => compressedSize));
  const first = await writeHalf(halfPaths[0], zip, entries.slice(0, count), uplink);
  if (first.kind !== 'sealed') return await giveUp(halfPaths, first);
  checkpoint('split.first-half');
  const second = await writeHalf(halfPaths[1], zip, entries.slice(count), uplink);
  if (second.kind !== 'sealed') return await giveUp(halfPaths, second);
  checkpoint('split.halves');
  return { kind: 'split', halves: [withoutKind(first), withoutKind(second)] };
}

function writeHalf(path: string, zip: ZipFile, entries: readonly KnownEntry[], uplink: Uplink): Promise<SealResult> {
  const options = readOptions(uplink);
  const sources = entries.map(([entry, document]) => ({
    ...document,
    memoryBytes: document.sizeBytes,
    open: () => openEntry(zip, entry, document, options),
    openNow: null,
  }));
  return writeSources(path, sources, uplink);
}

async function giveUp(
  halfPaths: SplitJob['halfPaths'],
  failed: Exclude<SealResult, { kind: 'sealed' }>,
): Promise<SplitResult> {
  // A disk that is full needs the room of the first half.
  for (const path of halfPaths) await rm(path, { force: true });
  if (failed.kind === 'spool-failed') return failed;
  const details = failed.failures.map(({ reason, detail }) => `${reason} ${detail}`.trim());
  return { kind: 'zip-damaged', detail: details.join(', ') };
}

function withoutKind({ zipSha256, zipSizeBytes, entries }: Extract<SealResult, { kind: 'sealed' }>) {
  return { zipSha256, zipSizeBytes, entries };
}
