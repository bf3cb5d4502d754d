// Reads a finished zip's directory back and compares it with what was read from the documents.
import { openPromise } from 'yauzl';

export interface ExpectedEntry {
  readonly entryName: string;
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** null when the zip's directory lists exactly these entries in this order; else one sentence on the first difference. */
export async function verifyZip(zipPath: string, expected: readonly ExpectedEntry[]): Promise<string | null> {
  const zip = await openPromise(zipPath, { lazyEntries: true, strictFileNames: true });
  try {
    let index = 0;
    for await (const entry of zip.eachEntry()) {
      const wanted = expected[index];
      if (wanted === undefined) return 'The zip lists more entries than documents were read.';
      if (entry.fileName !== wanted.entryName) return `Entry ${index + 1} has another name than its document.`;
      if (entry.crc32 !== wanted.crc32) return `Entry ${index + 1} has another checksum than its document.`;
      if (entry.uncompressedSize !== wanted.sizeBytes) return `Entry ${index + 1} has another size than its document.`;
      index += 1;
    }
    return index === expected.length ? null : 'The zip lists fewer entries than documents were read.';
  } finally {
    zip.close();
  }
}
