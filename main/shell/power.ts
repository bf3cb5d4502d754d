// What the computer goes through while the program runs: sleep and wake, the network's return, shutdown.
import { net, powerMonitor, type BrowserWindow } from 'electron/main';
import type { Clock } from '../engine/ports';
import { systemAddresses, watchNetwork, type PowerListener } from '../network-watch';

/** Tells the listener until the answered function is called. */
export function watchPower(clock: Clock, { onNetwork, onWake }: PowerListener): () => void {
  const ended = new AbortController();
  const look = () => ({ addresses: systemAddresses(), online: net.isOnline() });
  void watchNetwork(look, clock, onNetwork, { signal: ended.signal });
  powerMonitor.on('resume', onWake);
  return () => {
    ended.abort();
    powerMonitor.off('resume', onWake);
  };
}

/**
 * Calls `end` when the system shuts down or the user logs off. Linux and macOS wait until the program quits by itself;
 * Windows gives it a few seconds, so that the work is ended at the first word.
 */
export function onShutdown(window: BrowserWindow, end: () => void): void {
  powerMonitor.on('shutdown', (event?: { preventDefault?: () => void }) => {
    event?.preventDefault?.();
    end();
  });
  if (process.platform === 'win32') window.on('session-end', end);
}
