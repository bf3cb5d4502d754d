// Tests of the content check on real files.
import { once } from 'node:events';
import {
  appendFile,
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectDocument, type Inspection } from './inspect';

const fixtures = join(import.meta.dirname, 'fixtures');
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inspect-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function inspect(path: string, otherImages = true, signal = new AbortController().signal): Promise<Inspection> {
  return inspectDocument(path, { otherImages, within: dirname(path), signal });
}

async function inspectBytes(bytes: Buffer | string, otherImages = true): Promise<Inspection> {
  const path = join(folder, 'document');
  await writeFile(path, bytes);
  return inspect(path, otherImages);
}

describe('inspectDocument', () => {
  it.each([
    ['plain.pdf', 'pdf'],
    ['updated.pdf', 'pdf'],
    ['object-streams.pdf', 'pdf'],
    ['linearized.pdf', 'pdf'],
    ['photo.jpg', 'jpeg'],
    ['progressive.jpg', 'jpeg'],
    ['picture.png', 'png'],
    ['fax.tif', 'tiff'],
    ['two-pages.tif', 'tiff'],
    ['big-endian.tif', 'tiff'],
    ['tiled.tif', 'tiff'],
    ['big.tif', 'tiff'],
    ['picture.bmp', 'bmp'],
    ['picture.gif', 'gif'],
    ['picture.webp', 'webp'],
  ])('takes %s for a complete %s whatever its name', async (name, documentKind) => {
    const path = join(folder, 'misnamed.txt');
    await copyFile(join(fixtures, name), path);
    const { size: sizeBytes, mtimeMs } = await stat(path);
    expect(await inspect(path)).toEqual({ kind: 'complete', documentKind, sizeBytes, mtimeMs });
  });

  const encryptions = [
    'rc4-40',
    'rc4-128',
    'rc4-v4',
    'aes-128',
    'aes-128-metadata',
    'aes-256-r5',
    'aes-256-r6',
    'aes-256-object-streams',
    'aes-256-linearized',
    'rc4-128-linearized-streams',
  ];

  it.each(encryptions)('knows that a PDF with %s asks for a password', async (name) => {
    expect(await inspect(join(fixtures, `${name}-locked.pdf`))).toEqual({ kind: 'encrypted' });
  });

  it.each(encryptions)('takes a PDF with %s that opens without a password', async (name) => {
    expect(await inspect(join(fixtures, `${name}-open.pdf`))).toMatchObject({ kind: 'complete' });
  });

  it('finds the encryption of a PDF with something in front of its header', async () => {
    for (const name of ['rc4-128-locked.pdf', 'aes-256-object-streams-locked.pdf']) {
      const bytes = await readFile(join(fixtures, name));
      expect(await inspectBytes(Buffer.concat([Buffer.from('\x1b%-12345X@PJL\r\n'), bytes]))).toEqual({
        kind: 'encrypted',
      });
    }
  });

  it('finds the encryption that an earlier revision set', async () => {
    const bytes = await readFile(join(fixtures, 'rc4-128-locked.pdf'), 'latin1');
    const earlier = Number(/startxref\s+(\d+)/.exec(bytes)?.[1]);
    const encrypt = /\/Encrypt \d+ 0 R/.exec(bytes)?.[0] ?? '';
    const id = /\/ID ?\[[^\]]*\]/.exec(bytes)?.[0] ?? '';
    const trailer = `trailer\n<< /Size 9 /Root 1 0 R /Prev ${earlier} ${encrypt} ${id} >>`;
    const revision = `xref\n0 0\n${trailer}\nstartxref\n${bytes.length}\n%%EOF\n`;
    expect(await inspectBytes(Buffer.from(bytes + revision, 'latin1'))).toEqual({ kind: 'encrypted' });
  });

  it('delivers a PDF whose encryption cannot be found', async () => {
    const bytes = await readFile(join(fixtures, 'rc4-128-locked.pdf'), 'latin1');
    const damaged = bytes.replace(/\/Encrypt (\d+) 0 R/, '/Encrypt 999 0 R');
    expect(damaged).not.toBe(bytes);
    expect(await inspectBytes(Buffer.from(damaged, 'latin1'))).toMatchObject({ kind: 'complete' });
  });

  it.each(['plain.pdf', 'photo.jpg', 'picture.png', 'picture.gif'])(
    'lets %s be filled up with zeros, or end with something else',
    async (name) => {
      const bytes = await readFile(join(fixtures, name));
      expect(await inspectBytes(Buffer.concat([bytes, Buffer.alloc(20_000)]))).toMatchObject({ kind: 'complete' });
      if (name === 'picture.gif') return;
      expect(await inspectBytes(Buffer.concat([bytes, Buffer.alloc(1_500, 'junk ')]))).toMatchObject({
        kind: 'complete',
      });
    },
  );

  it('takes a photo with megabytes of video behind it', async () => {
    const bytes = await readFile(join(fixtures, 'photo.jpg'));
    expect(await inspectBytes(Buffer.concat([bytes, Buffer.alloc(3_000_000, 'mdat')]))).toMatchObject({
      kind: 'complete',
    });
  });

  it("does not take the end of a photo's preview for its own", async () => {
    const bytes = await readFile(join(fixtures, 'photo.jpg'));
    const preview = Buffer.concat([
      Buffer.from('ffe1', 'hex'),
      Buffer.from([(bytes.length + 2) >> 8, (bytes.length + 2) & 0xff]),
      bytes,
    ]);
    const whole = Buffer.concat([bytes.subarray(0, 2), preview, bytes.subarray(2)]);
    expect(await inspectBytes(whole)).toMatchObject({ kind: 'complete' });
    expect(await inspectBytes(whole.subarray(0, -2))).toMatchObject({ kind: 'incomplete', documentKind: 'jpeg' });
  });

  it('takes a photo with megabytes of metadata by its end', async () => {
    const bytes = await readFile(join(fixtures, 'photo.jpg'));
    const segment = Buffer.concat([Buffer.from('ffe1ffff', 'hex'), Buffer.alloc(65_533)]);
    const metadata = Array.from({ length: 60 }, () => segment);
    const whole = Buffer.concat([bytes.subarray(0, 2), ...metadata, bytes.subarray(2)]);
    expect(await inspectBytes(whole)).toMatchObject({ kind: 'complete' });
    expect(await inspectBytes(whole.subarray(0, -2))).toMatchObject({ kind: 'incomplete', documentKind: 'jpeg' });
  });

  it('waits for the rest of a PDF that is being added to', async () => {
    const bytes = await readFile(join(fixtures, 'updated.pdf'));
    const started = bytes.subarray(0, bytes.indexOf('6 0 obj', bytes.indexOf('%%EOF')) + 20);
    expect(await inspectBytes(started)).toMatchObject({ kind: 'incomplete', documentKind: 'pdf' });
  });

  it('waits for a file that has its size but not its content yet', async () => {
    expect(await inspectBytes(Buffer.alloc(100_000))).toMatchObject({ kind: 'incomplete', documentKind: null });
    const half = await readFile(join(fixtures, 'plain.pdf'));
    half.fill(0, half.length >> 1);
    expect(await inspectBytes(half)).toMatchObject({ kind: 'incomplete', documentKind: 'pdf' });
  });

  it.each(['fax.tif', 'picture.bmp', 'picture.gif', 'picture.webp'])(
    'takes %s only when other images are allowed',
    async (name) => {
      const inspection = await inspect(join(fixtures, name), false);
      expect(inspection).toMatchObject({ kind: 'wrong-type' });
      expect(inspection).toHaveProperty('detail', expect.stringMatching(/^(TIFF|BMP|GIF|WebP) image; .*switched off/));
    },
  );

  it.each([
    ['text', 'Dear Sir or Madam,\n'],
    ['text', 'BMW sent an invoice'],
    ['HTML page', '\n<!DOCTYPE html><p>Sign in'],
    ['XML document', '<?xml version="1.0"?><Invoice/>'],
    ['e-mail message', 'Received: from mail.example\r\n'],
    ['RTF document', '{\\rtf1\\ansi}'],
    ['unknown content', Buffer.from([1, 2, 3, 4])],
    ['old Office document or Outlook message', Buffer.from('d0cf11e0a1b11ae100', 'hex')],
    ['ZIP archive', Buffer.from('PK\x03\x04......name.pdf%PDF-1.7\n')],
    ['Word document', Buffer.from('PK\x03\x04......word/document.xml')],
    [
      'TAR archive',
      Buffer.concat([Buffer.alloc(257, 'n'), Buffer.from('ustar\0'), Buffer.alloc(249), Buffer.from('%PDF-1.7')]),
    ],
    ['HEIC image', Buffer.from('\0\0\0\x18ftypheic')],
  ])('says what it seems to be instead: %s', async (detail, bytes) => {
    expect(await inspectBytes(bytes)).toEqual({ kind: 'wrong-type', detail });
  });

  it('tells an empty file', async () => {
    expect(await inspectBytes('')).toEqual({ kind: 'empty' });
  });

  it('tells a file that is not there', async () => {
    expect(await inspect(join(folder, 'none.pdf'))).toEqual({ kind: 'vanished' });
    await writeFile(join(folder, 'file'), 'x');
    expect(await inspect(join(folder, 'file', 'below.pdf'))).toEqual({ kind: 'vanished' });
  });

  it('follows no symbolic link and opens no folder', async () => {
    await symlink(join(fixtures, 'plain.pdf'), join(folder, 'link.pdf'));
    await mkdir(join(folder, 'folder.pdf'));
    expect(await inspect(join(folder, 'link.pdf'))).toEqual({ kind: 'unreadable', code: 'ELOOP' });
    expect(await inspect(join(folder, 'folder.pdf'))).toEqual({ kind: 'unreadable', code: 'EINVAL' });
  });

  it.skipIf(process.platform === 'win32')('opens nothing that is no file', async () => {
    const path = join(folder, 's.pdf');
    const server = createServer().listen(path);
    await once(server, 'listening');
    const inspection = await inspect(path).finally(() => server.close());
    expect(inspection).toEqual({ kind: 'unreadable', code: 'EINVAL' });
  });

  it.skipIf(process.platform === 'win32')('tells a file that may not be read', async () => {
    const path = join(folder, 'private.pdf');
    await writeFile(path, 'x', { mode: 0o000 });
    await chmod(folder, 0o755);
    // The super-user may read everything.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    const inspection = await inspect(path).finally(() => {
      if (isRoot) process.seteuid?.(0);
    });
    expect(inspection).toEqual({ kind: 'unreadable', code: 'EACCES' });
  });

  it('tells a file that changes while it is looked at', async () => {
    const path = join(folder, 'growing.jpg');
    const photo = await readFile(join(fixtures, 'photo.jpg'));
    const file = await open(path, 'w');
    await file.writeFile(photo.subarray(0, -2));
    // Large enough for the look to take many turns of the event loop.
    await file.truncate(24_000_000);
    await file.close();
    const progress = { isDone: false };
    const inspecting = inspect(path).finally(() => {
      progress.isDone = true;
    });
    while (!progress.isDone) await appendFile(path, 'more');
    expect(await inspecting).toEqual({ kind: 'changed' });
  });

  it('gives no judgement after an abort', async () => {
    const path = join(fixtures, 'plain.pdf');
    expect(await inspect(path, true, AbortSignal.abort())).toEqual({ kind: 'changed' });
  });
});
