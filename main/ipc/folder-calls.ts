// Calls about watched folders.
import { resolve } from 'node:path';
import type { Counts, FolderView } from '../../preload/contract';
import { folderIdOf } from '../engine/form-checks';
import type { FolderId } from '../engine/model';
import type { FolderFigures } from '../ledger/views/views';
import { lockedFolder, lockedRemoval } from '../policy/guard';
import { checkFolder } from '../settings/check-folder';
import { draftFromFolder, folderFromDraft } from '../settings/folder-draft';
import type { SavedFolder } from '../settings/settings-file';
import { ok, problem, type Handlers } from './answer-call';
import { lookingNow, type FolderNotes } from './folder-notes';
import type { Services } from './services';

type FolderCalls = Pick<Handlers, 'folders.list' | 'folders.pick' | 'folders.save' | 'folders.remove' | 'folders.scan'>;

export const noCounts: Counts = { seen: 0, delivered: 0, onTheWay: 0, setAside: 0, duplicates: 0, ignored: 0 };

export function folderCalls(services: Services, folderNotes: FolderNotes): FolderCalls {
  const { settings, engine, views, desktop, dataFolder, sandboxFolder, policy = () => null } = services;

  function toView(folder: SavedFolder, figures: readonly FolderFigures[]): FolderView {
    const known = figures.find(({ folderId }) => folderId === folder.id);
    const credential = settings.get().credentials.find(({ id }) => id === folder.credentialId);
    const health = folder.paused ? 'paused' : (known?.health ?? 'scanning');
    return {
      ...draftFromFolder(folder),
      credentialName: credential?.name ?? '',
      health,
      healthDetail: known?.healthDetail ?? null,
      lastScanAt: known?.lastScanAt ?? null,
      looking: lookingNow(folderNotes, folder, health),
      counts: known?.counts ?? noCounts,
    };
  }

  return {
    'folders.list': async () => {
      const figures = await views.folders();
      return ok(settings.get().folders.map((folder) => toView(folder, figures)));
    },
    'folders.pick': async () => ok({ path: await desktop.pickFolder() }),
    'folders.save': async (draft) => {
      const { folders, credentials } = settings.get();
      const credentialIds = credentials.map(({ id }) => id);
      const wrong = await checkFolder(draft, { folders, credentialIds, dataFolder, except: sandboxFolder });
      if (wrong !== null) return { ok: false, problem: wrong };
      const exists = folders.some(({ id }) => id === draft.id);
      if (draft.id !== undefined && !exists) return problem('not-found');
      const path = resolve(draft.path);
      // Another path is another folder: the ledger knows documents by their place in it.
      const saved = folderFromDraft({ ...draft, path }, folderIdOf(path));
      const locked = lockedFolder(policy(), draft, saved);
      if (locked !== null) return { ok: false, problem: locked };
      settings.change((current) => ({
        ...current,
        folders: exists
          ? current.folders.map((folder) => (folder.id === draft.id ? saved : folder))
          : [...current.folders, saved],
      }));
      await services.applySettings();
      return ok(toView(saved, await views.folders()));
    },
    'folders.remove': async ({ id }) => {
      const locked = lockedRemoval(policy(), 'folders', id);
      if (locked !== null) return { ok: false, problem: locked };
      settings.change((current) => ({ ...current, folders: current.folders.filter((folder) => folder.id !== id) }));
      await services.applySettings();
      return ok(null);
    },
    'folders.scan': async ({ id }) => {
      await engine.scan(id as FolderId);
      return ok(null);
    },
  };
}
