// Preload script: hands the contract's bridge to the page, and nothing else of Electron.
import { contextBridge, ipcRenderer } from 'electron/renderer';
import { callChannel, changeChannel, type Bridge, type Topic } from './contract';

const bridge: Bridge = {
  call: (name, request) => ipcRenderer.invoke(callChannel, name, request),
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
};

contextBridge.exposeInMainWorld('batchdrop', bridge);
