// Tests of the records where numbers do not fit a plain zip, read back by another library.
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl';
import {
  dataDescriptor,
  directoryEnd,
  directoryHeader,
  localHeader,
  needsZip64,
  type ZipEntryRecord,
} from './zip-records';

const gigabyte = 2 ** 30;

function anEntry(overrides: Partial<ZipEntryRecord> = {}): ZipEntryRecord {
  return {
    ...{ name: Buffer.from('rechnung ä.pdf'), method: 0, hasDescriptor: false, isZip64: false },
    ...{ crc32: 0xdeadbeef, sizeBytes: 1_000, compressedBytes: 1_000, offset: 0 },
    ...overrides,
  };
}

/** A zip of which only the end is there: what lies before it may be as large as it likes. */
class Tail extends RandomAccessReader {
  constructor(
    readonly from: number,
    readonly bytes: Buffer,
  ) {
    super();
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    buffer.fill(0, offset, offset + length);
    const start = Math.max(0, position - this.from);
    this.bytes.copy(buffer, offset + Math.max(0, this.from - position), start, position - this.from + length);
    setImmediate(() => {
      callback(null);
    });
  }

  override _readStreamForRange(): Readable {
    return Readable.from([]);
  }
}

async function readBack(directoryOffset: number, entries: readonly ZipEntryRecord[], count = entries.length) {
  const directory = Buffer.concat(entries.map(directoryHeader));
  const bytes = Buffer.concat([directory, directoryEnd(count, directoryOffset, directory.length)]);
  const zip = await fromRandomAccessReaderPromise(new Tail(directoryOffset, bytes), directoryOffset + bytes.length, {
    lazyEntries: true,
  });
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) found.push(entry);
  return { zip, found };
}

describe('the records of a zip', () => {
  it.each([
    ['small', anEntry()],
    [
      'of more than 4 GB',
      anEntry({ method: 8, isZip64: true, sizeBytes: 5 * gigabyte, compressedBytes: 4.5 * gigabyte }),
    ],
    ['behind the first 4 GB', anEntry({ offset: 5 * gigabyte })],
  ])('tell the place and sizes of an entry that is %s', async (_which, entry) => {
    const { found } = await readBack(6 * gigabyte, [entry]);
    expect(found[0]).toMatchObject({
      ...{ fileName: 'rechnung ä.pdf', crc32: 0xdeadbeef, relativeOffsetOfLocalHeader: entry.offset },
      ...{ uncompressedSize: entry.sizeBytes, compressedSize: entry.compressedBytes },
    });
  });

  it('count more entries than 16 bits hold', async () => {
    const entries = Array.from({ length: 65_535 }, (_, index) => anEntry({ name: Buffer.from(`${index}`) }));
    const { zip, found } = await readBack(1_000, entries);
    expect([zip.entryCount, found.length]).toEqual([65_535, 65_535]);
  });

  it('say in the header what is known, and in a descriptor what is not', () => {
    const known = localHeader(anEntry());
    expect([known.readUInt16LE(6) & 8, known.readUInt32LE(14), known.readUInt32LE(18)]).toEqual([0, 0xdeadbeef, 1_000]);
    const unknown = localHeader(anEntry({ hasDescriptor: true }));
    expect([unknown.readUInt16LE(6) & 8, unknown.readUInt32LE(14), unknown.readUInt32LE(18)]).toEqual([8, 0, 0]);
    expect([dataDescriptor(anEntry()), dataDescriptor(anEntry({ isZip64: true }))].map(({ length }) => length)).toEqual(
      [16, 24],
    );
  });

  it('use 8 bytes a little before they are needed: noise grows when it is deflated', () => {
    expect([4 * gigabyte - 2 ** 21, 4 * gigabyte - 2 ** 19].map(needsZip64)).toEqual([false, true]);
  });
});
