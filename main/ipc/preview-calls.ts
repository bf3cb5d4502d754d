// "Test this folder": a look that sends nothing and writes nothing.
import { resolve } from 'node:path';
import type { FolderPreviews } from '../previews/preview-folder';
import { checkPath } from '../settings/check-folder';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

const bytesPerMegabyte = 1024 * 1024;

export function previewCalls(
  { settings, dataFolder, sandboxFolder }: Pick<Services, 'settings' | 'dataFolder' | 'sandboxFolder'>,
  previews: FolderPreviews,
): Pick<Handlers, 'folders.preview'> {
  return {
    'folders.preview': async ({ draft }) => {
      const { folders } = settings.get();
      const credentialIds: readonly string[] = [];
      const wrong = await checkPath(draft, { folders, credentialIds, dataFolder, except: sandboxFolder });
      if (wrong !== null) return { ok: false, problem: wrong };
      const { otherImages, maxMegabytes } = draft;
      const rules = { otherImages, maxBytes: maxMegabytes * bytesPerMegabyte };
      const result = await previews.preview(resolve(draft.path), rules);
      if (result.kind !== 'unreachable') return ok(result);
      const isRefused = result.code === 'EACCES' || result.code === 'EPERM';
      return problem(isRefused ? 'folder-unreadable' : 'folder-missing', { field: 'path', detail: result.code });
    },
  };
}
