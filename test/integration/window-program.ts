// The window program without Electron, asked as the window asks: through the checked door.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';
import { startCore, type Core, type CoreParts } from '../../main/core';
import { createAnswerer } from '../../main/ipc/answer-call';
import { plainSettings } from '../../main/settings/testing/drafts';
import { aKeyring } from '../../main/settings/testing/keyring';
import { openLog } from '../../main/shell/log';
import type { CallName, Calls, Reply, Topic } from '../../preload/contract';

export interface WindowProgram {
  readonly core: Core;
  call<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Reply<Calls[Name]['value']>>;
  /** The value of a call that has to work. */
  value<Name extends CallName>(name: Name, request: Calls[Name]['request']): Promise<Calls[Name]['value']>;
  /** Waits until the answer fits; asks again whenever the program says that something changed. */
  until<Name extends CallName>(
    name: Name,
    request: Calls[Name]['request'],
    fits: (value: Calls[Name]['value']) => boolean,
  ): Promise<Calls[Name]['value']>;
}

const page = { url: 'app://batchdrop/index.html', isMainFrame: true };
const builtSealWorker = pathToFileURL(join(import.meta.dirname, '../../out/main/seal-worker.js'));

/** The program on this data folder, stopped when the test ends. */
export async function startWindowProgram(
  dataFolder: string,
  overrides: Partial<CoreParts> = {},
): Promise<WindowProgram> {
  await mkdir(dataFolder, { recursive: true, mode: 0o700 });
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  const core = await startCore({
    ...{ dataFolder, keyring: aKeyring('keyring'), openSettings: plainSettings, sealWorker: builtSealWorker },
    versions: { version: '1.2.3', electronVersion: '33.0.0', platform: 'linux' },
    systemLanguages: ['en-GB'],
    log: openLog(join(dataFolder, 'logs'), Date.now),
    desktop: {
      pickFolder: () => Promise.resolve(null),
      pickFileToSave: (name) => Promise.resolve(join(dataFolder, '..', name)),
      openFolder: () => Promise.resolve(true),
      copyText: () => Promise.resolve(),
    },
    trash: () => Promise.reject(new Error('nothing is trashed here')),
    watchPower: () => () => undefined,
    notify: (topics) => {
      for (const listener of [...listeners]) listener(topics);
    },
    ...overrides,
  });
  onTestFinished(() => core.stop());
  const answer = createAnswerer(core.handlers, 'app://batchdrop', (name, error) => {
    throw new Error(`${name} broke`, { cause: error });
  });
  const call: WindowProgram['call'] = async (name, request) =>
    (await answer(page, name, request)) as Reply<Calls[typeof name]['value']>;
  const value: WindowProgram['value'] = async (name, request) => {
    const reply = await call(name, request);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.problem)}`);
    return reply.value;
  };
  return {
    ...{ core, call, value },
    until: async (name, request, fits) => {
      for (;;) {
        let wake = (): void => undefined;
        const changed = new Promise<void>((resolve) => (wake = resolve));
        const listener = (): void => {
          wake();
        };
        listeners.add(listener);
        const current = await value(name, request);
        if (!fits(current)) await changed;
        listeners.delete(listener);
        if (fits(current)) return current;
      }
    },
  };
}
