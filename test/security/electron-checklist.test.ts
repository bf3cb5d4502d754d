// What of Electron's security checklist stands in the sources and in the packaging; test/e2e/security-*.test.ts tries the
// same in the packaged program. docs/security.md names the test of each item.
import { FuseV1Options } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '../../main/shell/page-policy';
import packageJson from '../../package.json';
import { madeWith, namesIn, programSources, projectText } from './sources';

const sources = programSources('main', 'preload', 'renderer/src');
const names = namesIn(sources);

/** What no code of the program may name, and the item of the checklist that it would break. */
const forbidden: readonly (readonly [string, string])[] = [
  ['openExternal', '15: nothing is opened in a browser; a first address needs an allow-list of its own'],
  ['loadFile', '18: pages come from app://'],
  ['BrowserView', '2-4: one window'],
  ['WebContentsView', '2-4: one window'],
  ['nodeIntegrationInWorker', '2'],
  ['nodeIntegrationInSubFrames', '2'],
  ['allowRunningInsecureContent', '8'],
  ['experimentalFeatures', '9'],
  ['enableBlinkFeatures', '10'],
  ['allowpopups', '11'],
  ['webSecurity', '6: left on'],
  ['setCertificateVerifyProc', 'Network: certificates are never waved through'],
  ['NODE_TLS_REJECT_UNAUTHORIZED', 'Network: certificates are never waved through'],
  ['executeJavaScript', '7: no text is run'],
  ['insertCSS', '7: no text is run'],
  ['exposeInIsolatedWorld', '20: one bridge'],
  ['sendSync', '17'],
  ['openDevTools', 'a packaged program has none'],
  ['setAsDefaultProtocolClient', 'nobody outside can hand the program an address'],
  ['dangerouslySetInnerHTML', 'text of documents and servers is never markup'],
  ['innerHTML', 'text of documents and servers is never markup'],
  ['outerHTML', 'text of documents and servers is never markup'],
  ['insertAdjacentHTML', 'text of documents and servers is never markup'],
  ['eval', '7: no text is run'],
  ['Function', '7: no text is run'],
];

/** Where such a name is known, and why it does no harm there. */
const answered: ReadonlyMap<string, readonly string[]> = new Map([
  // `npm run demo` waits for the page with a fixed text.
  ['executeJavaScript', ['main/demo.ts']],
]);

describe('the sources', () => {
  it.each(forbidden)('do not use %s (%s)', (name) => {
    const allowed = answered.get(name) ?? [];
    expect((names.get(name) ?? []).filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it('never take a certificate that was not checked', () => {
    const waved = sources.filter(({ text }) => /rejectUnauthorized['"]?\s*[:=](?!\s*true\b)/.test(text));
    expect(waved.map(({ path }) => path)).toEqual([]);
  });

  it('make one window, and state its safety', () => {
    const windows = madeWith(sources, 'BrowserWindow');
    expect(windows.map(({ path }) => path)).toEqual(['main/shell/window/window.ts']);
    for (const { options } of windows) {
      expect(options).toContain('sandbox: true');
      expect(options).toContain('contextIsolation: true');
      expect(options).toContain('nodeIntegration: false');
      expect(options).toContain('webviewTag: false');
    }
  });

  it('give the page one bridge and nothing of Electron', () => {
    const preload = programSources('preload').find(({ path }) => path === 'preload/index.ts');
    expect(preload?.text.match(/exposeInMainWorld\([^)]*\)/g)).toEqual(["exposeInMainWorld('batchdrop', bridge)"]);
    expect(preload?.text).not.toMatch(/ipcRenderer[,;}\s]*$/m);
  });

  it('answer calls through the two checked doors alone', () => {
    const handled = sources.flatMap(({ text }) => text.match(/ipcMain\s*\.\s*\w+\([\w.]+/g) ?? []);
    expect(handled).toEqual(['ipcMain.handle(callChannel', 'ipcMain.handle(handOverChannel']);
    expect(
      sources.filter(({ text }) => /ipcMain\.on\b|\.ipc\.(on|handle)\b/.test(text)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('ask for every part of the page by app://, and name no address without encryption but loopback', () => {
    const plain = sources.flatMap(({ path, text }) =>
      (text.match(/http:\/\/[\w.$[{-]+/g) ?? [])
        .filter((address) => !/^http:\/\/(127\.0\.0\.1|localhost|\$\{|\[|www\.w3\.org)/.test(address))
        .map((address) => `${path}: ${address}`),
    );
    expect(plain).toEqual([]);
    expect(projectText('renderer/index.html')).not.toMatch(/(src|href)="(?!data:,|\.?\/)/);
  });
});

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy.split('; ').map((directive) => {
      const [name = '', ...values] = directive.split(' ');
      return [name, values] as const;
    }),
  );

  it('allows nothing that is not named, and nothing unsafe or from elsewhere', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    const values = [...directives.values()].flat();
    expect(values.filter((value) => !["'none'", "'self'", 'data:', 'blob:'].includes(value))).toEqual([]);
  });

  it('lets scripts, styles and workers come from the page’s own files alone', () => {
    for (const name of ['script-src', 'style-src', 'worker-src', 'connect-src', 'font-src']) {
      expect(directives.get(name), name).toEqual(["'self'"]);
    }
    for (const name of ['base-uri', 'form-action', 'frame-ancestors']) {
      expect(directives.get(name), name).toEqual(["'none'"]);
    }
  });
});

describe('the fuses', () => {
  const yml = projectText('electron-builder.yml');
  const [, block = ''] = /^electronFuses:\n((?:[ #].*\n)+)/m.exec(yml) ?? [];
  const stated = new Map(
    [...block.matchAll(/^ {2}(\w+): (true|false)$/gm)].map(([, name = '', value]) => [name, value]),
  );

  it('are all stated', () => {
    const known = Object.values(FuseV1Options).filter((name) => typeof name === 'string');
    expect([...stated.keys()].map((name) => name.toLowerCase()).sort()).toEqual(
      known.map((name) => name.toLowerCase()).sort(),
    );
  });

  it('of a release run the packed program alone', () => {
    expect(Object.fromEntries(stated)).toEqual({
      runAsNode: 'false',
      enableCookieEncryption: 'true',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      enableEmbeddedAsarIntegrityValidation: 'true',
      onlyLoadAppFromAsar: 'true',
      loadBrowserProcessSpecificV8Snapshot: 'false',
      grantFileProtocolExtraPrivileges: 'false',
    });
    expect(yml).toMatch(/^asar: true$/m);
  });

  it('of the build for tests differ in the inspector alone', () => {
    const changed = projectText('scripts/lib/package-program.mjs').match(/electronFuses\.\w+'?: \w+/g);
    expect(changed).toEqual(["electronFuses.enableNodeCliInspectArguments': true"]);
  });
});

describe('the packages', () => {
  const all = { ...packageJson.dependencies, ...packageJson.devDependencies };

  it('are pinned to one version each, Electron among them', () => {
    expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  it('bring no door between page and program other than ours', () => {
    expect(
      Object.keys(all).filter((name) => /^(@electron\/remote|electron-is-dev|electron-debug)$/.test(name)),
    ).toEqual([]);
  });
});
