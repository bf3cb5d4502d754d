// A farm of links, pipes and devices in a watched folder: nothing from outside is read, nothing blocks, end to end.
import { execFile } from 'node:child_process';
import { link, mkdir, mkdtemp, rename, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { DocumentId } from '../../main/engine/model';
import { createBufferPool } from '../../main/engine/seal/buffer-pool';
import { openDocument } from '../../main/engine/seal/read-document';
import type { SourceDocument } from '../../main/engine/seal/seal-job';
import { inspectDocument } from '../../main/engine/watch/content/inspect';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { runToEnd, writeConfig } from '../integration/command';
import { aPdf } from '../integration/documents';

const run = promisify(execFile);
const isWindows = process.platform === 'win32';
// Making links needs a right of its own on Windows; junctions do not.
const folderLink = isWindows ? 'junction' : 'dir';
let base: string;
let inbox: string;
let outside: string;
let sandbox: Sandbox | null = null;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'batchdrop-links-'));
  inbox = join(base, 'in');
  outside = join(base, 'outside');
  await mkdir(join(inbox, 'sub'), { recursive: true });
  await mkdir(outside);
});
afterEach(async () => {
  await sandbox?.close();
  sandbox = null;
  await rm(base, { recursive: true, force: true });
});

async function aDocument(path: string, text: string): Promise<SourceDocument> {
  await writeFile(path, aPdf(text));
  const { size: sizeBytes, mtimeMs } = await stat(path);
  return { documentId: 1 as DocumentId, path, within: inbox, sizeBytes, mtimeMs };
}

/** The same size and time as `document`, so that only its place tells that it is another one. */
async function aTwinOutside(document: SourceDocument): Promise<string> {
  const path = join(outside, 'a.pdf');
  await writeFile(path, Buffer.alloc(document.sizeBytes, '%PDF-'));
  await utimes(path, document.mtimeMs / 1000, document.mtimeMs / 1000);
  return path;
}

const inspect = (path: string) =>
  inspectDocument(path, { otherImages: true, within: inbox, signal: new AbortController().signal });

async function opening(document: SourceDocument): Promise<string> {
  const opened = await openDocument(document, { pool: createBufferPool(0), withSample: false });
  if (opened.kind === 'failed') return `${opened.failure.reason} ${opened.failure.detail}`.trim();
  await opened.close();
  return 'opened';
}

describe.skipIf(isWindows)('a watched folder full of links, pipes, sockets and devices', () => {
  it('delivers what really lies in it, and nothing else', async () => {
    await writeFile(join(inbox, 'real.pdf'), aPdf('real'));
    await writeFile(join(inbox, 'sub', 'nested.pdf'), aPdf('nested'));
    await mkdir(join(outside, 'private'));
    await writeFile(join(outside, 'secret.pdf'), aPdf('secret'));
    await writeFile(join(outside, 'private', 'deep.pdf'), aPdf('deep'));
    await writeFile(join(outside, 'shared.pdf'), aPdf('shared'));
    // A second name of the same file is a file of this folder: who may make it may read it.
    await link(join(outside, 'shared.pdf'), join(inbox, 'hard.pdf'));
    await symlink(join(outside, 'secret.pdf'), join(inbox, 'file-link.pdf'));
    await symlink('../outside/secret.pdf', join(inbox, 'relative-link.pdf'));
    await symlink(join(inbox, 'real.pdf'), join(inbox, 'inner-link.pdf'));
    await symlink(outside, join(inbox, 'folder-link'));
    await symlink('..', join(inbox, 'parent'));
    await symlink('.', join(inbox, 'sub', 'self'));
    await symlink('loop-b.pdf', join(inbox, 'loop-a.pdf'));
    await symlink('loop-a.pdf', join(inbox, 'loop-b.pdf'));
    await symlink(join(outside, 'nowhere.pdf'), join(inbox, 'dangling.pdf'));
    await symlink('/dev/zero', join(inbox, 'endless.pdf'));
    await symlink('/proc/self/environ', join(inbox, 'environment.pdf'));
    await run('mkfifo', [join(inbox, 'pipe.pdf')]);
    const socket = createServer().listen(join(inbox, 'socket.pdf'));
    const hasDevice = await run('mknod', [join(inbox, 'device.pdf'), 'c', '1', '5']).then(
      () => true,
      () => false,
    );
    if (!hasDevice) console.log('only root makes devices: the file of a device is left out');
    sandbox = await createSandbox({ dataDir: join(base, 'sandbox') });
    const { companyName, username, password } = demoAccount;
    const config = await writeConfig(join(base, 'config.json'), {
      ...{ folder: inbox, baseUrl: sandbox.url, account: { companyName, username } },
    });
    const data = join(base, 'data');
    const result = await runToEnd(['run', '--config', config, '--data', data, '--once'], { ACME_PASSWORD: password });
    socket.close();
    expect(result.exitCode, result.stderr).toBe(0);
    const received = (await sandbox.received()).flatMap(({ documents }) => documents.map(({ name }) => name));
    expect(received.sort()).toEqual(['hard.pdf', 'nested.pdf', 'real.pdf']);
    const scan = result.events.find(({ type }) => type === 'scan-finished');
    expect(scan).toMatchObject({ ignored: hasDevice ? 14 : 13, unreadableFolders: [], unreadableFiles: [] });
  });
});

describe('between the scan and the sealing', () => {
  it('a file swapped for a link to another one is not read', async () => {
    const document = await aDocument(join(inbox, 'a.pdf'), 'mine');
    expect(await opening(document)).toBe('opened');
    const twin = await aTwinOutside(document);
    await rm(document.path);
    await symlink(twin, document.path, 'file');
    expect(await opening(document)).toBe('unreadable ELOOP');
    expect(await inspect(document.path)).toEqual({ kind: 'unreadable', code: 'ELOOP' });
  });

  // Linux asks the kernel about the open file, the others ask by its path.
  it.each(['linux', 'darwin'] as const)(
    'a sub-folder swapped for a link to another one is not read, as on %s',
    async (as) => {
      if (as === 'linux' && process.platform !== 'linux') return;
      const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue(as);
      onTestFinished(() => {
        platform.mockRestore();
      });
      expect(process.platform).toBe(as);
      const document = await aDocument(join(inbox, 'sub', 'a.pdf'), 'mine');
      expect(await opening(document)).toBe('opened');
      await aTwinOutside(document);
      await rename(join(inbox, 'sub'), join(inbox, 'was-sub'));
      await symlink(outside, join(inbox, 'sub'), folderLink);
      // Same size, same time, no link in the last name: only where it really lies tells.
      expect(await opening(document)).toBe('unreadable ELOOP');
      expect(await inspect(document.path)).toEqual({ kind: 'unreadable', code: 'ELOOP' });
    },
  );

  it('a folder with a name that begins like the watched one does not count as inside', async () => {
    const document = await aDocument(join(inbox, 'sub', 'a.pdf'), 'mine');
    outside = `${inbox}-other`;
    await mkdir(outside);
    await aTwinOutside(document);
    await rename(join(inbox, 'sub'), join(inbox, 'was-sub'));
    await symlink(outside, join(inbox, 'sub'), folderLink);
    expect(await opening(document)).toBe('unreadable ELOOP');
  });

  it.skipIf(isWindows)('a file swapped for a pipe is passed by without waiting for a writer', async () => {
    const document = await aDocument(join(inbox, 'a.pdf'), 'mine');
    await rm(document.path);
    await run('mkfifo', [document.path]);
    expect(await opening(document)).toBe('changed');
    expect(await inspect(document.path)).toEqual({ kind: 'unreadable', code: 'EINVAL' });
  });

  it('a watched folder that is a link itself works', async () => {
    const way = join(base, 'way');
    await symlink(inbox, way, folderLink);
    const document = await aDocument(join(inbox, 'sub', 'a.pdf'), 'mine');
    expect(await opening({ ...document, path: join(way, 'sub', 'a.pdf'), within: way })).toBe('opened');
  });
});
