// The hashing thread as it is built: what it hashes, and what becomes of an upload when it cannot be had.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { buildScript, type BuiltScript } from '../testing/built-script';
import { hashOver } from './hash-line';
import { createHashThread, type HashThread } from './hash-thread';

const worthwhile = 8 * 1024 * 1024;
const worthALine = 128 * 1024 * 1024;
let built: BuiltScript;
beforeAll(async () => {
  built = await buildScript(join(import.meta.dirname, 'hash-worker.ts'));
});
afterAll(() => built.remove());

function aThread(file = 'hash-worker.mjs'): HashThread {
  const thread = createHashThread(pathToFileURL(join(built.folder, file)));
  onTestFinished(() => thread.stop());
  return thread;
}

function shared(bytes: number): Buffer {
  const memory = Buffer.from(new SharedArrayBuffer(bytes));
  randomBytes(bytes).copy(memory);
  return memory;
}

function sha256(...parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

describe('the hashing thread', () => {
  it('hashes several zips at a time, each in the order of its pieces', async () => {
    const thread = aThread();
    const zips = [1, 2, 3].map(() => [1, 2, 3, 4].map(() => shared(100_000)));
    const hashes = await Promise.all(zips.map(() => thread.begin(worthwhile)));
    const updates: Promise<void>[] = [];
    for (let piece = 0; piece < 4; piece += 1) {
      zips.forEach((pieces, zip) => updates.push(hashes[zip]?.update(pieces[piece] ?? Buffer.alloc(0)) ?? fail()));
    }
    await Promise.all(updates);
    expect(await Promise.all(hashes.map((hash) => hash.digest()))).toEqual(zips.map((pieces) => sha256(...pieces)));
  });

  it('reads memory that the sender has too: once an update is done, it may hold something else', async () => {
    const hash = await aThread().begin(worthwhile);
    const [memory, before] = [shared(1_000_000), Buffer.alloc(1_000_000)];
    memory.copy(before);
    await hash.update(memory);
    memory.fill(0);
    expect(await hash.digest()).toBe(sha256(before));
  });

  it('copies memory that is not shared, which may hold something else at once', async () => {
    const hash = await aThread().begin(worthwhile);
    const pieces = [700_000, 2_500_000, 1, 9_000_000].map((bytes) => randomBytes(bytes));
    const before = pieces.map((piece) => Buffer.from(piece));
    for (const piece of pieces) {
      await hash.update(piece);
      piece.fill(0);
    }
    expect(await hash.digest()).toBe(sha256(...before));
  });

  it('hashes for other threads, each over a line of its own', async () => {
    const thread = aThread();
    const ports = [1, 2].map(() => thread.connect(worthALine) ?? fail());
    const hashes = ports.map((port) => hashOver(port));
    for (const [index, hash] of hashes.entries()) await hash.update(Buffer.alloc(3_000_000, index));
    const expected = hashes.map((_, index) => sha256(Buffer.alloc(3_000_000, index)));
    expect(await Promise.all(hashes.map((hash) => hash.digest()))).toEqual(expected);
    for (const port of ports) port.close();
    expect(thread.connect(10)).toBeNull();
  });

  it('fails over a line when it ends, and gives out no more', async () => {
    const thread = aThread();
    const hash = hashOver(thread.connect(worthALine) ?? fail());
    await hash.update(randomBytes(10));
    await thread.stop();
    await expect(hash.digest()).rejects.toThrow('ended');
    expect(thread.connect(worthALine)).toBeNull();
  });

  it('forgets a hash that was dropped', async () => {
    const thread = aThread();
    const dropped = await thread.begin(worthwhile);
    await dropped.update(shared(10));
    dropped.drop();
    const next = await thread.begin(worthwhile);
    expect(await next.digest()).toBe(sha256());
  });

  it.each(['no-such-worker.mjs', 'hash-worker.mjs'])('is done without for a small zip (%s)', async (file) => {
    const hash = await aThread(file).begin(10);
    const bytes = shared(10);
    await hash.update(bytes);
    expect(await hash.digest()).toBe(sha256(bytes));
  });

  it('is done without when it cannot be had', async () => {
    const hash = await aThread('no-such-worker.mjs').begin(worthwhile);
    const bytes = shared(10);
    await hash.update(bytes);
    expect(await hash.digest()).toBe(sha256(bytes));
  });

  it('that ends in the middle says so, and is done without from then on', async () => {
    const thread = aThread();
    const hash = await thread.begin(worthwhile);
    await hash.update(shared(10));
    await thread.stop();
    await expect(hash.update(shared(10))).rejects.toThrow('ended');
    await expect(hash.digest()).rejects.toThrow('ended');
    const next = await thread.begin(worthwhile);
    expect(await next.digest()).toBe(sha256());
  });
});

function fail(): never {
  throw new Error('not begun');
}
