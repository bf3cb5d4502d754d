// The window's only door to the program: what the preload script put on `window`.
import type { Bridge } from '../../preload/contract';

declare global {
  interface Window {
    readonly batchdrop: Bridge;
  }
}

/** Looks the program up at each call, so that importing this file needs no window. */
export const bridge: Bridge = {
  call: (name, request) => window.batchdrop.call(name, request),
  handOver: (files) => window.batchdrop.handOver(files),
  onChange: (listener) => window.batchdrop.onChange(listener),
  onNavigate: (listener) => window.batchdrop.onNavigate(listener),
};
