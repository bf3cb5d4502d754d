// What the program is, with the versions that support asks for.
import { release } from 'node:os';
import { app, clipboard, dialog, type BrowserWindow } from 'electron/main';
import type { AboutWords } from '../words/native-words';

/** macOS has a panel of its own for this; elsewhere it is a dialog whose text can be copied. */
export async function showAbout(window: BrowserWindow | null, words: AboutWords): Promise<void> {
  const { electron, chrome, node } = process.versions;
  const system = `${process.platform} ${release()} ${process.arch}`;
  const [version, parts] = [words.version(app.getVersion()), words.parts({ electron, chrome, node, system })];
  if (process.platform === 'darwin') {
    app.setAboutPanelOptions({ applicationName: 'Batchdrop', applicationVersion: app.getVersion(), credits: parts });
    app.showAboutPanel();
    return;
  }
  const options = {
    ...{ type: 'info' as const, title: words.title, message: version, detail: parts, noLink: true },
    ...{ buttons: [words.close, words.copy], defaultId: 0, cancelId: 0 },
  };
  const answer = window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(window, options);
  // Newer versions of Electron answer with a promise, older ones with nothing.
  if (answer.response === 1) await clipboard.writeText(`${version}\n${parts}`);
}
