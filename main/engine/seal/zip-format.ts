// Batchdrop's own zip format for archiver: few large chunks, native checksums, headers with sizes wherever these are known.
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';
import type { BufferPool } from './buffer-pool';
import {
  dataDescriptor,
  directoryEnd,
  directoryHeader,
  localHeader,
  needsZip64,
  type ZipEntryRecord,
} from './zip-records';

/** What an entry is appended with, beside its source; archiver hands it through. */
export interface ZipEntryData {
  readonly name: string;
  /** null: stored as it is. */
  readonly deflateLevel: number | null;
  /** What the source is expected to have; the zip says what it had. */
  readonly sizeBytes: number;
  /** Of the source, when it is known; null: taken here, from what arrived. */
  readonly crc32: number | null;
}

const chunkBytes = 1024 * 1024;
/** Above this a body passes as it is; below it is copied, so that thousands of small documents make few chunks. */
const copiedBytes = 256 * 1024;

/**
 * A readable stream of the zip, with the methods that archiver asks of a format (`append`, `finalize`). Chunks that it took
 * from the pool are to be given back by whoever has written them. archiver's own format costs half a millisecond per entry
 * (eleven small writes through three streams) and checks sums in JavaScript: docs/decisions/0025-a-format-of-our-own.md.
 */
export class ZipFormat extends Readable {
  readonly #pool: BufferPool;
  readonly #entries: ZipEntryRecord[] = [];
  #chunk: Buffer | null = null;
  #filled = 0;
  #offset = 0;
  #resume: (() => void) | null = null;

  constructor(pool: BufferPool) {
    super({ highWaterMark: chunkBytes });
    this.#pool = pool;
  }

  /** Called by archiver for one entry at a time. A buffer from the pool is this format's from now on. */
  append(source: Buffer | Readable, data: ZipEntryData, done: (error: Error | null) => void): void {
    const added = Buffer.isBuffer(source) ? this.#addBuffer(source, data) : this.#addStream(source, data);
    if (added === null) {
      done(null);
      return;
    }
    added.then(
      () => {
        done(null);
      },
      (error: unknown) => {
        done(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** Called by archiver after the last entry. */
  finalize(): void {
    this.#finish().catch((error: unknown) => {
      this.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  }

  override _read(): void {
    this.#resume?.();
    this.#resume = null;
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // Whoever waits for room goes on and finds the stream destroyed.
    this.#resume?.();
    this.#resume = null;
    done(error);
  }

  /** null: everything was copied, nothing has to be waited for. */
  #addBuffer(source: Buffer, { name, deflateLevel, crc32: known }: ZipEntryData): Promise<void> | null {
    const data = deflateLevel === null ? source : deflateRawSync(source, { level: deflateLevel });
    // A source that does not shrink after all is stored: nobody has to inflate it.
    const sizeBytes = source.length;
    const isStored = data.length >= sizeBytes;
    const body = isStored ? source : data;
    const sum = known ?? crc32(source);
    if (!isStored) this.#pool.give(source);
    const entry: ZipEntryRecord = {
      ...{ name: Buffer.from(name), method: isStored ? 0 : 8, hasDescriptor: false },
      ...{ isZip64: needsZip64(sizeBytes), crc32: sum, sizeBytes },
      ...{ compressedBytes: body.length, offset: this.#offset },
    };
    this.#entries.push(entry);
    const header = localHeader(entry);
    if (this.#fits(header.length + body.length)) {
      this.#copy(header);
      this.#copy(body);
      this.#pool.give(body);
      return null;
    }
    return this.#writeAll([header, body]);
  }

  async #addStream(source: Readable, { name, deflateLevel, sizeBytes }: ZipEntryData): Promise<void> {
    const sum = { crc32: 0, sizeBytes: 0, compressedBytes: 0 };
    const begun: ZipEntryRecord = {
      ...{ name: Buffer.from(name), method: deflateLevel === null ? 0 : 8, hasDescriptor: true },
      ...{ isZip64: needsZip64(sizeBytes), offset: this.#offset, ...sum },
    };
    await this.#write(localHeader(begun));
    const counted = countedBy(sum, source as AsyncIterable<Buffer>);
    for await (const chunk of deflateLevel === null ? counted : deflated(counted, deflateLevel, this.#pool)) {
      sum.compressedBytes += chunk.length;
      await this.#write(chunk);
    }
    const entry = { ...begun, ...sum };
    this.#entries.push(entry);
    await this.#write(dataDescriptor(entry));
  }

  async #finish(): Promise<void> {
    const directoryOffset = this.#offset;
    for (const entry of this.#entries) {
      const header = directoryHeader(entry);
      if (this.#fits(header.length)) this.#copy(header);
      else await this.#write(header);
    }
    await this.#write(directoryEnd(this.#entries.length, directoryOffset, this.#offset - directoryOffset));
    await this.#flush();
    this.push(null);
  }

  async #writeAll(parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) await this.#write(part);
  }

  async #write(part: Buffer): Promise<void> {
    if (part.length >= copiedBytes) {
      await this.#flush();
      this.#offset += part.length;
      await this.#push(part);
      return;
    }
    if (!this.#fits(part.length)) await this.#flush();
    this.#copy(part);
    this.#pool.give(part);
  }

  #fits(length: number): boolean {
    return length < copiedBytes && this.#filled + length <= chunkBytes;
  }

  #copy(part: Buffer): void {
    this.#chunk ??= this.#pool.take(chunkBytes);
    part.copy(this.#chunk, this.#filled);
    this.#filled += part.length;
    this.#offset += part.length;
  }

  async #flush(): Promise<void> {
    const chunk = this.#chunk;
    if (chunk === null) return;
    const filled = this.#filled;
    this.#chunk = null;
    this.#filled = 0;
    await this.#push(filled === chunk.length ? chunk : chunk.subarray(0, filled));
  }

  async #push(chunk: Buffer): Promise<void> {
    if (this.push(chunk)) return;
    await new Promise<void>((resolve) => {
      this.#resume = resolve;
    });
    if (this.destroyed) throw new Error('The zip is written no further.');
  }
}

async function* countedBy(
  sum: { crc32: number; sizeBytes: number },
  source: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    sum.crc32 = crc32(chunk, sum.crc32);
    sum.sizeBytes += chunk.length;
    yield chunk;
  }
}

/** The source's chunks go back to the pool, each when it was taken in whole. */
async function* deflated(source: AsyncIterable<Buffer>, level: number, pool: BufferPool): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level, chunkSize: copiedBytes });
  const feed = async (): Promise<void> => {
    for await (const chunk of source) {
      await new Promise<void>((resolve, reject) => {
        deflate.write(chunk, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
      pool.give(chunk);
    }
    deflate.end();
  };
  feed().catch((error: unknown) => {
    deflate.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  yield* deflate as AsyncIterable<Buffer>;
}
