// Programs that end, fail, are missing or do not end, as real processes.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { capture, npmCommand, run } from './processes.mjs';

const node = process.execPath;

describe('run', () => {
  it('answers with the exit code', async () => {
    expect(await run(node, ['-e', 'process.exit(3)'])).toBe(3);
  });

  it('shows the lines of stderr that are to be kept, and only those', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await run(node, ['-e', 'console.error("noise\\nnews\\nnoise\\nend")'], {
      keepStderrLine: (line) => line !== 'noise',
    });
    expect(shown.mock.calls.flat()).toEqual(['news', 'end']);
    shown.mockRestore();
  });

  it('says that a program is missing', async () => {
    const shown = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await run('batchdrop-no-such-program', [])).toBe(127);
    expect(shown).toHaveBeenCalledOnce();
    shown.mockRestore();
  });

  it.runIf(process.platform !== 'win32')('ends a program in time together with all that it started', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'batchdrop-processes-'));
    const socket = join(folder, 'socket');
    const server = `require("node:net").createServer().listen(${JSON.stringify(socket)})`;
    const starter = `
      require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(server)}]);
      setInterval(() => {}, 1000);`;
    expect(await run(node, ['-e', starter], { timeoutMs: 2_000 })).toBe(128);
    expect(existsSync(socket)).toBe(true);
    await vi.waitFor(() => expect(connectTo(socket)).rejects.toMatchObject({ code: 'ECONNREFUSED' }));
    await rm(folder, { recursive: true });
  });
});

describe('capture', () => {
  it('answers with the output', async () => {
    expect(await capture(node, ['-p', '40 + 2'])).toMatchObject({ code: 0, stdout: '42\n' });
  });

  it('answers for a missing program too', async () => {
    expect(await capture('batchdrop-no-such-program', [])).toMatchObject({ code: 127, stdout: '' });
  });
});

describe('npmCommand', () => {
  it('takes the npm that runs the script', () => {
    expect(npmCommand({ npm_execpath: '/opt/npm/bin/npm-cli.js' })).toEqual({
      command: node,
      args: ['/opt/npm/bin/npm-cli.js'],
    });
  });

  it('takes the npm in PATH when another package manager runs the script, or none', () => {
    expect(npmCommand({}).args).toEqual([]);
    expect(npmCommand({ npm_execpath: '/usr/bin/other' }).args).toEqual([]);
  });
});

async function connectTo(socket: string): Promise<void> {
  const connection = connect(socket);
  await once(connection, 'connect');
  connection.destroy();
}
