// Where the window was, for the next start; a place that no display has any more is not used. No Electron in here.
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeWholeFile } from '../../whole-file';

const whole = z.int().min(-100_000).max(100_000);
const rectangle = z.object({ x: whole, y: whole, width: whole, height: whole });
const state = z.object({
  /** When it is not maximized, in device-independent pixels. */
  bounds: rectangle,
  isMaximized: z.boolean(),
  /** Chromium's level: 0 is 100 %, each step 20 %. */
  zoomLevel: z.number().min(-3).max(5),
});

export type Rectangle = z.infer<typeof rectangle>;
export type WindowState = z.infer<typeof state>;

export const smallestWindow = { width: 800, height: 600 };
const usualWindow = { width: 1280, height: 800 };
// So much of the title bar has to be on a display that a hand can take hold of it.
const grip = { width: 120, height: 30 };

/** null when nothing was saved, or nothing that makes sense: the window has its usual size then. */
export async function readWindowState(path: string): Promise<WindowState | null> {
  try {
    return state.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return null;
  }
}

export function saveWindowState(path: string, value: WindowState): Promise<void> {
  return writeWholeFile(path, `${JSON.stringify(value)}\n`);
}

/** Size, and place where there is one; without a place the system chooses it. */
export interface WindowPlace {
  readonly width: number;
  readonly height: number;
  readonly x?: number;
  readonly y?: number;
}

/** Where the window can go on these displays' work areas; the first one is the main display's. */
export function placeFor(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowPlace {
  const [main] = workAreas;
  if (saved === null) return main === undefined ? usualWindow : fitted(usualWindow, main);
  const { bounds } = saved;
  const area = workAreas.find((display) => canBeTaken(bounds, display));
  if (area === undefined) return main === undefined ? usualWindow : fitted(bounds, main);
  return { ...fitted(bounds, area), x: bounds.x, y: bounds.y };
}

function fitted({ width, height }: { width: number; height: number }, area: Rectangle): WindowPlace {
  return {
    width: Math.max(Math.min(width, area.width), smallestWindow.width),
    height: Math.max(Math.min(height, area.height), smallestWindow.height),
  };
}

function canBeTaken({ x, y, width }: Rectangle, area: Rectangle): boolean {
  const seen = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
  return seen >= grip.width && y >= area.y && y + grip.height <= area.y + area.height;
}
