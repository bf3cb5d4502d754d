// Brings the window's page back when its process died (a document may be made to do that) or when it went elsewhere.
import type { WebContents } from 'electron/main';
import { isPageAddress } from '../page-requests';

export interface PageKeeping {
  /** The program's own page. */
  readonly page: string;
  readonly devOrigin: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Why it was gone, as Electron's word, such as "crashed" or "oom". */
  readonly onGone: (reason: string) => void;
}

// A page that dies again and again is not brought back by itself: a computer busy with that does no other work.
const mostReturns = 3;
const periodMs = 60_000;

/** Answers the function that brings back a page that was given up, when somebody asks for the window. */
export function keepPage(contents: WebContents, { page, devOrigin, now, onGone }: PageKeeping): () => void {
  let returns: number[] = [];
  let isGivenUp = false;
  const comeBack = (): void => {
    returns = returns.filter((at) => at > now() - periodMs);
    isGivenUp = returns.length >= mostReturns;
    if (isGivenUp || contents.isDestroyed()) return;
    returns.push(now());
    // Its beginning, not the view that it died in.
    contents.loadURL(page).catch(() => undefined);
  };
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    onGone(reason);
    comeBack();
  });
  // Electron asks nobody before a page goes to about:blank; there it may call nothing (see answer-call.ts).
  contents.on('did-navigate', (_event, address) => {
    if (isPageAddress(address, devOrigin)) return;
    onGone('left');
    comeBack();
  });
  return () => {
    if (!isGivenUp) return;
    returns = [];
    comeBack();
  };
}
