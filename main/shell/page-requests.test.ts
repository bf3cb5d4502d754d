// The window shows one page and loads that page's own files; nothing it asks for leaves this computer.
import { describe, expect, it } from 'vitest';
import { isPageAddress, mayLoad } from './page-requests';

const page = { frameUrl: 'app://batchdrop/index.html', isMainFrame: true, resourceType: 'xhr' };
const development = 'http://localhost:5173';

describe('where the window may go', () => {
  it.each([
    ['app://batchdrop/index.html', true],
    ['app://batchdrop/index.html#/sets/1', true],
    ['app://batchdrop/', true],
    ['app://batchdrop', true],
    ['app://batchdrop/documents/1', false],
    ['app://batchdrop/assets/main.js', false],
    ['app://batchdrop.evil/index.html', false],
    ['app://evil/index.html', false],
    ['app://user:word@batchdrop/index.html', false],
    ['app://batchdrop:8080/index.html', false],
    ['http://localhost:5173/', false],
    ['https://batchdrop/index.html', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['data:text/html,app://batchdrop/', false],
    ['about:blank', false],
    ['', false],
  ])('%s: %s', (address, may) => {
    expect(isPageAddress(address, null)).toBe(may);
  });

  it("includes the development server's pages where there is one, and no other server's", () => {
    expect(isPageAddress('http://localhost:5173/#/queue', development)).toBe(true);
    expect(isPageAddress('http://localhost:5173.evil.example/', development)).toBe(false);
    expect(isPageAddress('http://localhost:5174/', development)).toBe(false);
  });
});

describe('what the window may load', () => {
  it.each([
    ['app://batchdrop/assets/main.js', true],
    ['app://batchdrop/documents/1', true],
    ['blob:app://batchdrop/0b2c', true],
    ['data:image/png;base64,AA==', true],
    ['app://evil/main.js', false],
    ['http://127.0.0.1:8080/collect', false],
    ['https://evil.example/collect', false],
    ['ws://127.0.0.1:8080/', false],
    ['wss://evil.example/', false],
    ['ftp://evil.example/', false],
    ['file:///etc/passwd', false],
    ['filesystem:app://batchdrop/temporary/x', false],
    ['chrome://gpu', false],
    ['no address', false],
  ])('%s: %s', (address, may) => {
    expect(mayLoad(address, page, null)).toBe(may);
  });

  it('keeps documents from frames and from whatever is no picture and no reading', () => {
    const address = 'app://batchdrop/documents/1';
    expect(mayLoad(address, { ...page, isMainFrame: false }, null)).toBe(false);
    expect(mayLoad(address, { ...page, resourceType: 'mainFrame' }, null)).toBe(false);
    expect(mayLoad(address, { ...page, frameUrl: null }, null)).toBe(false);
  });

  it("includes the development server and its socket where there is one, and no other server's", () => {
    expect(mayLoad('http://localhost:5173/src/main.tsx', page, development)).toBe(true);
    expect(mayLoad('ws://localhost:5173/?token=1', page, development)).toBe(true);
    expect(mayLoad('http://localhost:5174/', page, development)).toBe(false);
  });
});
