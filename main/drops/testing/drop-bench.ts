// Drops on real folders, real settings and a real ledger; the test plays the engine's part.
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DropProfile, DropSent, DropSet, HandedOver, Topic } from '../../../preload/contract';
import { manualClock, type ManualClock } from '../../engine/testing/manual-clock';
import type { AbsolutePath, WatchedFolder } from '../../engine/model';
import { credentialId, openTestLedger, type TestLedger } from '../../ledger/testing/test-ledger';
import { dropFolders } from '../../settings/saved-drop';
import type { SettingsFile } from '../../settings/settings-file';
import { aDropProfile, plainSettings, temporaryFolder } from '../../settings/testing/drafts';
import { createDrops, type DropParts, type Drops } from '../drops';
import { createHandedOver } from '../handed-over';

export interface DropBench extends TestLedger {
  readonly root: string;
  readonly dataFolder: string;
  readonly drops: Drops;
  readonly settings: SettingsFile;
  readonly clock: ManualClock;
  readonly failures: unknown[];
  readonly topics: Topic[];
  /** The folders that the engine was last told to watch. */
  watched(): readonly WatchedFolder[];
  /** Puts a copy of a sample document into `root`; answers its path. */
  put(relativePath: string, fixture?: string): Promise<string>;
  handOver(...paths: string[]): HandedOver;
  send(paths: readonly string[], about?: { profile?: Partial<DropProfile>; set?: DropSet }): Promise<DropSent>;
  /** Names in the folder of all drops. */
  places(): Promise<string[]>;
  /** Other drops on the same folders: the next start of the program. */
  again(changes?: Partial<DropParts>): Drops;
}

const fixtures = join(import.meta.dirname, '../../engine/watch/content/fixtures');

export async function aDropBench(): Promise<DropBench> {
  const root = await temporaryFolder();
  const dataFolder = join(root, 'data');
  await mkdir(dataFolder);
  const opened = await openTestLedger();
  const settings = plainSettings(dataFolder);
  settings.change((current) => ({
    ...current,
    credentials: [
      {
        ...{ id: credentialId, name: 'Acme', baseUrl: 'https://example.com', companyName: 'Acme', username: 'ap' },
        ...{ tokenMode: 'automatic', inDoubt: 'ask', sandbox: false },
      },
    ],
  }));
  const clock = manualClock(1_763_900_000_000);
  const failures: unknown[] = [];
  const topics: Topic[] = [];
  let watched: readonly WatchedFolder[] = [];
  let numbers = 0;
  const handedOver = createHandedOver(() => `token-${(numbers += 1)}`);
  const again: DropBench['again'] = (changes = {}) =>
    createDrops({
      ...{ settings, views: opened.views, documents: opened.ledger.documents, handedOver, clock },
      own: { dataFolder, sandboxFolder: join(dataFolder, 'sandbox', 'documents') },
      newId: () => (numbers += 1).toString(16).padStart(12, '0'),
      apply: async () => {
        watched = dropFolders(settings.get().drops, dataFolder);
        for (const { id, path } of watched) await opened.ledger.folders.register({ id, path, addedAt: clock.now() });
      },
      changed: (changed) => void topics.push(...changed),
      onError: (error) => failures.push(error),
      ...changes,
    });
  const drops = again();
  const handOver: DropBench['handOver'] = (...paths) => {
    const answer = handedOver.take(paths);
    if (answer === null) throw new Error('nothing was handed over');
    return answer;
  };
  return {
    ...{ ...opened, root, dataFolder, settings, clock, failures, topics, drops, again, handOver },
    watched: () => watched,
    put: async (relativePath, fixture = 'plain.pdf') => {
      const path = join(root, relativePath);
      await mkdir(dirname(path), { recursive: true });
      await copyFile(join(fixtures, fixture), path);
      return path;
    },
    send: async (paths, { profile, set } = {}) => {
      const { token } = handOver(...paths);
      const answer = await drops.send(token, aDropProfile({ credentialId, ...profile }), set ?? { kind: 'none' });
      if (!answer.ok) throw new Error(`the drop was refused: ${JSON.stringify(answer.problem)}`);
      return answer.value;
    },
    places: () => readdir(join(dataFolder, 'drops')).catch(() => []),
  };
}

/** The files below a folder, as relative paths in order. */
export async function filesBelow(folder: AbsolutePath | string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
