// Preload script: hands the contract's bridge to the page, and nothing else of Electron.
import { contextBridge, ipcRenderer, webUtils } from 'electron/renderer';
import {
  callChannel,
  changeChannel,
  handOverChannel,
  navigateChannel,
  type Bridge,
  type Destination,
  type Topic,
} from './contract';

const bridge: Bridge = {
  // What cannot be sent at all, such as a function, is a call that does not fit.
  call: (name, request) => ipcRenderer.invoke(callChannel, name, request).catch(() => notACall),
  // The page names no path: only a file that a person dropped or chose has one, and the page never learns it.
  handOver: (files: unknown) => {
    const paths = Array.isArray(files) ? files.map(pathOf).filter(Boolean) : files;
    return ipcRenderer.invoke(handOverChannel, paths).catch(() => notACall);
  },
  onChange: (listener) => {
    // The page gets the topics alone, never Electron's event object.
    const forward = (_event: unknown, topics: readonly Topic[]): void => {
      listener(topics);
    };
    ipcRenderer.on(changeChannel, forward);
    return () => {
      ipcRenderer.off(changeChannel, forward);
    };
  },
  onNavigate: (listener) => {
    const forward = (_event: unknown, destination: Destination): void => {
      listener(destination);
    };
    ipcRenderer.on(navigateChannel, forward);
    return () => {
      ipcRenderer.off(navigateChannel, forward);
    };
  },
};

const notACall = { ok: false, problem: { code: 'invalid-request' } } as const;

/** The path of a file on this computer; empty for anything that is none, such as a file that a script made. */
function pathOf(file: unknown): string {
  try {
    // Checked by Electron itself: it refuses whatever is no `File`.
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

contextBridge.exposeInMainWorld('batchdrop', bridge);
