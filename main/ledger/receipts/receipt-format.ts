// What a receipt's hash covers, format 1: docs/decisions/0012-receipts.md says it for other tools. Never edited once released.
import { createHash } from 'node:crypto';

/** Everything that a receipt says. Times are milliseconds since 1970, sizes bytes, hashes SHA-256 in lower-case hexadecimal. */
export interface ReceiptContent {
  readonly format: 1;
  /** 1, 2, 3, ... in order of acceptance. */
  readonly number: number;
  /** The hash of the receipt before it; 64 zeros for the first. */
  readonly previousHash: string;
  /** The batch's number in this ledger. */
  readonly batch: number;
  /** The batch id that the server gave, or a person's word for it. */
  readonly serverBatchId: string;
  readonly confirmedBy: 'server' | 'person';
  readonly credentialId: string;
  readonly setName: string | null;
  readonly setReferenceNumber: string | null;
  readonly releaseVersion: string | null;
  readonly documentType: string;
  readonly folderPath: string;
  readonly zipSha256: string;
  readonly zipSizeBytes: number;
  readonly sealedAt: number;
  readonly acceptedAt: number;
  /** In the order of the zip's entries. */
  readonly documents: readonly ReceiptDocument[];
}

export interface ReceiptDocument {
  /** Inside the folder, with `/` between names. */
  readonly path: string;
  readonly entryName: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** What the first receipt has for the hash of the one before it. */
export const startOfChain = '0'.repeat(64);

/** SHA-256 over the content as canonical JSON (RFC 8785: keys sorted, no white space) in UTF-8. */
export function receiptHash(content: ReceiptContent): string {
  return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`).join(',')}}`;
}
