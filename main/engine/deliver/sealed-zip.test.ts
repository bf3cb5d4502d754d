// A zip on its way out: its end stays here until what was sent is known to be what was sealed.
import { createHash, randomBytes } from 'node:crypto';
import { chmod, copyFile, mkdtemp, open, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as aTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { hashHere, type BeginHash } from '../hashing/running-hash';
import { stampOf } from '../seal/file-stamp';
import { isZipThere, openSealedZip, type OpenZip, type SealedZip } from './sealed-zip';

const aMegabyte = 1024 * 1024;
const aPiece = 2 * aMegabyte;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-sealed-zip-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function aZip(bytes: number): Promise<{ zip: SealedZip; content: Buffer }> {
  const content = randomBytes(bytes);
  const path = join(folder, `${randomBytes(4).toString('hex')}.zip`);
  await writeFile(path, content);
  return { content, zip: { path, sizeBytes: bytes, sha256: createHash('sha256').update(content).digest('hex') } };
}

async function flip(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.from([byte.readUInt8() ^ 1]), 0, 1, at);
  await file.close();
}

async function opened(zip: SealedZip, beginHash: BeginHash = hashHere): Promise<OpenZip> {
  const result = await openSealedZip(zip, beginHash);
  if (result === null) throw new Error('not opened');
  onTestFinished(() => result.close());
  return result;
}

/** Takes everything, and lets each piece's memory be used again at once. */
async function readOut(zip: OpenZip): Promise<{ bytes: Buffer; failed: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of zip.content as AsyncIterable<Buffer>) {
      parts.push(Buffer.from(part));
      length += part.length;
      zip.left(length);
    }
    return { bytes: Buffer.concat(parts), failed: false };
  } catch {
    return { bytes: Buffer.concat(parts), failed: true };
  }
}

describe('a sealed zip', () => {
  it.each([1, 1_000, aMegabyte, aMegabyte + 1, 9 * aMegabyte + 5])('of %i bytes goes out as it is', async (bytes) => {
    const { zip, content } = await aZip(bytes);
    const reading = await opened(zip);
    const { bytes: sent, failed } = await readOut(reading);
    expect({ failed, damaged: reading.isDamaged() }).toEqual({ failed: false, damaged: false });
    expect(sent.equals(content)).toBe(true);
  });

  it.each([
    ['at its beginning', 0],
    ['in its middle', 3 * aMegabyte],
    ['at its end', 6 * aMegabyte - 1],
  ])('that was altered %s fails before its last byte goes out', async (_where, at) => {
    const { zip } = await aZip(6 * aMegabyte);
    await flip(zip.path, at);
    const reading = await opened(zip);
    const { bytes, failed } = await readOut(reading);
    expect({ failed, damaged: reading.isDamaged() }).toEqual({ failed: true, damaged: true });
    expect(bytes.length).toBeLessThan(zip.sizeBytes);
  });

  it('of less than one piece that was altered gives nothing out at all', async () => {
    const { zip } = await aZip(1_000);
    await flip(zip.path, 500);
    expect(await readOut(await opened(zip))).toMatchObject({ failed: true, bytes: Buffer.alloc(0) });
  });

  it('that becomes shorter meanwhile is damaged', async () => {
    const { zip } = await aZip(9 * aMegabyte);
    const reading = await opened(zip);
    await truncate(zip.path, aMegabyte);
    expect((await readOut(reading)).failed).toBe(true);
    expect(reading.isDamaged()).toBe(true);
  });

  it('is read no further than six pieces ahead of what has left', async () => {
    const { zip, content } = await aZip(11 * aPiece);
    const reading = await opened(zip);
    const parts: Buffer[] = [];
    reading.content.on('data', (part: Buffer) => parts.push(part));
    const [took, ahead, all] = [(pieces: number) => parts.length >= pieces, 6, 11];
    while (!took(ahead)) await aTurn();
    for (let turn = 0; turn < 50; turn += 1) await aTurn();
    expect(parts.length).toBe(ahead);
    expect(Buffer.concat(parts).equals(content.subarray(0, ahead * aPiece))).toBe(true);
    // One byte is missing of the first piece: its memory must not be touched yet.
    reading.left(aPiece - 1);
    for (let turn = 0; turn < 50; turn += 1) await aTurn();
    expect(parts.length).toBe(ahead);
    for (let pieces = 1; parts.length < all; pieces += 1) {
      reading.left(pieces * aPiece);
      while (!took(Math.min(all, ahead + pieces))) await aTurn();
    }
    expect(reading.isDamaged()).toBe(false);
  });

  it.each([1_000, 3 * aMegabyte])('of %i bytes whose hashing fails is not called damaged', async (size) => {
    const { zip } = await aZip(size);
    const dies: BeginHash = () =>
      Promise.resolve({
        update: () => Promise.reject(new Error('The hashing thread ended.')),
        digest: () => Promise.reject(new Error('The hashing thread ended.')),
        drop: () => undefined,
      });
    const reading = await opened(zip, dies);
    const { failed, bytes } = await readOut(reading);
    expect({ failed, damaged: reading.isDamaged() }).toEqual({ failed: true, damaged: false });
    expect(bytes.length).toBeLessThan(zip.sizeBytes);
  });

  describe('that was proven a moment ago', () => {
    async function aProvenZip(bytes: number): Promise<{ zip: SealedZip; content: Buffer }> {
      const { zip, content } = await aZip(bytes);
      return { content, zip: { ...zip, stamp: stampOf(await stat(zip.path, { bigint: true })) } };
    }
    const neverHashed: BeginHash = () => Promise.reject(new Error('There was no need to hash it.'));

    it.each([1, 9 * aMegabyte + 5])('goes out as it is, and is not hashed (%i bytes)', async (bytes) => {
      const { zip, content } = await aProvenZip(bytes);
      const reading = await opened(zip, neverHashed);
      const { bytes: sent, failed } = await readOut(reading);
      expect({ failed, damaged: reading.isDamaged() }).toEqual({ failed: false, damaged: false });
      expect(sent.equals(content)).toBe(true);
    });

    it('is hashed when it was touched, whatever its times say', async () => {
      const { zip } = await aProvenZip(6 * aMegabyte);
      const { atimeMs, mtimeMs } = await stat(zip.path);
      await flip(zip.path, 3 * aMegabyte);
      await utimes(zip.path, atimeMs / 1000, mtimeMs / 1000);
      const reading = await opened(zip);
      expect({ ...(await readOut(reading)), bytes: null }).toEqual({ failed: true, bytes: null });
      expect(reading.isDamaged()).toBe(true);
    });

    it('is hashed when another file has its name', async () => {
      const { zip, content } = await aProvenZip(aMegabyte);
      await copyFile(zip.path, `${zip.path}.copy`);
      await rename(`${zip.path}.copy`, zip.path);
      let isHashed = false;
      const reading = await opened(zip, (size) => {
        isHashed = true;
        return hashHere(size);
      });
      expect((await readOut(reading)).bytes.equals(content)).toBe(true);
      expect(isHashed).toBe(true);
    });

    it('fails before its last byte goes out when it is touched meanwhile; the next time it is hashed', async () => {
      const { zip } = await aProvenZip(20 * aMegabyte);
      const reading = await opened(zip, neverHashed);
      // It is read no further than six pieces: the byte is not in memory yet.
      await flip(zip.path, 19 * aMegabyte);
      const { bytes, failed } = await readOut(reading);
      expect({ failed, damaged: reading.isDamaged() }).toEqual({ failed: true, damaged: false });
      expect(bytes.length).toBeLessThan(zip.sizeBytes);
      const again = await opened(zip);
      expect({ ...(await readOut(again)), bytes: null }).toEqual({ failed: true, bytes: null });
      expect(again.isDamaged()).toBe(true);
    });

    it('goes out the next time when it was touched and nothing was changed', async () => {
      const { zip, content } = await aProvenZip(20 * aMegabyte);
      const reading = await opened(zip, neverHashed);
      await chmod(zip.path, 0o640);
      expect((await readOut(reading)).failed).toBe(true);
      expect(reading.isDamaged()).toBe(false);
      expect((await readOut(await opened(zip))).bytes.equals(content)).toBe(true);
    });
  });

  it('is there, or not', async () => {
    const { zip } = await aZip(10);
    expect(await isZipThere(zip.path, 10)).toBe(true);
    expect(await isZipThere(zip.path, 9)).toBe(false);
    expect(await isZipThere(zip.path, null)).toBe(false);
    expect(await isZipThere(`${zip.path}.not`, 10)).toBe(false);
    await writeFile(zip.path, '');
    expect(await isZipThere(zip.path, 0)).toBe(false);
  });
});
