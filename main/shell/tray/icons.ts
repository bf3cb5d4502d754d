// The tray's pictures, part of the program's own file: scripts/make-tray-icons.mjs draws them.
import { nativeImage, type NativeImage } from 'electron/common';
import { nativeTheme } from 'electron/main';
import type { TrayState } from '../../background/situation';

declare global {
  interface ImportMeta {
    /** Vite puts the matching files in, here as data addresses. */
    glob(pattern: string, options: { eager: true; query: '?inline'; import: 'default' }): Record<string, string>;
  }
}

const pictures = import.meta.glob('./icons/*.png', { eager: true, query: '?inline', import: 'default' });

/** The icon of this state in the sizes that the platform's panels take. */
export function trayIcon(state: TrayState): NativeImage {
  if (process.platform === 'darwin') {
    const image = composed([
      [`${state}-template-16`, 1],
      [`${state}-template-32`, 2],
    ]);
    image.setTemplateImage(true);
    return image;
  }
  const panel = isPanelDark() ? 'dark' : 'light';
  if (process.platform === 'linux') return composed([[`${state}-${panel}-22`, 1]]);
  return composed([
    [`${state}-${panel}-16`, 1],
    [`${state}-${panel}-22`, 1.375],
    [`${state}-${panel}-32`, 2],
  ]);
}

/** Laid over the program's button in the taskbar of Windows. */
export function overlayIcon(): NativeImage {
  return composed([
    ['overlay-16', 1],
    ['overlay-32', 2],
  ]);
}

/** GNOME's bar is dark in both themes; elsewhere the panel follows the theme. */
function isPanelDark(): boolean {
  if ((process.env['XDG_CURRENT_DESKTOP'] ?? '').toUpperCase().includes('GNOME')) return true;
  // Windows has a theme of its own for the taskbar; Electron 33 does not tell it.
  if (process.platform === 'win32' && 'shouldUseDarkColorsForSystemIntegratedUI' in nativeTheme) {
    return nativeTheme.shouldUseDarkColorsForSystemIntegratedUI;
  }
  return nativeTheme.shouldUseDarkColors;
}

function composed(parts: readonly (readonly [name: string, scaleFactor: number])[]): NativeImage {
  const image = nativeImage.createEmpty();
  for (const [name, scaleFactor] of parts) {
    const dataURL = pictures[`./icons/${name}.png`];
    if (dataURL === undefined) throw new Error(`there is no picture ${name}`);
    image.addRepresentation({ scaleFactor, dataURL });
  }
  return image;
}
