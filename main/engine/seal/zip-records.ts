// The records of a zip, byte for byte (PKWARE APPNOTE 6.3: sections 4.3.7 to 4.3.16 and 4.5.3); ZIP64 only where a number needs it.

/** 0 stored, 8 deflated (APPNOTE 4.4.5). */
export type ZipMethod = 0 | 8;

/** What both of an entry's headers say. */
export interface ZipEntryRecord {
  /** UTF-8, with `/` between names. */
  readonly name: Buffer;
  readonly method: ZipMethod;
  /** Sizes and checksum follow the data, in a descriptor: they were not known before it. */
  readonly hasDescriptor: boolean;
  /** Sizes take 8 bytes; decided before the data, from the size that the document has. */
  readonly isZip64: boolean;
  readonly crc32: number;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  /** Of the local header, from the zip's first byte. */
  readonly offset: number;
}

const limit16 = 0xffff;
const limit32 = 0xffffffff;
// What is deflated without effect grows by 5 bytes for each 16 KB at most.
const zip64FromBytes = 0xfff00000;

const versionDeflate = 20;
const versionZip64 = 45;
const madeByUnix = 3 << 8;
const flagDescriptor = 1 << 3;
const flagUtf8 = 1 << 11;
const zip64Id = 0x0001;
// Of a regular file that its owner writes and others read; zips from this program tell no more about its place of origin.
const fileAttributes = ((0o100644 << 16) | 0x20) >>> 0;
// 1980-01-01 00:00:00, the oldest time a zip can hold: the same documents give the same bytes whenever they are sealed.
const dosTime = 0;
const dosDate = (1 << 5) | 1;

/** Whether an entry of this size needs 8 bytes for its sizes, whatever deflating makes of it. */
export function needsZip64(sizeBytes: number): boolean {
  return sizeBytes >= zip64FromBytes;
}

/** The header before an entry's data. */
export function localHeader(entry: ZipEntryRecord): Buffer {
  const extraBytes = entry.isZip64 ? 20 : 0;
  const header = zeros(30 + entry.name.length + extraBytes);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(versionOf(entry.isZip64), 4);
  header.writeUInt16LE(flagsOf(entry), 6);
  writeShared(header, entry, 8);
  if (!entry.hasDescriptor) header.writeUInt32LE(entry.crc32, 14);
  writeSizes(header, 18, entry);
  header.writeUInt16LE(entry.name.length, 26);
  header.writeUInt16LE(extraBytes, 28);
  entry.name.copy(header, 30);
  if (entry.isZip64) {
    const at = 30 + entry.name.length;
    header.writeUInt16LE(zip64Id, at);
    header.writeUInt16LE(16, at + 2);
    if (!entry.hasDescriptor) {
      write64(header, entry.sizeBytes, at + 4);
      write64(header, entry.compressedBytes, at + 12);
    }
  }
  return header;
}

function writeSizes(header: Buffer, at: number, entry: ZipEntryRecord): void {
  // With ZIP64 the sizes stand in the extra field, and these say so even where a descriptor follows.
  if (entry.isZip64) {
    header.writeUInt32LE(limit32, at);
    header.writeUInt32LE(limit32, at + 4);
  } else if (!entry.hasDescriptor) {
    header.writeUInt32LE(entry.compressedBytes, at);
    header.writeUInt32LE(entry.sizeBytes, at + 4);
  }
}

/** What follows the data of an entry whose header could not tell it. */
export function dataDescriptor({ crc32, compressedBytes, sizeBytes, isZip64 }: ZipEntryRecord): Buffer {
  const descriptor = zeros(isZip64 ? 24 : 16);
  descriptor.writeUInt32LE(0x08074b50, 0);
  descriptor.writeUInt32LE(crc32, 4);
  if (isZip64) {
    write64(descriptor, compressedBytes, 8);
    write64(descriptor, sizeBytes, 16);
  } else {
    descriptor.writeUInt32LE(compressedBytes, 8);
    descriptor.writeUInt32LE(sizeBytes, 12);
  }
  return descriptor;
}

/** An entry's line in the zip's directory. */
export function directoryHeader(entry: ZipEntryRecord): Buffer {
  const { name, offset, crc32, sizeBytes, compressedBytes } = entry;
  const isLong = entry.isZip64 || offset >= limit32;
  const extraBytes = isLong ? 28 : 0;
  const header = zeros(46 + name.length + extraBytes);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt16LE(madeByUnix | versionZip64, 4);
  header.writeUInt16LE(versionOf(isLong), 6);
  header.writeUInt16LE(flagsOf(entry), 8);
  writeShared(header, entry, 10);
  header.writeUInt32LE(crc32, 16);
  header.writeUInt32LE(isLong ? limit32 : compressedBytes, 20);
  header.writeUInt32LE(isLong ? limit32 : sizeBytes, 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extraBytes, 30);
  header.writeUInt32LE(fileAttributes, 38);
  header.writeUInt32LE(isLong ? limit32 : offset, 42);
  name.copy(header, 46);
  if (isLong) {
    const at = 46 + name.length;
    header.writeUInt16LE(zip64Id, at);
    header.writeUInt16LE(24, at + 2);
    write64(header, sizeBytes, at + 4);
    write64(header, compressedBytes, at + 12);
    write64(header, offset, at + 20);
  }
  return header;
}

/** What closes the zip: how many entries, and where its directory is. */
export function directoryEnd(entries: number, directoryOffset: number, directoryBytes: number): Buffer {
  const isLong = entries >= limit16 || directoryOffset >= limit32 || directoryBytes >= limit32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(isLong ? limit16 : entries, 8);
  end.writeUInt16LE(isLong ? limit16 : entries, 10);
  end.writeUInt32LE(isLong ? limit32 : directoryBytes, 12);
  end.writeUInt32LE(isLong ? limit32 : directoryOffset, 16);
  if (!isLong) return end;
  const long = Buffer.alloc(56);
  long.writeUInt32LE(0x06064b50, 0);
  write64(long, long.length - 12, 4);
  long.writeUInt16LE(madeByUnix | versionZip64, 12);
  long.writeUInt16LE(versionZip64, 14);
  write64(long, entries, 24);
  write64(long, entries, 32);
  write64(long, directoryBytes, 40);
  write64(long, directoryOffset, 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  write64(locator, directoryOffset + directoryBytes, 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([long, locator, end]);
}

/** From the memory that small buffers share: one of their own for each of thousands of headers costs more than the header. */
function zeros(length: number): Buffer {
  return Buffer.allocUnsafe(length).fill(0);
}

function writeShared(header: Buffer, { method }: ZipEntryRecord, at: number): void {
  header.writeUInt16LE(method, at);
  header.writeUInt16LE(dosTime, at + 2);
  header.writeUInt16LE(dosDate, at + 4);
}

function versionOf(isLong: boolean): number {
  return isLong ? versionZip64 : versionDeflate;
}

/** Every name is said to be UTF-8, which plain ASCII is too. */
function flagsOf({ hasDescriptor }: ZipEntryRecord): number {
  return flagUtf8 | (hasDescriptor ? flagDescriptor : 0);
}

function write64(buffer: Buffer, value: number, at: number): void {
  buffer.writeBigUInt64LE(BigInt(value), at);
}
