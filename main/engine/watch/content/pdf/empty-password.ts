// Whether an encrypted PDF opens without a password: the standard security handler's check of the empty user password.
import { createCipheriv, createHash } from 'node:crypto';
import { dictionaryIn, nameIn, numberIn, stringIn, type PdfDictionary } from './parse-object';
import { rc4 } from './rc4';

/** `cannot-tell`: the dictionary lacks what the check needs, or is newer than ISO 32000-2. */
export type EmptyPasswordCheck = 'opens' | 'needs-password' | 'cannot-tell';

// What a password is filled up with to 32 bytes (ISO 32000-1, algorithm 2, step a); the empty one is all filling.
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Checks the empty user password against an encryption dictionary and the first part of the file's ID. */
export function checkEmptyPassword(encrypt: PdfDictionary, fileId: Buffer): EmptyPasswordCheck {
  const filter = nameIn(encrypt, 'Filter');
  if (filter === null) return 'cannot-tell';
  // Certificates and rights servers: nobody opens these without a key of their own.
  if (filter !== 'Standard') return 'needs-password';
  if (encryptsNothing(encrypt)) return 'opens';
  const revision = numberIn(encrypt, 'R');
  const userEntry = stringIn(encrypt, 'U');
  if (revision === null || userEntry === null) return 'cannot-tell';
  if (revision >= 2 && revision <= 4) return checkRc4Or128(encrypt, revision, userEntry, fileId);
  return revision === 5 || revision === 6 ? check256(revision, userEntry) : 'cannot-tell';
}

/** Crypt filters may leave strings and streams alone and encrypt attachments only (ISO 32000-1, 7.6.5). */
function encryptsNothing(encrypt: PdfDictionary): boolean {
  if ((numberIn(encrypt, 'V') ?? 0) < 4) return false;
  return ['StmF', 'StrF'].every((use) => (nameIn(encrypt, use) ?? 'Identity') === 'Identity');
}

/** Algorithms 2, 4, 5 and 6 of ISO 32000-1, 7.6.3. */
function checkRc4Or128(
  encrypt: PdfDictionary,
  revision: number,
  userEntry: Buffer,
  fileId: Buffer,
): EmptyPasswordCheck {
  const ownerEntry = stringIn(encrypt, 'O');
  const permissions = numberIn(encrypt, 'P');
  if (ownerEntry === null || permissions === null || ownerEntry.length < 32 || userEntry.length < 16)
    return 'cannot-tell';
  const length = keyBytes(encrypt, revision);
  const permissionBytes = Buffer.alloc(4);
  // Some write it as an unsigned number.
  permissionBytes.writeInt32LE(permissions | 0);
  const parts = [padding, ownerEntry.subarray(0, 32), permissionBytes, fileId];
  const metadata = encrypt.get('EncryptMetadata');
  if (revision >= 4 && metadata?.type === 'word' && metadata.word === 'false') parts.push(Buffer.alloc(4, 0xff));
  let key = md5(...parts);
  if (revision >= 3) for (let round = 0; round < 50; round += 1) key = md5(key.subarray(0, length));
  key = key.subarray(0, length);
  if (revision === 2) return answer(rc4(key, padding).equals(userEntry.subarray(0, 32)));
  let check = rc4(key, md5(padding, fileId));
  for (let round = 1; round <= 19; round += 1) check = rc4(Buffer.from(key.map((byte) => byte ^ round)), check);
  return answer(check.equals(userEntry.subarray(0, 16)));
}

function keyBytes(encrypt: PdfDictionary, revision: number): number {
  if (revision === 2) return 5;
  const version = numberIn(encrypt, 'V');
  const filters = dictionaryIn(encrypt, 'CF');
  const filter = filters === null ? null : dictionaryIn(filters, nameIn(encrypt, 'StmF') ?? 'StdCF');
  // A crypt filter's length is in bytes by the book, in bits by habit; AES keys of version 4 have 16 bytes anyway.
  if (version === 4 && filter !== null && nameIn(filter, 'CFM') !== 'V2') return 16;
  const ownLength = version === 4 && filter !== null ? numberIn(filter, 'Length') : null;
  const bits = ownLength !== null && ownLength < 40 ? ownLength * 8 : (ownLength ?? numberIn(encrypt, 'Length'));
  return Math.min(16, Math.max(5, Math.floor((bits ?? (version === 4 ? 128 : 40)) / 8)));
}

/** Algorithm 11 of ISO 32000-2, 7.6.4.4; the entry is 32 bytes of hash, then 8 of salt to check with. */
function check256(revision: 5 | 6, userEntry: Buffer): EmptyPasswordCheck {
  if (userEntry.length < 48) return 'cannot-tell';
  const salt = userEntry.subarray(32, 40);
  const hash = revision === 5 ? createHash('sha256').update(salt).digest() : hardenedHash(salt);
  return answer(hash.equals(userEntry.subarray(0, 32)));
}

/** Algorithm 2.B of ISO 32000-2, 7.6.4.3.4, for an empty password and without an owner's part. */
function hardenedHash(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest();
  // It ends after 64 rounds at the earliest and, the last byte being at most 255, after 287 at the latest.
  for (let round = 1; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = cipher.update(Buffer.concat(new Array<Buffer>(64).fill(key)));
    // The first 16 bytes as a number modulo 3 equal their sum modulo 3, because 256 modulo 3 is 1.
    const choice = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash((['sha256', 'sha384', 'sha512'] as const)[choice] ?? 'sha256')
      .update(mixed)
      .digest();
    if (round >= 64 && (mixed.at(-1) ?? 0) <= round - 32) return key.subarray(0, 32);
  }
}

function md5(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function answer(matches: boolean): EmptyPasswordCheck {
  return matches ? 'opens' : 'needs-password';
}
