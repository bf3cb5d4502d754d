// Tells by the first bytes what a file is, whatever its name says.
import type { DocumentKind } from '../../model';
import { seemsToBe, startsAsContainer } from './seems-to-be';

export type Sniffed =
  /** `headerAt` is where the format's first byte stands; only a PDF may have something in front. */
  | { readonly kind: 'document'; readonly documentKind: DocumentKind; readonly headerAt: number }
  /** So short that its few bytes are only the beginning of a signature. */
  | { readonly kind: 'beginning'; readonly documentKind: DocumentKind }
  | { readonly kind: 'zeros' }
  | { readonly kind: 'other'; readonly detail: string };

interface Signature {
  readonly documentKind: DocumentKind;
  readonly bytes: Buffer;
}

const pdfSignature = Buffer.from('%PDF-');
// Where readers look for a PDF's header: some programs put printer commands or a byte order mark in front.
const pdfHeaderWithin = 1024;

const signatures: readonly Signature[] = [
  { documentKind: 'pdf', bytes: pdfSignature },
  { documentKind: 'jpeg', bytes: Buffer.from('ffd8ff', 'hex') },
  { documentKind: 'png', bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
  { documentKind: 'tiff', bytes: Buffer.from('II*\0') },
  { documentKind: 'tiff', bytes: Buffer.from('MM\0*') },
  { documentKind: 'tiff', bytes: Buffer.from('II+\0') },
  { documentKind: 'tiff', bytes: Buffer.from('MM\0+') },
  { documentKind: 'gif', bytes: Buffer.from('GIF87a') },
  { documentKind: 'gif', bytes: Buffer.from('GIF89a') },
];

// The sizes of a BMP's second header; "BM" alone begins ordinary words.
const bmpHeaderSizes: readonly number[] = [12, 16, 40, 52, 56, 64, 108, 124];
const bmpHeaderBytes = 18;
const webpHeaderBytes = 12;

/** Sniffs at the first bytes of a file; `head` is the whole file when it is shorter than 8 KB. Never empty. */
export function sniff(head: Buffer): Sniffed {
  if (head.every((byte) => byte === 0)) return { kind: 'zeros' };
  for (const { documentKind, bytes } of signatures) {
    if (startsWith(head, bytes)) return { kind: 'document', documentKind, headerAt: 0 };
    if (head.length < bytes.length && startsWith(bytes, head)) return { kind: 'beginning', documentKind };
  }
  const other = sniffBmp(head) ?? sniffWebp(head);
  if (other !== null) return other;
  // Before looking for a PDF: an archive may hold one that is not compressed.
  const headerAt = startsAsContainer(head) ? -1 : head.subarray(0, pdfHeaderWithin).indexOf(pdfSignature);
  if (headerAt !== -1) return { kind: 'document', documentKind: 'pdf', headerAt };
  return { kind: 'other', detail: seemsToBe(head) };
}

function sniffBmp(head: Buffer): Sniffed | null {
  const documentKind = 'bmp';
  if (!startsWith(head, Buffer.from('BM')))
    return head.equals(Buffer.from('B')) ? { kind: 'beginning', documentKind } : null;
  if (head.length < bmpHeaderBytes) return { kind: 'beginning', documentKind };
  return bmpHeaderSizes.includes(head.readUInt32LE(14)) ? { kind: 'document', documentKind, headerAt: 0 } : null;
}

function sniffWebp(head: Buffer): Sniffed | null {
  const documentKind = 'webp';
  const [riff, webp] = [Buffer.from('RIFF'), Buffer.from('WEBP')];
  if (!startsWith(riff, head.subarray(0, 4)) || !startsWith(webp, head.subarray(8, 12))) return null;
  return head.length < webpHeaderBytes
    ? { kind: 'beginning', documentKind }
    : { kind: 'document', documentKind, headerAt: 0 };
}

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.subarray(0, start.length).equals(start);
}
