// A zip of a few texts, made in memory: what a support bundle is. Documents are zipped elsewhere, with proof (seal/).
import { crc32, deflateRawSync } from 'node:zlib';

export interface NamedText {
  /** A plain file name in ASCII. */
  readonly name: string;
  readonly text: string;
}

// APPNOTE.TXT of PKWARE, 4.3: a local header and the content for each file, then the directory, then its end.
const localSignature = 0x04034b50;
const entrySignature = 0x02014b50;
const endSignature = 0x06054b50;
const version = 20;
const deflated = 8;
/** Midnight of 1980-01-01, the oldest date that the format knows: when the bundle was made stands in it. */
const date = 0x0021;

/** The zip's bytes. For texts of some megabytes together; nothing here is larger than the plain format takes. */
export function zipTexts(texts: readonly NamedText[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of texts) {
    const content = Buffer.from(text, 'utf8');
    const packed = deflateRawSync(content);
    const fields = { name: Buffer.from(name, 'latin1'), crc: crc32(content), packed, size: content.length };
    const local = localHeader(fields);
    directory.push(entry(fields, offset));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const entries = Buffer.concat(directory);
  return Buffer.concat([...parts, entries, end(texts.length, entries.length, offset)]);
}

interface Fields {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: Buffer;
  readonly size: number;
}

function localHeader(fields: Fields): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(localSignature, 0);
  writeCommon(header, 4, fields);
  return Buffer.concat([header, fields.name]);
}

function entry(fields: Fields, offset: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(entrySignature, 0);
  header.writeUInt16LE(version, 4);
  writeCommon(header, 6, fields);
  header.writeUInt32LE(offset, 42);
  return Buffer.concat([header, fields.name]);
}

/** What both headers have alike: version, method, date, checksum, sizes and the length of the name. */
function writeCommon(header: Buffer, at: number, { name, crc, packed, size }: Fields): void {
  header.writeUInt16LE(version, at);
  header.writeUInt16LE(deflated, at + 4);
  header.writeUInt16LE(date, at + 8);
  header.writeUInt32LE(crc, at + 10);
  header.writeUInt32LE(packed.length, at + 14);
  header.writeUInt32LE(size, at + 18);
  header.writeUInt16LE(name.length, at + 22);
}

function end(count: number, directoryLength: number, directoryOffset: number): Buffer {
  const record = Buffer.alloc(22);
  record.writeUInt32LE(endSignature, 0);
  record.writeUInt16LE(count, 8);
  record.writeUInt16LE(count, 10);
  record.writeUInt32LE(directoryLength, 12);
  record.writeUInt32LE(directoryOffset, 16);
  return record;
}
