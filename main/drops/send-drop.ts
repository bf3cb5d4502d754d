// Takes one drop from its token to a folder that the engine watches. Every step can be the last one before a power cut.
import type { DropProfile, DropSent, Problem, Topic } from '../../preload/contract';
import { errorCode } from '../engine/error-code';
import type { Clock } from '../engine/ports';
import { dropFrom, type DropSetPolicy, type SavedDrop } from '../settings/saved-drop';
import type { SettingsFile } from '../settings/settings-file';
import { copyFiles } from './copy-files';
import type { DropPlaces } from './drop-places';
import type { HandedOverPaths } from './handed-over';
import { collectLeftOut, type LeftOutFiles } from './left-out';
import { lookThroughDrop, type OwnFolders, type TakenFile } from './look-through-drop';

interface SenderParts {
  readonly settings: Pick<SettingsFile, 'get'>;
  readonly own: OwnFolders;
  readonly places: DropPlaces;
  readonly handedOver: HandedOverPaths;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly apply: () => Promise<void>;
  readonly changed: (topics: readonly Topic[]) => void;
  /** Writes the settings' drops; throws when that does not work. */
  readonly change: (update: (drops: readonly SavedDrop[]) => readonly SavedDrop[]) => void;
  readonly onError: (error: unknown) => void;
}

type Answer = { readonly ok: true; readonly value: DropSent } | { readonly ok: false; readonly problem: Problem };

export interface Sender {
  /** With a checked profile. */
  send(token: string, profile: DropProfile, set: DropSetPolicy): Promise<Answer>;
  /** null for a drop that is not being copied. */
  copiedBytes(dropId: string): number | null;
  /** Ends the copying of a drop and removes its copies; false when it is copied already. */
  cancel(dropId: string): Promise<boolean>;
  /** Ends whatever is being copied. What was begun is removed, now or at the next start. */
  stop(): Promise<void>;
}

interface Copying {
  copiedBytes: number;
  readonly cancelling: AbortController;
  /** Resolves when nothing is written any more. */
  readonly ended: Promise<void>;
}

export function createSender(parts: SenderParts): Sender {
  const { settings, change, places, clock, own } = parts;
  const copying = new Map<string, Copying>();
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();

  async function send(token: string, profile: DropProfile, set: DropSetPolicy): Promise<Answer> {
    const claimed = parts.handedOver.claim(token);
    if (claimed === null) return { ok: false, problem: { code: 'not-found', field: 'token' } };
    let isSent = false;
    try {
      const answer = await sendPaths(claimed.paths, profile, set);
      isSent = answer.ok && answer.value.kind === 'sent';
      return answer;
    } finally {
      if (!isSent) claimed.back();
    }
  }

  async function sendPaths(paths: readonly string[], profile: DropProfile, set: DropSetPolicy): Promise<Answer> {
    const files: TakenFile[] = [];
    const leftOut = collectLeftOut();
    const draft = dropFrom(profile, { id: parts.newId(), droppedAt: clock.now(), files: 0, sizeBytes: 0, set });
    const rules = { otherImages: draft.otherImages, maxBytes: draft.maxBytes };
    const onTaken = (file: TakenFile): void => void files.push(file);
    await lookThroughDrop({ paths, rules, own, onTaken, into: leftOut.fromLook }, { signal: stopping.signal });
    if (stopping.signal.aborted) return discarded;
    if (files.length === 0) return { ok: true, value: { kind: 'nothing-to-send', ...leftOut.result() } };
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const drop: SavedDrop = { ...draft, files: files.length, sizeBytes };
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const mine: Copying = { copiedBytes: 0, cancelling: new AbortController(), ended };
    try {
      copying.set(drop.id, mine);
      // Before the first copy: whatever is found without this entry was never to be sent.
      change((drops) => [...drops, drop]);
      return await copyInto(drop, files, leftOut, mine);
    } finally {
      copying.delete(drop.id);
      end();
    }
  }

  async function copyInto(
    drop: SavedDrop,
    files: readonly TakenFile[],
    leftOut: LeftOutFiles,
    mine: Copying,
  ): Promise<Answer> {
    const result = await makeWhole(drop, files, leftOut, mine).catch((error: unknown) => failed(errorCode(error)));
    if ('ok' in result) {
      await takeBack(drop);
      return result;
    }
    // Written down as to be sent: should the engine fail now, it takes the drop up at its next start.
    await parts.apply().catch(parts.onError);
    const { id: dropId, files: count, sizeBytes } = result;
    return { ok: true, value: { kind: 'sent', dropId, files: count, sizeBytes, ...leftOut.result() } };
  }

  /** The drop with all its copies in place and in the settings; else the answer that nothing is sent. */
  async function makeWhole(
    drop: SavedDrop,
    files: readonly TakenFile[],
    leftOut: LeftOutFiles,
    mine: Copying,
  ): Promise<SavedDrop | Answer> {
    const copied = await copyFiles(
      {
        files,
        into: places.copyingPath(drop.id),
        onLeftOut: leftOut.add,
        onCopied: (sizeBytes) => {
          mine.copiedBytes += sizeBytes;
          parts.changed(['drops']);
        },
      },
      { signal: AbortSignal.any([mine.cancelling.signal, stopping.signal]) },
    );
    if (copied.kind === 'aborted') return discarded;
    if (copied.kind === 'failed') return failed(copied.code);
    if (copied.files === 0) return { ok: true, value: { kind: 'nothing-to-send', ...leftOut.result() } };
    const whole: SavedDrop = { ...drop, state: 'sending', files: copied.files, sizeBytes: copied.sizeBytes };
    // From here on it is too late to discard it: a start after a power cut would send it.
    copying.delete(drop.id);
    await places.finish(whole);
    change((drops) => drops.map((one) => (one.id === drop.id ? whole : one)));
    return whole;
  }

  /** Nothing of it may be sent by a later start: the person is told that it was not, and may hand it over again. */
  async function takeBack(drop: SavedDrop): Promise<void> {
    const withoutIt = (drops: readonly SavedDrop[]): readonly SavedDrop[] => drops.filter(({ id }) => id !== drop.id);
    const interrupted: SavedDrop = { ...drop, state: 'interrupted' };
    try {
      const { whole } = await places.list();
      await places.remove(whole.find(({ id }) => id === drop.id) ?? drop);
      // When the program ends nobody reads the answer: the next start tells.
      change((drops) => (stopping.signal.aborted ? [...withoutIt(drops), interrupted] : withoutIt(drops)));
    } catch (error) {
      parts.onError(error);
      change((drops) => [...withoutIt(drops), interrupted]);
    }
  }

  return {
    send: (token, profile, set) => {
      const answer = send(token, profile, set);
      const ended = answer.catch(() => undefined).finally(() => running.delete(ended));
      running.add(ended);
      return answer;
    },
    copiedBytes: (dropId) => copying.get(dropId)?.copiedBytes ?? null,
    cancel: async (dropId) => {
      const mine = copying.get(dropId);
      if (mine === undefined) return false;
      mine.cancelling.abort();
      await mine.ended;
      return !settings.get().drops.some(({ id }) => id === dropId);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

const discarded: Answer = { ok: true, value: { kind: 'discarded' } };

function failed(detail: string): Answer {
  return { ok: false, problem: { code: 'failed', detail } };
}
