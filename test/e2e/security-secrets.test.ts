// Where a password goes in a full run of the packaged program: to its server, and nowhere else that anybody could look.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lstat, mkdtemp, open, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect } from '@playwright/test';
import { aFolderDraft } from '../../main/settings/testing/drafts';
import { aPdf } from '../integration/documents';
import { test, type RunningProgram } from './launch';
import { addCredential, addFolder, canary, drop, filesWith, startServer, type TestServer } from './steps';

const canaryToken = 'canary-token-7hQx';
const canaryProxy = 'canary-proxy-5mTz';
const secrets = [canary, canaryToken, canaryProxy];

let inbox: string;
let bundles: string;
let server: TestServer;
test.beforeEach(async () => {
  inbox = await mkdtemp(join(tmpdir(), 'batchdrop-inbox-'));
  bundles = await mkdtemp(join(tmpdir(), 'batchdrop-bundles-'));
  server = await startServer();
});
test.afterEach(async () => {
  await server.stop();
  await Promise.all([inbox, bundles].map((folder) => rm(folder, { recursive: true, force: true })));
});

/** A server that refuses everything and says back what it was sent, in every spelling that it can think of. */
async function startEcho(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const echo: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { authorization = '', 'proxy-authorization': forProxy = '' } = request.headers;
      const sent = `${authorization} ${forProxy} ${Buffer.concat(parts).toString('latin1')}`;
      const [password = ''] = secrets.filter((secret) => sent.includes(secret));
      const spellings = [password, encodeURIComponent(password), JSON.stringify(password), `clerk:${password}`];
      const said = [
        ...spellings,
        Buffer.from(`clerk:${password}`).toString('base64'),
        Buffer.from(password).toString('hex'),
      ];
      response.writeHead(400, { 'content-type': 'application/json', 'x-sent': encodeURIComponent(password) });
      response.end(JSON.stringify({ error: `Wrong: ${said.join(' | ')}`, sent: sent.slice(0, 500) }));
    });
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(echo.address() as AddressInfo).port}`,
    stop: async () => {
      echo.closeAllConnections();
      await new Promise((resolve) => echo.close(resolve));
    },
  };
}

/** The secrets as they may stand somewhere. */
const spellings = secrets.flatMap((secret) => [
  ...[secret, encodeURIComponent(secret), Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('base64')],
  // Within other text: what three alignments of base64 have in common with it.
  Buffer.from(`clerk:${secret}`).toString('base64').slice(8, -4),
]);

/** Which spellings a text has in it. */
function spelledIn(text: string): string[] {
  return spellings.filter((spelling) => text.includes(spelling));
}

/** The process and all that it started, as Linux knows them. */
async function processTree(root: number): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const pid of pids) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const tree = [root];
  for (const pid of tree) tree.push(...pids.filter((child) => parents.get(child) === pid));
  return tree;
}

/** Whether the memory of a process holds this text; null when it may not be read here. */
async function memoryHolds(pid: number, text: string): Promise<boolean | null> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
  const memory = await open(`/proc/${pid}/mem`, 'r').catch(() => null);
  if (memory === null || maps === '') return null;
  try {
    for (const line of maps.split('\n')) {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      const [first, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      if (!(end - first < 1 << 30)) continue;
      for (let at = first; at < end; at += 1 << 24) {
        const piece = Buffer.alloc(Math.min((1 << 24) + 64, end - at));
        const read = await memory.read(piece, 0, piece.length, at).catch(() => null);
        const held = piece.subarray(0, read?.bytesRead ?? 0);
        if (held.includes(text) || held.includes(Buffer.from(text, 'utf16le'))) return true;
      }
    }
    return false;
  } finally {
    await memory.close();
  }
}

/** What somebody else on this computer could open: everything of the folder that is not its owner's alone. */
async function openToOthers(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = [folder, ...entries.map((entry) => join(entry.parentPath, entry.name))];
  const wide: string[] = [];
  for (const path of paths) {
    const found = await lstat(path).catch(() => null);
    // Chromium's marks are links to nothing; the last one is there because Playwright looks into the page.
    if (found === null || found.isSymbolicLink() || path === join(folder, 'DevToolsActivePort')) continue;
    if ((found.mode & 0o077) !== 0) wide.push(`${relative(folder, path)} ${(found.mode & 0o777).toString(8)}`);
  }
  return wide;
}

async function call({ window }: RunningProgram, name: string, request: unknown): Promise<unknown> {
  return window.evaluate(`window.batchdrop.call(${JSON.stringify(name)}, ${JSON.stringify(request)})`);
}

const pageProcess = ({ app }: RunningProgram): Promise<number> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0);

test('a password goes to its server, and into no file, log, bundle, dump, argument or environment', async ({
  launcher,
}) => {
  test.setTimeout(180_000);
  const echo = await startEcho();
  const program = await launcher.launch();
  const { app, window, dataDir } = program;
  try {
    await addCredential(window, server.baseUrl);
    await addFolder(program, inbox);
    await drop(inbox, { 'a.pdf': aPdf('first') });
    await expect.poll(() => server.received(), { timeout: 30_000 }).toHaveLength(1);

    // The same password, to a server that shouts it back: kept as evidence, shown in the window.
    const echoed = {
      ...{ name: 'Echo', baseUrl: echo.url, companyName: 'Acme', username: 'clerk', tokenMode: 'pasted' },
      ...{ inDoubt: 'ask', password: canary, token: canaryToken },
    };
    const saved = (await call(program, 'credentials.save', echoed)) as { ok: boolean; value: { id: string } };
    expect(saved.ok).toBe(true);
    expect(JSON.stringify(await call(program, 'credentials.test', echoed))).not.toMatch(/canary/);
    const proxy = { kind: 'manual', host: '127.0.0.1', port: Number(new URL(echo.url).port), username: 'guest' };
    const proxied = { ...echoed, name: 'Behind a proxy', proxy, proxyPassword: canaryProxy };
    expect(await call(program, 'credentials.save', proxied)).toMatchObject({ ok: true });
    expect(JSON.stringify(await call(program, 'credentials.test', proxied))).not.toMatch(/canary/);
    const echoedInbox = await mkdtemp(join(bundles, 'echoed-'));
    await drop(echoedInbox, { 'b.pdf': aPdf('second') });
    const watched = aFolderDraft({ path: echoedInbox, credentialId: saved.value.id, quietSeconds: 0 });
    expect(await call(program, 'folders.save', watched)).toMatchObject({ ok: true });
    const waits = async () => JSON.stringify(await call(program, 'queue.list', { offset: 0, limit: 10 }));
    await expect.poll(waits, { timeout: 30_000 }).toContain('Wrong:');
    expect(spelledIn(await waits())).toEqual([]);

    // Everything that a person may hand on.
    await app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      },
      join(bundles, 'bundle.zip'),
    );
    await call(program, 'diagnostics.collect', null);

    for (const pid of await processTree(app.process().pid ?? 0)) {
      const told = await Promise.all(
        ['cmdline', 'environ'].map((what) => readFile(`/proc/${pid}/${what}`, 'utf8').catch(() => '')),
      );
      expect(spelledIn(told.join(' '))).toEqual([]);
    }

    await expect.poll(() => openToOthers(dataDir)).toEqual([]);
    const before = await pageProcess(program);
    await app.evaluate(({ webContents }) => {
      webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
    });
    await expect.poll(async () => [0, before].includes(await pageProcess(program))).toBe(false);
    const dumps = await app.evaluate(({ app }) => app.getPath('crashDumps'));
    expect(dumps.startsWith(dataDir)).toBe(true);
    expect(await openToOthers(dataDir)).toEqual([]);
    for (const spelling of spellings) {
      expect(await filesWith(dataDir, spelling), spelling).toEqual([]);
      expect(await filesWith(bundles, spelling), spelling).toEqual([]);
    }
  } finally {
    await echo.stop();
  }
});

test('the page forgets a password when its form is saved', async ({ program }) => {
  test.skip(process.platform !== 'linux', 'reads the memory of a process as Linux shows it');
  test.setTimeout(180_000);
  await addCredential(program.window, server.baseUrl);
  const session = await program.window.context().newCDPSession(program.window);
  await session.send('HeapProfiler.collectGarbage');
  let snapshot = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => (snapshot += chunk));
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  expect(snapshot).toContain('Acme production');
  const at = snapshot.indexOf(canary);
  expect(at === -1 ? '' : snapshot.slice(Math.max(0, at - 200), at + 100)).toBe('');
  const held = await memoryHolds(await pageProcess(program), canary);
  test.info().annotations.push({ type: 'page memory', description: String(held) });
});
