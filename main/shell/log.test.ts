// The log says what happened and never what a document, a server or a person said.
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BatchId, CredentialId, DocumentId, FolderId } from '../engine/model';
import { openLog } from './log';

async function aLog() {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-log-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const logs = join(folder, 'logs');
  const log = openLog(logs, () => Date.UTC(2026, 0, 2));
  const lines = async (): Promise<Record<string, unknown>[]> =>
    (await readFile(join(logs, 'batchdrop.log'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logs, log, lines };
}

describe('the log', () => {
  it('keeps kinds and ids, one JSON object per line', async () => {
    const { log, lines } = await aLog();
    log.event({ type: 'batch-sending', batchId: 7 as BatchId, attempt: 2 });
    expect(await lines()).toEqual([
      { time: '2026-01-02T00:00:00.000Z', type: 'batch-sending', batchId: 7, attempt: 2 },
    ]);
  });

  it("keeps no file name, no system's detail and no server's words", async () => {
    const { log, lines } = await aLog();
    const said = 'p4ssword';
    const [folderId, documentId, batchId] = ['f' as FolderId, 1 as DocumentId, 7 as BatchId];
    log.event({ type: 'folder-state', folderId, state: 'error', detail: said });
    log.event({
      ...{ type: 'document-set-aside', folderId, documentId },
      ...{ relativePath: said, reason: 'unreadable', detail: said },
    });
    log.event({ type: 'batch-held', batchId, reason: 'refused', serverWords: said });
    log.event({
      ...{ type: 'credential-paused', credentialId: 'c' as CredentialId },
      ...{ reason: 'credential-refused', serverWords: said },
    });
    log.event({
      type: 'scan-finished',
      folderId,
      seen: 3,
      ignored: 1,
      unreadableFolders: [said],
      unreadableFiles: [said],
      tookMs: 1,
    });
    log.event({ type: 'engine-failed', detail: said });
    expect(await lines()).toHaveLength(6);
    expect(JSON.stringify(await lines())).not.toContain(said);
  });

  it("keeps a bug's name, code and place, and not its message", async () => {
    const { log, lines } = await aLog();
    log.bug('overview.get', Object.assign(new TypeError('secret\nin the message'), { code: 'EBAD' }));
    log.bug('uncaught', 'secret text that was thrown');
    const [bug, thrown] = await lines();
    expect(bug).toMatchObject({ type: 'bug', where: 'overview.get', name: 'TypeError', code: 'EBAD' });
    expect(String(bug?.['frames'])).toContain('log.test.ts');
    expect(thrown).toMatchObject({ type: 'bug', where: 'uncaught', name: 'string' });
    expect(JSON.stringify(await lines())).not.toContain('secret');
  });

  it('says nothing about progress', async () => {
    const { log, logs } = await aLog();
    log.event({ type: 'batch-progress', batchId: 7 as BatchId, bytesSent: 1, contentLength: 2 });
    await expect(readdir(logs)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('begins a new file when the old one is large, and keeps one old one', async () => {
    const { log, logs, lines } = await aLog();
    log.event({ type: 'batch-sending', batchId: 1 as BatchId, attempt: 1 });
    await writeFile(join(logs, 'batchdrop.log'), 'x'.repeat(2 * 1024 * 1024 + 1));
    log.event({ type: 'batch-sending', batchId: 2 as BatchId, attempt: 1 });
    expect((await readdir(logs)).sort()).toEqual(['batchdrop.log', 'batchdrop.log.1']);
    expect(await lines()).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('is for its owner alone', async () => {
    const { log, logs } = await aLog();
    log.event({ type: 'batch-sending', batchId: 1 as BatchId, attempt: 1 });
    expect((await stat(logs)).mode & 0o777).toBe(0o700);
    expect((await stat(join(logs, 'batchdrop.log'))).mode & 0o777).toBe(0o600);
  });
});
