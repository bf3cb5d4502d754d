import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataFolder } from './data-folder-lock';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// Plain JavaScript, because Node 20 runs no TypeScript: the same calls from a process of its own.
const holder = `
import Database from ${JSON.stringify(import.meta.resolve('libsql'))};
const database = new Database(process.argv[2] + '/lock.sqlite');
database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
process.send('locked');
setInterval(() => undefined, 1000);
`;

describe('lockDataFolder', () => {
  it('lets one program in, and the next one when the first has left', async () => {
    const first = await lockDataFolder(folder);
    expect(first.kind).toBe('locked');
    expect(await lockDataFolder(folder)).toEqual({ kind: 'in-use' });
    if (first.kind === 'locked') first.release();
    const second = await lockDataFolder(folder);
    expect(second.kind).toBe('locked');
    if (second.kind === 'locked') second.release();
  });

  it('is free again after the program that held it was killed', async () => {
    const script = join(folder, 'holder.mjs');
    await writeFile(script, holder);
    const child = fork(script, [folder]);
    await once(child, 'message');
    expect(await lockDataFolder(folder)).toEqual({ kind: 'in-use' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await lockDataFolder(folder);
    expect(lock.kind).toBe('locked');
    if (lock.kind === 'locked') lock.release();
  });

  it('says so when the folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await lockDataFolder(join(folder, 'file', 'data'))).toEqual({ kind: 'unwritable', detail: 'ENOTDIR' });
  });
});
