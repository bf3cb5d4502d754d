// Reads a finished zip's directory back and compares it with what was read from the documents.
import { open, type FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';

export interface ExpectedEntry {
  readonly entryName: string;
  readonly crc32: number;
  readonly sizeBytes: number;
}

/** null when the zip's directory lists exactly these entries in this order; else one sentence on the first difference. */
export async function verifyZip(zipPath: string, expected: readonly ExpectedEntry[]): Promise<string | null> {
  const file = await open(zipPath, 'r');
  try {
    const { size } = await file.stat();
    const zip = await fromRandomAccessReaderPromise(new WindowReader(file, size), size, {
      lazyEntries: true,
      strictFileNames: true,
      autoClose: false,
    });
    return await differenceOf(zip, expected);
  } finally {
    await file.close();
  }
}

async function differenceOf(zip: ZipFile, expected: readonly ExpectedEntry[]): Promise<string | null> {
  const names = new Set<string>();
  let index = 0;
  for await (const entry of zip.eachEntry()) {
    const wanted = expected[index];
    if (wanted === undefined) return 'The zip lists more entries than documents were read.';
    if (entry.fileName !== wanted.entryName) return `Entry ${index + 1} has another name than its document.`;
    if (entry.crc32 !== wanted.crc32) return `Entry ${index + 1} has another checksum than its document.`;
    if (entry.uncompressedSize !== wanted.sizeBytes) return `Entry ${index + 1} has another size than its document.`;
    // Whoever unzips it would keep one of the two.
    if (names.has(entry.fileName)) return `Entry ${index + 1} has the name of another entry.`;
    names.add(entry.fileName);
    index += 1;
  }
  return index === expected.length ? null : 'The zip lists fewer entries than documents were read.';
}

const windowBytes = 256 * 1024;

/** yauzl asks for each entry in two small reads; this one asks the system once for thousands of them. */
class WindowReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #sizeBytes: number;
  #window = Buffer.alloc(0);
  #start = 0;

  constructor(file: FileHandle, sizeBytes: number) {
    super();
    this.#file = file;
    this.#sizeBytes = sizeBytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    if (this.#holds(position, length)) {
      this.#window.copy(buffer, offset, position - this.#start, position - this.#start + length);
      // yauzl reads the next entry from within this call: without a turn in between the stack would grow.
      queueMicrotask(() => {
        callback(null, length);
      });
      return;
    }
    this.#move(position, length).then(
      () => {
        const copied = this.#window.copy(buffer, offset, 0, length);
        callback(null, copied);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  // Entries' data are never asked for.
  override _readStreamForRange(): Readable {
    return Readable.from([]);
  }

  #holds(position: number, length: number): boolean {
    return position >= this.#start && position + length <= this.#start + this.#window.length;
  }

  async #move(position: number, length: number): Promise<void> {
    const window = Buffer.allocUnsafe(Math.min(Math.max(length, windowBytes), this.#sizeBytes - position));
    let filled = 0;
    while (filled < window.length) {
      const { bytesRead } = await this.#file.read(window, filled, window.length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    this.#window = window.subarray(0, filled);
    this.#start = position;
  }
}
