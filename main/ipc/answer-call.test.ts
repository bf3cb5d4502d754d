// The door for the window's calls: who may call, what may be asked, and what comes back when something breaks.
import { describe, expect, it } from 'vitest';
import type { CallName } from '../../preload/contract';
import { createAnswerer, isTrusted, ok, type Handlers } from './answer-call';
import { requestSchemas } from './schemas';

const origin = 'app://batchdrop';
const page = { url: 'app://batchdrop/index.html#/sets', isMainFrame: true };

/** Answers every call with the request it got; `overrides` replaces single handlers. */
function aDoor(overrides: Partial<Record<CallName, (request: unknown) => Promise<unknown>>> = {}) {
  const asked: CallName[] = [];
  const bugs: [string, unknown][] = [];
  const echo = (name: CallName) => (request: unknown) => {
    asked.push(name);
    return Promise.resolve(ok(request));
  };
  const names = Object.keys(requestSchemas) as CallName[];
  const handlers = { ...Object.fromEntries(names.map((name) => [name, echo(name)])), ...overrides };
  const answer = createAnswerer(handlers as unknown as Handlers, origin, (call, error) => bugs.push([call, error]));
  return { answer, asked, bugs };
}

describe('the sender of a call', () => {
  it.each([
    ['app://batchdrop/index.html', true],
    ['app://batchdrop/', true],
    ['app://batchdrop', true],
    ['app://batchdrop.evil.example/index.html', false],
    ['app://evil/index.html', false],
    ['app://batchdrop:8080/index.html', false],
    ['app://user@evil/batchdrop', false],
    ['https://batchdrop/index.html', false],
    ['file:///app://batchdrop/index.html', false],
    ['data:text/html,app://batchdrop', false],
    ['about:blank', false],
    ['', false],
  ])('%s is trusted: %s', (url, trusted) => {
    expect(isTrusted({ url, isMainFrame: true }, origin)).toBe(trusted);
  });

  it('is never a frame inside the page', () => {
    expect(isTrusted({ ...page, isMainFrame: false }, origin)).toBe(false);
  });

  it('is the development server when that is the origin', () => {
    const development = 'http://localhost:5173';
    expect(isTrusted({ url: 'http://localhost:5173/#/queue', isMainFrame: true }, development)).toBe(true);
    expect(isTrusted({ url: 'http://localhost:5174/', isMainFrame: true }, development)).toBe(false);
    expect(isTrusted(page, development)).toBe(false);
  });
});

describe('a call', () => {
  it('reaches its handler with the request', async () => {
    const { answer, asked } = aDoor();
    expect(await answer(page, 'folders.scan', { id: 'f1' })).toEqual({ ok: true, value: { id: 'f1' } });
    expect(asked).toEqual(['folders.scan']);
  });

  it.each([
    ['from elsewhere', { url: 'https://evil.example/', isMainFrame: true }, 'app.info', null],
    ['without a name', page, undefined, null],
    ['with the name of no call', page, 'app.quit', null],
    ["with the name of an object's own part", page, 'constructor', null],
    ['with a prototype as name', page, '__proto__', null],
    ['with a request that does not fit', page, 'folders.scan', { id: 7 }],
    ['with a field too many', page, 'folders.scan', { id: 'f1', path: '/etc' }],
  ])('%s is refused before anything runs', async (_what, caller, name, request) => {
    const { answer, asked, bugs } = aDoor();
    expect(await answer(caller, name, request)).toEqual({ ok: false, problem: { code: 'invalid-request' } });
    expect([asked, bugs]).toEqual([[], []]);
  });

  it('that breaks is logged and answered without a word of the error', async () => {
    const error = new Error('password p4ss in a message');
    const { answer, bugs } = aDoor({ 'overview.get': () => Promise.reject(error) });
    const reply = await answer(page, 'overview.get', { period: 'all' });
    expect(reply).toEqual({ ok: false, problem: { code: 'failed' } });
    expect(bugs).toEqual([['overview.get', error]]);
  });
});
