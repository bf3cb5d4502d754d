// Judges a PDF by its end: whether it is all there, and whether it asks for a password.
import type { ByteSource } from '../byte-source';
import { readTail } from '../file-tail';
import { complete, incomplete, type ContentJudgement } from '../judgement';
import { checkEmptyPassword } from './empty-password';
import { findEncryption } from './find-encryption';

// How much may follow the end mark: programs on the way append signatures, line ends, pieces of HTTP.
const junkBytes = 2048;
// Between `startxref` and the end mark stands one number.
const startXrefBytes = 128;

/**
 * Judges a file whose PDF header stands at `headerAt`.
 *
 * [Note: Deliver when in doubt] Only a PDF that surely needs a password is `encrypted`. When its encryption dictionary
 * cannot be found within the reading limit, or lacks what the check needs, it counts as readable: a server that refuses
 * it says so on screen, whereas a readable document that is kept back here would never arrive.
 */
export async function inspectPdf(source: ByteSource, headerAt: number): Promise<ContentJudgement> {
  const tail = (await readTail(source)).bytes.toString('latin1');
  const endAt = tail.lastIndexOf('%%EOF');
  if (endAt === -1 || tail.length - endAt > junkBytes) return incomplete('pdf', 'no %%EOF at the end');
  // A later revision of the document is being appended.
  if (/\d\s+\d+\s+obj\b/.test(tail.slice(endAt))) return incomplete('pdf', 'no %%EOF after the last object');
  const before = tail.slice(Math.max(0, endAt - startXrefBytes), endAt);
  const startXref = /startxref\s+(\d{1,15})\s*$/.exec(before)?.[1];
  if (startXref === undefined) return incomplete('pdf', 'no startxref at the end');
  // The first part of a PDF made for the web ends like a whole one, except for this number.
  if (Number(startXref) === 0 && (await isLinearized(source, headerAt))) {
    return incomplete('pdf', 'only the first page of a linearized PDF');
  }
  return (await needsPassword(source, headerAt, Number(startXref))) ? { kind: 'encrypted' } : complete('pdf');
}

async function isLinearized(source: ByteSource, headerAt: number): Promise<boolean> {
  return (await source.read(headerAt, 1024)).includes('/Linearized');
}

async function needsPassword(source: ByteSource, headerAt: number, startXref: number): Promise<boolean> {
  const encryption = await findEncryption(source, { headerAt, startXref });
  if (encryption.kind !== 'encrypted') return false;
  return checkEmptyPassword(encryption.dictionary, encryption.fileId) === 'needs-password';
}
