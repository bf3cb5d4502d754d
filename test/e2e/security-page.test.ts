// The packaged program's page cannot become more than a page: every way out of it that Electron's security checklist
// names is tried from inside (docs/security.md).
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { test, type RunningProgram } from './launch';

let folder: string;
let server: Server;
let elsewhere: string;
let asked: string[];
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-security-'));
  asked = [];
  server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' });
    response.end('<title>elsewhere</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  elsewhere = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

/** Runs this body in a task of the page's own, as its scripts run: what the debugger runs is not held by the policy. */
async function inPage(window: Page, body: string): Promise<unknown> {
  return window.evaluate(`new Promise((answer) => {
    setTimeout(() => {
      (async () => { ${body} })().then(answer, (error) => answer('refused: ' + error.name));
    });
  })`);
}

/** What Electron knows of all pages there are. */
const pages = ({ app }: RunningProgram): Promise<string[]> =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));

/** Lets policies down that only the page itself would hold, as a page that was taken over does. */
async function withoutPolicy({ window }: RunningProgram): Promise<void> {
  const session = await window.context().newCDPSession(window);
  await session.send('Page.setBypassCSP', { enabled: true });
  await window.reload();
  await window.locator('body[data-ready="true"]').waitFor({ state: 'attached' });
}

test('the page has no Node.js, no Electron, and of the program the bridge alone', async ({ program }) => {
  const found = await inPage(
    program.window,
    `return ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname',
      'SharedArrayBuffer'].filter((name) => name in window).concat(Object.keys(window.batchdrop).sort())`,
  );
  expect(found).toEqual(['call', 'handOver', 'onChange', 'onNavigate']);
  // What the page changes in its own world reaches neither the preload script nor the bridge.
  const changed = await inPage(
    program.window,
    `Array.prototype.map = Function.prototype.call = () => 'taken over';
     try { window.batchdrop.call = () => 'taken over' } catch {}
     try { window.batchdrop = null } catch {}
     return (await window.batchdrop.call('app.info', null)).ok`,
  );
  expect(changed).toBe(true);
});

test('every page is sandboxed, isolated and without Node.js, whatever opens it', async ({ program }) => {
  const preferences = await program.app.evaluate(({ BrowserWindow, webContents }) => {
    // Made without a word about safety: what is left out must be the safe choice.
    new BrowserWindow({ show: false });
    return webContents.getAllWebContents().map((contents) => {
      const all = contents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      const { sandbox, contextIsolation, nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames } =
        all.getLastWebPreferences();
      const { webSecurity, allowRunningInsecureContent, experimentalFeatures, webviewTag, enableBlinkFeatures } =
        all.getLastWebPreferences();
      const safe = { contextIsolation, webSecurity, isSandboxed: sandbox };
      const unsafe = { nodeIntegration, nodeIntegrationInWorker, nodeIntegrationInSubFrames, webviewTag };
      return { safe, unsafe: { ...unsafe, allowRunningInsecureContent, experimentalFeatures, enableBlinkFeatures } };
    });
  });
  expect(preferences).toHaveLength(2);
  for (const { safe, unsafe } of preferences) {
    expect(Object.values(safe).filter((value) => value !== true)).toEqual([]);
    expect(Object.values(unsafe).filter((value) => value !== false && value !== undefined && value !== '')).toEqual([]);
  }
});

test('the page goes nowhere', async ({ program }) => {
  const { window } = program;
  const file = join(folder, 'page.html');
  await writeFile(file, '<title>a file</title>');
  const home = await window.evaluate<string>('location.href');
  const targets = [
    ...[`${elsewhere}/navigated`, pathToFileURL(file).href, 'app://evil/index.html', 'app://batchdrop/documents/1'],
    ...['data:text/html,<title>data</title>', 'chrome://gpu', 'javascript:document.title="ran"'],
    ...['devtools://devtools/bundled/inspector.html', 'view-source:app://batchdrop/index.html'],
  ];
  for (const target of targets) {
    for (const way of [
      `location.href = ${JSON.stringify(target)}`,
      `const a = document.createElement('a'); a.href = ${JSON.stringify(target)}; document.body.append(a); a.click(); a.remove()`,
      `const f = document.createElement('form'); f.action = ${JSON.stringify(target)}; document.body.append(f); f.submit(); f.remove()`,
    ]) {
      await inPage(window, way);
    }
    // The page still answers, and it is the same one.
    expect(await inPage(window, 'await new Promise((next) => setTimeout(next)); return location.href'), target).toBe(
      home,
    );
  }
  expect(await window.title()).not.toBe('ran');
  expect(await pages(program)).toHaveLength(1);
  expect(asked).toEqual([]);
});

test('a page that left for about:blank, or died, can call nothing and is there again', async ({ program }) => {
  const { window, app } = program;
  const ready = window.locator('body[data-ready="true"]');
  // Electron asks nobody about this one address.
  await window.evaluate(`document.body.dataset.ready = 'gone'; setTimeout(() => { location.href = 'about:blank' })`);
  await ready.waitFor({ state: 'attached' });
  expect(await window.evaluate('location.href')).toBe('app://batchdrop/index.html');
  const pid = () => app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId() ?? 0);
  const before = await pid();
  await app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
  });
  // Another process, and a page in it that has filled itself.
  await expect.poll(async () => [0, before].includes(await pid())).toBe(false);
  await expect.poll(() => titleAndState(app)).toMatch(/Batchdrop true$/);
});

/** Asked by Electron: Playwright gives a page up that died. */
const titleAndState = (app: RunningProgram['app']): Promise<string> =>
  app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return 'not there';
    return contents.executeJavaScript('document.title + " " + document.body.dataset.ready') as Promise<string>;
  });

test('the page opens no window, by script, link, form, middle click or shortcut', async ({ program }) => {
  const { window } = program;
  for (const target of [`${elsewhere}/opened`, 'about:blank', 'app://batchdrop/index.html', 'file:///etc/passwd']) {
    expect(await inPage(window, `return window.open(${JSON.stringify(target)}) === null`)).toBe(true);
    await window.evaluate(
      `document.body.insertAdjacentHTML('afterbegin',
        '<a id="way-out" target="_blank" href=${JSON.stringify(target)} style="position:fixed;z-index:9999;top:0;left:0">out</a>')`,
    );
    for (const options of [{}, { button: 'middle' }, { modifiers: ['Control'] }, { modifiers: ['Shift'] }] as const) {
      await window.locator('#way-out').click({ ...options, force: true } as Parameters<typeof window.click>[1]);
    }
    await window.evaluate(`document.getElementById('way-out').remove()`);
  }
  expect(await pages(program)).toHaveLength(1);
  expect(asked).toEqual([]);
});

test('nothing can be embedded: neither a webview nor a frame nor an object', async ({ program }) => {
  const loaded = await inPage(
    program.window,
    `const tags = ['webview', 'iframe', 'object', 'embed', 'frame'];
     const made = tags.map((tag) => {
       const part = document.createElement(tag);
       part[tag === 'object' ? 'data' : 'src'] = ${JSON.stringify(`${elsewhere}/embedded`)};
       document.body.append(part);
       return part;
     });
     const [webview] = made;
     const answer = { isPlain: webview.constructor === HTMLElement, canLoad: 'loadURL' in webview };
     await fetch('app://batchdrop/index.html');
     made.forEach((part) => part.remove());
     return answer;`,
  );
  expect(loaded).toEqual({ isPlain: true, canLoad: false });
  expect(await pages(program)).toHaveLength(1);
  expect(asked).toEqual([]);
});

test('no permission is given, and none is said to be', async ({ program }) => {
  const refused = await inPage(
    program.window,
    `const tried = {
       geolocation: () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no)),
       notifications: async () => { if (await Notification.requestPermission() !== 'granted') throw new Error() },
       camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
       microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
       screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
       clipboard: () => navigator.clipboard.readText(),
       midi: () => navigator.requestMIDIAccess({ sysex: true }),
       usb: () => navigator.usb.requestDevice({ filters: [] }),
       serial: () => navigator.serial.requestPort(),
       hid: async () => { if ((await navigator.hid.requestDevice({ filters: [] })).length === 0) throw new Error() },
       bluetooth: () => navigator.bluetooth.requestDevice({ acceptAllDevices: true }),
       fonts: async () => { if ((await window.queryLocalFonts()).length === 0) throw new Error() },
       files: () => window.showDirectoryPicker(),
       pointer: async () => { await document.body.requestPointerLock(); if (document.pointerLockElement === null) throw new Error() },
       persistentStorage: async () => { if (!(await navigator.storage.persist())) throw new Error() },
       idle: async () => { if (await IdleDetector.requestPermission() !== 'granted') throw new Error() },
     };
     const given = [];
     for (const [name, attempt] of Object.entries(tried)) {
       // What is never answered is not given either.
       const tooLate = new Promise((yes, no) => setTimeout(no, 1_000));
       try { await Promise.race([attempt(), tooLate]); given.push(name) } catch {}
     }
     for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi',
       'persistent-storage', 'background-sync', 'accelerometer', 'window-management', 'local-fonts', 'idle-detection']) {
       const { state } = await navigator.permissions.query({ name }).catch(() => ({ state: 'denied' }));
       if (state === 'granted') given.push('query ' + name);
     }
     return given;`,
  );
  expect(refused).toEqual([]);
});

test('nothing is downloaded', async ({ program }) => {
  await program.app.evaluate(({ app, session }, path) => {
    app.setPath('downloads', path);
    const seen = globalThis as { downloads?: string[] };
    seen.downloads = [];
    session.defaultSession.on('will-download', (event, item) => {
      seen.downloads?.push(
        `${item.getURL().split(':')[0] ?? ''} ${event.defaultPrevented ? 'stopped' : 'let through'}`,
      );
    });
  }, folder);
  await inPage(
    program.window,
    `for (const href of ['data:application/zip,x', URL.createObjectURL(new Blob(['x'])),
       'app://batchdrop/index.html', ${JSON.stringify(`${elsewhere}/file.zip`)}]) {
       const link = document.createElement('a');
       link.href = href; link.download = 'taken.html';
       document.body.append(link); link.click(); link.remove();
       await new Promise((next) => setTimeout(next, 100));
     }`,
  );
  const downloads = await program.app.evaluate(() => (globalThis as { downloads?: string[] }).downloads);
  expect(downloads?.length).toBeGreaterThan(0);
  expect(downloads?.filter((download) => !download.endsWith(' stopped'))).toEqual([]);
  expect(await readdir(folder)).toEqual([]);
  expect(asked).toEqual([]);
});

test('text is never run: no eval, no inline script, no script from elsewhere', async ({ program }) => {
  const ran = await inPage(
    program.window,
    `window.ran = [];
     const attempt = async (name, run) => { try { await run() } catch {} };
     await attempt('eval', () => eval("window.ran.push('eval')"));
     await attempt('function', () => new Function("window.ran.push('function')")());
     await attempt('timer', () => new Promise((next) => { setTimeout("window.ran.push('timer')"); setTimeout(next, 50) }));
     for (const [name, fill] of Object.entries({
       inline: (script) => { script.textContent = "window.ran.push('inline')" },
       data: (script) => { script.src = "data:text/javascript,window.ran.push('data')" },
       blob: (script) => { script.src = URL.createObjectURL(new Blob(["window.ran.push('blob')"])) },
       elsewhere: (script) => { script.src = ${JSON.stringify(`${elsewhere}/script.js`)} },
     })) {
       const script = document.createElement('script');
       fill(script);
       const done = new Promise((next) => { script.onload = script.onerror = next; setTimeout(next, 200) });
       document.head.append(script);
       await done;
     }
     document.body.insertAdjacentHTML('beforeend', '<img src="x:" onerror="window.ran.push(\\'handler\\')">');
     await attempt('worker', () => new Promise((next) => {
       const worker = new Worker(URL.createObjectURL(new Blob(["postMessage(1)"])));
       worker.onmessage = () => { window.ran.push('worker'); next() };
       worker.onerror = next;
     }));
     await new Promise((next) => setTimeout(next, 100));
     return window.ran;`,
  );
  expect(ran).toEqual([]);
  expect(asked).toEqual([]);
});

test('a page whose policy is gone still reaches no network and no file', async ({ program }) => {
  const file = join(folder, 'secret.txt');
  await writeFile(file, 'content');
  await withoutPolicy(program);
  // The policy is gone indeed: what it refuses goes through now.
  expect(await inPage(program.window, `return eval('1 + 1')`)).toBe(2);
  const got = await inPage(
    program.window,
    `const attempts = {
       own: () => fetch('app://batchdrop/index.html').then((answer) => answer.ok || Promise.reject()),
       network: () => fetch(${JSON.stringify(`${elsewhere}/fetched`)}, { mode: 'no-cors' }),
       beacon: async () => navigator.sendBeacon(${JSON.stringify(`${elsewhere}/beacon`)}, 'x') && Promise.reject(),
       picture: () => new Promise((yes, no) => {
         const picture = new Image();
         [picture.onload, picture.onerror] = [yes, no];
         picture.src = ${JSON.stringify(`${elsewhere}/picture`)};
       }),
       socket: () => new Promise((yes, no) => {
         const socket = new WebSocket(${JSON.stringify(elsewhere.replace('http', 'ws'))});
         [socket.onopen, socket.onerror] = [yes, no];
       }),
       file: () => fetch(${JSON.stringify(pathToFileURL(file).href)}),
       fileByFrame: () => new Promise((yes, no) => {
         const frame = document.createElement('iframe');
         frame.onload = () => { try { yes(frame.contentDocument.body.textContent.includes('content') || no()) } catch { no() } };
         frame.src = ${JSON.stringify(pathToFileURL(file).href)};
         document.body.append(frame);
         setTimeout(no, 500);
       }),
       otherHost: () => fetch('app://evil/index.html').then((answer) => answer.ok || Promise.reject()),
       climb: () => fetch('app://batchdrop/..%2f..%2fpackage.json').then((answer) => answer.ok || Promise.reject()),
       worker: () => new Promise((yes, no) => {
         const worker = new Worker(${JSON.stringify(`${elsewhere}/worker.js`)});
         [worker.onmessage, worker.onerror] = [yes, no];
       }),
     };
     const through = [];
     for (const [name, attempt] of Object.entries(attempts)) {
       await attempt().then(() => through.push(name), () => undefined);
     }
     return through;`,
  );
  expect(got).toEqual(['own']);
  expect(asked).toEqual([]);
});
