// Drops: what a person handed over is copied into a folder of its own and delivered from there (decision 19).
import type {
  DropInspection,
  DropProfile,
  DropSent,
  DropSet,
  DropView,
  Page,
  PageRequest,
  Problem,
  Topic,
} from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import { startLoop, type Loop } from '../engine/loop';
import type { Clock, DocumentLedger } from '../engine/ports';
import { removedByPerson } from '../engine/watch/reconcile';
import type { SourceViews } from '../ledger/views/source-views';
import { collectPreview } from '../previews/collect-preview';
import type { LookingRules } from '../previews/look-through-folder';
import { previewLimitMs } from '../previews/preview-folder';
import { oneAtATime } from '../previews/within-time';
import { dropFolderId, type SavedDrop } from '../settings/saved-drop';
import type { SettingsFile } from '../settings/settings-file';
import { checkDrop } from './check-drop';
import { dropPlaces } from './drop-places';
import type { HandedOverPaths } from './handed-over';
import { lookThroughDrop, type OwnFolders } from './look-through-drop';
import { createSender } from './send-drop';

export interface DropParts {
  readonly settings: SettingsFile;
  readonly own: OwnFolders;
  readonly views: Pick<SourceViews, 'dropProgress' | 'setById' | 'setByNumber'>;
  readonly documents: Pick<DocumentLedger, 'withdrawUnsealed'>;
  readonly handedOver: HandedOverPaths;
  readonly clock: Clock;
  /** Twelve hexadecimal digits, never the same twice. */
  readonly newId: () => string;
  /** Tells the engine that the folders changed. */
  readonly apply: () => Promise<void>;
  readonly changed: (topics: readonly Topic[]) => void;
  /** Something about old copies did not work; it is tried again later. */
  readonly onError: (error: unknown) => void;
}

type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export interface Drops {
  /** Tidies up what an earlier run left; to be called before the engine gets its folders. Never rejects. */
  recover(): Promise<void>;
  /** Begins to close drops that are done with. */
  start(): void;
  inspect(token: string, rules: LookingRules): Promise<DropInspection | null>;
  send(token: string, profile: DropProfile, set: DropSet): Promise<Answer<DropSent>>;
  list(page: PageRequest): Promise<Page<DropView>>;
  discard(dropId: string): Promise<'done' | 'wrong-state' | 'not-found'>;
  /** The engine did something; a drop may be done with. */
  note(event: EngineEvent): void;
  /** Somebody else wrote to the ledger. */
  lookAgain(): void;
  stop(): Promise<void>;
}

const retryMs = 60_000;

export function createDrops(parts: DropParts): Drops {
  const { settings, views, clock, own } = parts;
  const places = dropPlaces(own.dataFolder);
  const looks = oneAtATime(clock, previewLimitMs);
  /** Whole copies that no drop of the settings is about. */
  let leftOver: readonly Pick<SavedDrop, 'id' | 'droppedAt' | 'files'>[] = [];
  let closing: Loop | null = null;

  const sending = (): readonly SavedDrop[] => settings.get().drops.filter(({ state }) => state === 'sending');

  function change(update: (drops: readonly SavedDrop[]) => readonly SavedDrop[]): void {
    settings.change((current) => ({ ...current, drops: [...update(current.drops)] }));
    parts.changed(['drops']);
  }

  const sender = createSender({ ...parts, places, change });

  async function recover(): Promise<void> {
    try {
      const { whole, begun } = await places.list();
      const wholeById = new Map(whole.map((place) => [place.id, place]));
      for (const drop of settings.get().drops.filter(({ state }) => state === 'copying')) {
        // All was copied; only the word about it is missing.
        const place = wholeById.get(drop.id);
        const next = place === undefined ? { state: 'interrupted' as const } : { ...place, state: 'sending' as const };
        change((drops) => drops.map((one) => (one.id === drop.id ? { ...one, ...next } : one)));
      }
      const drops = settings.get().drops;
      for (const id of begun) await places.remove({ id, droppedAt: 0, files: 0 });
      const unknown = whole.filter(({ id }) => !drops.some((drop) => drop.id === id));
      const progress = await views.dropProgress(unknown.map(({ id }) => dropFolderId(id)));
      leftOver = unknown.filter((place) => !isDone(place, progress.get(dropFolderId(place.id))));
      for (const place of unknown) if (!leftOver.includes(place)) await places.remove(place);
    } catch (error) {
      parts.onError(error);
    }
  }

  /** Lets go of the drops of which everything is delivered, withdrawn or a duplicate that was decided about. */
  async function closeDone(): Promise<number | null> {
    try {
      const candidates = sending();
      if (candidates.length === 0) return null;
      const progress = await views.dropProgress(candidates.map(({ id }) => dropFolderId(id)));
      await close(candidates.filter((drop) => isDone(drop, progress.get(dropFolderId(drop.id)))));
      return null;
    } catch (error) {
      parts.onError(error);
      return clock.now() + retryMs;
    }
  }

  async function close(done: readonly SavedDrop[]): Promise<void> {
    if (done.length === 0) return;
    change((drops) => drops.filter(({ id }) => !done.some((drop) => drop.id === id)));
    // First the engine lets go: files that vanish from a folder that is watched would need attention.
    await parts.apply();
    for (const drop of done) await places.remove(drop);
  }

  function view(drop: SavedDrop, unfinished: number | null): DropView {
    const { id, state, droppedAt, files, sizeBytes } = drop;
    const credential = settings.get().credentials.find((one) => one.id === drop.credentialId);
    return {
      ...{ id, state, droppedAt, files, sizeBytes, unfinished },
      copiedBytes: state === 'copying' ? sender.copiedBytes(id) : null,
      folderPath: state === 'sending' ? places.pathOf(drop) : null,
      credentialName: credential?.name ?? null,
    };
  }

  return {
    recover,
    start: () => {
      closing ??= startLoop(closeDone, { clock, onError: parts.onError, onIdle: () => undefined });
    },
    inspect: async (token, rules) => {
      const paths = parts.handedOver.paths(token);
      if (paths === null) return null;
      const into = collectPreview();
      const looked = await looks.run((options) => lookThroughDrop({ paths, rules, own, into }, options));
      if (looked.kind === 'cancelled') return { kind: 'cancelled' };
      return { kind: 'looked', ...into.result({ isCutOff: looked.kind === 'time-up' }) };
    },
    send: async (token, profile, set) => {
      const credentialIds = settings.get().credentials.map(({ id }) => id);
      const checked = await checkDrop(profile, set, credentialIds, views);
      if (!checked.ok) return checked;
      const sent = await sender.send(token, profile, checked.value);
      closing?.wake();
      return sent;
    },
    list: async ({ offset, limit }) => {
      const drops = settings.get().drops;
      const progress = await views.dropProgress([...drops, ...leftOver].map(({ id }) => dropFolderId(id)));
      const unfinished = (id: string): number | null => progress.get(dropFolderId(id))?.unfinished ?? null;
      const known = drops.map((drop) => view(drop, unfinished(drop.id)));
      const others = leftOver.map((place): DropView => ({
        ...{ ...place, state: 'left-over', sizeBytes: 0, copiedBytes: null, credentialName: null },
        ...{ unfinished: unfinished(place.id), folderPath: places.pathOf(place) },
      }));
      const all = [...known, ...others].sort((a, b) => b.droppedAt - a.droppedAt);
      return { items: all.slice(offset, offset + limit), total: all.length };
    },
    discard: async (dropId) => {
      const lost = leftOver.find(({ id }) => id === dropId);
      if (lost !== undefined) {
        await places.remove(lost);
        leftOver = leftOver.filter(({ id }) => id !== dropId);
        await parts.documents.withdrawUnsealed(dropFolderId(dropId), removedByPerson, clock.now());
        parts.changed(['drops', 'documents', 'folders']);
        return 'done';
      }
      const drop = settings.get().drops.find(({ id }) => id === dropId);
      if (drop === undefined) return 'not-found';
      if (drop.state === 'copying') return (await sender.cancel(dropId)) ? 'done' : 'wrong-state';
      if (drop.state === 'sending') {
        const progress = (await views.dropProgress([dropFolderId(dropId)])).get(dropFolderId(dropId));
        // Before the first scan nothing is unfinished because nothing is known.
        const isOnItsWay = progress?.isScanned !== true || progress.unfinished > 0;
        // Without its copies nothing more of it can be sealed; what is sealed is delivered all the same.
        if (isOnItsWay && !(await places.isGone(drop))) return 'wrong-state';
      }
      await close([drop]);
      return 'done';
    },
    note: (event) => {
      if (endings.has(event.type)) closing?.wake();
    },
    lookAgain: () => {
      closing?.wake();
    },
    stop: async () => {
      await Promise.all([closing?.stop(), sender.stop()]);
      closing = null;
    },
  };
}

/** After these a document may be at its end. */
const endings: ReadonlySet<EngineEvent['type']> = new Set<EngineEvent['type']>([
  'scan-finished',
  'batch-accepted',
  'batch-decided',
  'document-decided',
  'document-duplicate',
  'document-set-aside',
]);

function isDone(
  { files }: Pick<SavedDrop, 'files'>,
  progress: { readonly isScanned: boolean; readonly documents: number; readonly unfinished: number } | undefined,
): boolean {
  // Fewer documents than copies: somebody took copies away before they were seen. That is for a person to know.
  return progress?.isScanned === true && progress.documents >= files && progress.unfinished === 0;
}
