// The program's one window: opens where it was, hides instead of closing, and follows the system's theme.
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron/main';
import type { Clock } from '../../engine/ports';
import { keepPage } from './keep-page';
import { placeFor, readWindowState, saveWindowState, smallestWindow, type WindowState } from './window-state';

export interface WindowOptions {
  readonly page: string;
  /** Where its place is kept. */
  readonly stateFile: string;
  /** Started in the background: shown when somebody asks for it. */
  readonly isHidden: boolean;
  readonly clock: Clock;
  /** The development server's, when there is one. */
  readonly devOrigin: string | null;
  /** The page was gone, and why (see keep-page.ts). */
  readonly onPageGone: (reason: string) => void;
}

export interface ProgramWindow {
  readonly window: BrowserWindow;
  /** Brings it to the front, wherever it is. */
  raise(): void;
  /** Writes its place down; waits for that. */
  saveState(): Promise<void>;
}

// Moving a window is hundreds of events.
const saveDelayMs = 500;

/** Opens the window on this page; it shows itself when there is something to see. */
export async function openWindow(options: WindowOptions): Promise<ProgramWindow> {
  const { page, stateFile, isHidden, clock, devOrigin } = options;
  const saved = await readWindowState(stateFile);
  const displays = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()];
  const window = new BrowserWindow({
    ...placeFor(
      saved,
      displays.map(({ workArea }) => workArea),
    ),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: 'Batchdrop',
    backgroundColor: background(),
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const followTheme = (): void => {
    window.setBackgroundColor(background());
  };
  nativeTheme.on('updated', followTheme);
  window.on('closed', () => {
    nativeTheme.off('updated', followTheme);
  });

  // Maximizing shows a window, so that one in the background is maximized when it is shown.
  let toMaximize = saved?.isMaximized === true;
  const show = (): void => {
    if (toMaximize) window.maximize();
    toMaximize = false;
    window.show();
  };
  window.webContents.once('did-finish-load', () => {
    if (saved !== null) window.webContents.setZoomLevel(saved.zoomLevel);
  });
  window.once('ready-to-show', () => {
    if (!isHidden) show();
  });

  const stateNow = (): WindowState => ({
    bounds: window.getNormalBounds(),
    isMaximized: toMaximize || window.isMaximized(),
    zoomLevel: window.webContents.getZoomLevel(),
  });
  const save = async (): Promise<void> => {
    if (window.isDestroyed()) return;
    // A place that cannot be written is no reason to bother anybody.
    await saveWindowState(stateFile, stateNow()).catch(() => undefined);
  };
  const saveSoon = soon(save, clock);
  const changes = ['resize', 'move', 'maximize', 'unmaximize', 'blur', 'hide'] as const;
  // The events differ in their types only; each means that the place may be another one.
  for (const change of changes) window.on(change as 'resize', saveSoon);
  const askedFor = keepPage(window.webContents, { page, devOrigin, now: clock.now, onGone: options.onPageGone });
  void window.loadURL(page);
  return {
    window,
    raise: () => {
      askedFor();
      if (window.isMinimized()) window.restore();
      show();
      window.focus();
      // macOS keeps a program behind the others that was told to come forward by itself.
      if (process.platform === 'darwin') app.focus({ steal: true });
    },
    saveState: save,
  };
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? '#14181b' : '#f6f7f5';
}

/** Calls the function once, a moment after the first of many calls. */
function soon(run: () => Promise<void>, clock: Clock): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    void clock.sleep(saveDelayMs, { signal: neverAborted }).then(() => {
      isWaiting = false;
      return run();
    });
  };
}

const neverAborted = new AbortController().signal;
