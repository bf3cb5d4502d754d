// Where disasters happen: a world for each test, and words for what is looked at afterwards.
import { execFile } from 'node:child_process';
import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { EngineEvent } from '../../main/engine/events';
import { audit } from './audit';
import { buildProgram, type BuiltProgram } from './build-program';
import type { Paper } from './papers';
import { attention } from './person';
import { windUp } from './settle';
import { createWorld, plainSetting, type Setting, type World } from './world';

const run = promisify(execFile);

export interface DisasterBench {
  /** The world of the running test. */
  readonly world: World;
  /** Makes the test's world. */
  aWorld(setting?: Partial<Setting>): Promise<void>;
  /** The first watched folder. */
  inbox(): string;
  ledgerFile(): string;
  spooled(zipName: string): string;
  /** New documents under these names. */
  put(...names: string[]): Promise<Paper[]>;
  /** How often the server stored each of these. */
  storedCounts(papers: readonly Paper[]): Promise<number[]>;
  /** State, or reason for being set aside, of each document by name. */
  documents(): Promise<Record<string, string>>;
  /** Documents that wait for a person, by name. */
  onScreen(): Promise<string[]>;
  /** What the program that runs now said of this type. */
  events(type: EngineEvent['type']): EngineEvent[];
  /** Brings the world to rest and compares. */
  keptPromises(): Promise<void>;
  /** A disk of this size at the folder; false, with the reason said, where this machine does not let us have one. */
  smallDisk(folder: string, size: string): Promise<boolean>;
  /** Shows the disk at this folder, too. Only after `smallDisk`. */
  plugIn(disk: string, folder: string): Promise<void>;
  /** Takes the disk out, whoever uses it. */
  unplug(folder: string): Promise<void>;
  /** Fills the disk to its last byte; answers with the file to remove. */
  fill(folder: string): Promise<string>;
}

/** For a test file: builds the program once, and ends and removes each test's world. */
export function disasterBench(): DisasterBench {
  let built: BuiltProgram;
  let world: World;
  let mounted: string[] = [];
  beforeAll(async () => {
    built = await buildProgram();
  });
  afterAll(() => built.remove());
  afterEach(async () => {
    await world.kill();
    for (const folder of mounted) await run('umount', ['-l', folder]).catch(() => undefined);
    mounted = [];
    await world.close();
  });

  const bench: DisasterBench = {
    get world() {
      return world;
    },
    aWorld: async (setting) => {
      world = await createWorld(built.script, { ...plainSetting, ...setting });
    },
    inbox: () => world.inboxes[0] ?? '',
    ledgerFile: () => join(world.dataDir, 'ledger.sqlite'),
    spooled: (zipName) => join(world.dataDir, 'spool', zipName),
    put: async (...names) => {
      const papers: Paper[] = [];
      for (const name of names) {
        const paper = world.papers.make(3_000);
        await world.papers.put(join(bench.inbox(), name), paper, 'renamed');
        papers.push(paper);
      }
      return papers;
    },
    storedCounts: async (papers) => {
      const batches = await world.sandbox.received();
      const stored = batches.flatMap(({ documents }) => documents.map(({ sha256 }) => sha256));
      return papers.map((paper) => stored.filter((sha256) => sha256 === paper.sha256).length);
    },
    documents: async () => {
      const rows = await world.rows<{ relative_path: string; state: string; reason: string | null }>(
        'select relative_path, state, reason from document order by id',
      );
      if (rows === 'died') throw new Error('the program died');
      return Object.fromEntries(rows.map(({ relative_path, state, reason }) => [relative_path, reason ?? state]));
    },
    onScreen: async () => {
      const items = await attention(world);
      if (items === 'died') throw new Error('the program died');
      return items.flatMap((item) => (item.kind === 'document' ? item.relativePath : [])).sort();
    },
    events: (type) => (world.program?.events ?? []).filter((event) => event.type === type),
    keptPromises: async () => {
      await windUp(world);
      expect((await audit(world)).violations).toEqual([]);
    },
    smallDisk: async (folder, size) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', folder]);
      } catch (error) {
        console.log(`skipped: no small disk can be mounted here (${error instanceof Error ? error.message : ''})`);
        return false;
      }
      mounted.push(folder);
      return true;
    },
    plugIn: async (disk, folder) => {
      await run('mount', ['--bind', disk, folder]);
      mounted.push(folder);
    },
    unplug: async (folder) => {
      await run('umount', ['-l', folder]);
    },
    fill: async (folder) => {
      const file = join(folder, 'filler');
      for (const chunkBytes of [64 * 1024, 4 * 1024, 1]) while (await appended(file, chunkBytes));
      return file;
    },
  };
  return bench;
}

function appended(file: string, bytes: number): Promise<boolean> {
  return appendFile(file, Buffer.alloc(bytes, 1)).then(
    () => true,
    () => false,
  );
}
