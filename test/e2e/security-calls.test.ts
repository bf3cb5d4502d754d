// The packaged program's door: who may call, and what happens to calls that no page of ours would make.
import { expect } from '@playwright/test';
import { requestSchemas } from '../../main/ipc/schemas';
import { callChannel, handOverChannel } from '../../preload/contract';
import { test, type RunningProgram } from './launch';

const refused = { ok: false, problem: { code: 'invalid-request' } };

/** Values that fit no call, as an expression of the page. `null` fits the calls without a request, and is not among them. */
const hostile = `(() => {
  const circular = {}; circular.self = circular;
  const deep = {}; let at = deep; for (let level = 0; level < 2_000; level += 1) at = at.next = {};
  const long = 'x'.repeat(20_000_000);
  return [
    undefined, true, 0, -1, NaN, Infinity, 1e308, 10n, '', 'text', long, [], [[]], {}, new Date(NaN), /x/, new Map(),
    new Error('error'), new ArrayBuffer(1_000_000), new Uint8Array(10), circular, deep, Array(100_000).fill(null),
    JSON.parse('{"__proto__": {"id": "f1"}}'), { __proto__: { id: 'f1' } }, Object.assign(Object.create(null), { id: 1 }),
    { constructor: { prototype: { polluted: true } } }, JSON.parse('{"id": {"__proto__": {"polluted": true}}}'),
    { id: ['f1'] }, { id: { toString: 'f1' } }, { id: long }, { id: '\\0' }, { id: '../../etc/passwd', extra: true },
    { id: NaN }, { documentId: -1 }, { documentId: 1.5 }, { documentId: '1' }, { documentId: 2 ** 60 }, { path: '/etc/passwd' },
    { text: long }, { token: '../..' , otherImages: 'no' }, { offset: -1, limit: 1e9 }, { offset: 0, limit: 50, search: {} },
    { format: '../../x' }, { draft: { path: '/etc' } }, { dropId: '../../../../x' }, () => 'function', Symbol('symbol'),
    document.body, window, new Proxy({}, { get() { throw new Error('trap') } }),
    { get id() { throw new Error('getter') } }, new WeakMap(), Promise.resolve({ id: 'f1' }),
  ];
})()`;

/** Asks with each of these requests; the replies that are no refusal. */
const notRefused = ({ window }: RunningProgram, names: string, requests: string): Promise<unknown> =>
  window.evaluate(`(async () => {
    const odd = [];
    for (const name of ${names}) for (const [index, request] of ${requests}.entries()) {
      let reply;
      try { reply = await window.batchdrop.call(name, request) } catch (error) {
        // The bridge between the worlds refuses some values by itself, before anything is sent.
        reply = { ok: false, problem: { code: 'invalid-request' } };
      }
      if (JSON.stringify(reply) !== ${JSON.stringify(JSON.stringify(refused))}) odd.push([String(name), index, reply]);
    }
    return odd;
  })()`);

const isAlive = ({ window }: RunningProgram): Promise<unknown> =>
  window.evaluate(`window.batchdrop.call('app.info', null).then(({ ok }) => ok)`);

test('every call refuses what does not fit it, whatever that is, and the program goes on', async ({ program }) => {
  test.setTimeout(240_000);
  const before = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  // Nothing in this one's request has to be there: what the bridge makes an empty object of fits it.
  const names = Object.keys(requestSchemas).filter((name) => name !== 'attention.counts');
  expect(await notRefused(program, JSON.stringify(names), hostile)).toEqual([]);
  expect(await isAlive(program)).toBe(true);
  expect(await program.app.evaluate(() => 'polluted' in {})).toBe(false);
  const after = await program.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  expect(after).toEqual(expect.arrayContaining(before));
});

test('no call has another name', async ({ program }) => {
  const names = `['', 'app', 'app.', 'app.quit', 'App.Info', ' app.info', 'app.info\\0', '__proto__', 'constructor', 'toString',
    'hasOwnProperty', 'x'.repeat(1_000_000), 1, null, undefined, {}, [], ['app.info'], { toString: () => 'app.info' }, NaN]`;
  expect(await notRefused(program, names, '[null, {}, undefined]')).toEqual([]);
  expect(await isAlive(program)).toBe(true);
});

test('what is handed over is files with a path, or nothing', async ({ program }) => {
  const replies = await program.window.evaluate(`(async () => {
    const given = [[], ['/etc/passwd'], [{ path: '/etc/passwd' }], [new File(['x'], '/etc/passwd')], [null, 7, {}], 'text', null, 7,
      { length: 1, 0: '/etc/passwd' }, Array(20_000).fill('/etc/passwd')];
    const answers = [];
    for (const files of given) {
      answers.push(await window.batchdrop.handOver(files).then(
        (reply) => (reply.ok ? reply.value : reply.problem.code), () => 'refused'));
    }
    return answers.filter((answer) => ![null, 'refused', 'invalid-request'].includes(answer));
  })()`);
  expect(replies).toEqual([]);
  expect(await isAlive(program)).toBe(true);
});

test('only the program’s own window may call, and only while it shows the program’s own page', async ({ program }) => {
  const preload = await program.app.evaluate(({ app }) => `${app.getAppPath()}/out/preload/index.cjs`);
  const ask = (address: string): Promise<unknown> =>
    program.app.evaluate(
      async ({ BrowserWindow }, [preload, address]) => {
        const window = new BrowserWindow({ show: false, webPreferences: { preload } });
        try {
          await window.loadURL(address);
          const code = `Promise.all([window.batchdrop.call('credentials.list', null), window.batchdrop.handOver([])])`;
          return (await window.webContents.executeJavaScript(code)) as unknown;
        } finally {
          window.destroy();
        }
      },
      [preload, address] as const,
    );
  for (const address of ['app://batchdrop/index.html', 'data:text/html,<title>x</title>', 'about:blank']) {
    expect(await ask(address), address).toEqual([refused, refused]);
  }

  // In the program's own window: a frame inside the page, and the page gone elsewhere, as the door sees them.
  const replies = await program.app.evaluate(
    async ({ ipcMain, BrowserWindow }, channels) => {
      type Handler = (event: unknown, ...args: unknown[]) => unknown;
      const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
      const sender = BrowserWindow.getAllWindows()[0]?.webContents;
      const page = 'app://batchdrop/index.html';
      const frames = {
        ours: { url: page, parent: null },
        frame: { url: page, parent: {} },
        blank: { url: 'about:blank', parent: null },
        other: { url: 'app://evil/index.html', parent: null },
        gone: null,
      };
      const answers: Record<string, unknown> = {};
      for (const [name, senderFrame] of Object.entries(frames)) {
        const event = { sender, senderFrame };
        const reply = (await handlers.get(channels.call)?.(event, 'credentials.list', null)) as { ok: boolean };
        const handedOver = (await handlers.get(channels.handOver)?.(event, [])) as { ok: boolean };
        answers[name] = [reply.ok, handedOver.ok];
      }
      return answers;
    },
    { call: callChannel, handOver: handOverChannel },
  );
  const no = [false, false];
  expect(replies).toEqual({ ours: [true, true], frame: no, blank: no, other: no, gone: no });
});
