// Calls about the program itself.
import type { Handlers } from './answer-call';
import { ok, problem } from './answer-call';
import type { Services } from './services';

type AppCalls = Pick<
  Handlers,
  'app.info' | 'app.startSandbox' | 'app.acceptWeakStorage' | 'app.openFolder' | 'app.copyText'
>;

export function appCalls({ appInfo, startSandbox, secrets, settings, desktop }: Services): AppCalls {
  return {
    'app.info': () => Promise.resolve(ok(appInfo())),
    'app.startSandbox': async () => ok(await startSandbox()),
    'app.acceptWeakStorage': () => {
      secrets.acceptWeakStorage();
      return Promise.resolve(ok(null));
    },
    'app.openFolder': async ({ folderId }) => {
      // By id, so that a page can never name a path of its own.
      const folder = settings.get().folders.find(({ id }) => id === folderId);
      if (folder === undefined) return problem('not-found');
      return (await desktop.openFolder(folder.path)) ? ok(null) : problem('folder-missing');
    },
    'app.copyText': async ({ text }) => {
      await desktop.copyText(text);
      return ok(null);
    },
  };
}
