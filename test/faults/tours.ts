// Two days at work that between them pass every durable transition. Each step goes on whatever died over the one before.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { Checkpoint } from '../../main/engine/checkpoints';
import type { FaultScript } from '../../main/sandbox/fault-script';
import { noFaults } from '../../main/sandbox/faults';
import { chanceFrom, type Chance } from './chance';
import { answerAll, attention, decideDoubts } from './person';
import { settleThrough, windUp } from './settle';
import type { Paper } from './papers';
import type { Setting, World } from './world';

export interface Tour {
  readonly name: string;
  /** What the person set up, varied by the seed. */
  setting(seed: number): Setting;
  run(world: World, seed: number): Promise<void>;
}

function settingBy(seed: number, fixed: Partial<Setting>): Setting {
  const after = (['move', 'leave', 'trash', 'move', 'trash', 'move'] as const)[seed % 6] ?? 'leave';
  const set =
    (['new-per-folder', 'none', 'new-per-batch', 'new-per-subfolder', 'new-per-day'] as const)[seed % 5] ?? 'none';
  return {
    ...{ folders: seed % 3 === 1 ? 2 : 1, afterUpload: after, trashWorks: seed % 6 !== 4, set },
    ...{ duplicates: 'ask', inDoubt: 'ask', maxDocuments: 2 + (seed % 3), maxBytes: 1_000_000 },
    ...fixed,
  };
}

/** Documents come, change, go away and come twice; the server does what it should. */
const ordinaryDay: Tour = {
  name: 'ordinary day',
  setting: (seed) => settingBy(seed, {}),
  run: async (world, seed) => {
    const desk = createDesk(world, chanceFrom(seed));
    const half = world.papers.make(4_000);
    await world.papers.put(desk.path('slow.pdf'), world.papers.half(half), 'in-place');
    const papers: Paper[] = [];
    for (let count = desk.chance.between(3, 6); count > 0; count -= 1) papers.push(await desk.put());
    await desk.put('sub/again.pdf', papers[0]);
    await desk.put('sub/once more.pdf', papers[1]);
    await settleThrough(world);
    await world.papers.put(desk.path('slow.pdf'), half, 'in-place');
    for (const path of [...world.papers.lying.keys()].slice(1, 3)) {
      await world.papers.put(path, world.papers.make(desk.chance.between(500, 9_000)), 'renamed');
    }
    await desk.whileHeldAt('seal.begun', 'rewritten.pdf', (path) =>
      world.papers.put(path, world.papers.make(2_000), 'in-place'),
    );
    await desk.whileHeldAt('seal.durable', 'changed.pdf', async (path) => {
      await world.papers.put(path, world.papers.make(2_500), 'renamed');
      await inLedger(world, `relative_path = 'changed.pdf' and state = 'settling'`);
    });
    await desk.whileHeldAt('seal.begun', 'deleted.pdf', (path) => world.papers.remove(path));
    await desk.whileHeldAt('seal.begun', 'renamed.pdf', async (path) => {
      await world.papers.move(path, desk.path('another name.pdf'));
      await inLedger(world, `relative_path = 'another name.pdf'`);
    });
    for (const moment of ['after-upload.begun', 'after-upload.linked'] as const) {
      await desk.whileHeldAt(moment, `rewritten at ${moment}.pdf`, (path) =>
        world.papers.put(path, world.papers.make(2_000), desk.chance.oneOf(['in-place', 'renamed'])),
      );
    }
    await pausedWhile(world, desk);
    await settleThrough(world);
    await answerDocuments(world);
    await world.papers.put(desk.path('withdrawn.pdf'), world.papers.make(1_000), 'renamed');
    await world.ask({ do: 'watch-only', paths: [] });
    await world.stop();
    await windUp(world);
  },
};

/**
 * A person pauses sending, puts first what was sealed meanwhile, renames the sets that are still to be created, goes on; a
 * later pause ends by itself.
 */
async function pausedWhile(world: World, desk: Desk): Promise<void> {
  await settleThrough(world);
  await world.ask({ do: 'pause-sending', forMs: null });
  await desk.put('paused.pdf');
  await settleThrough(world);
  const rows = await world.rows<{ id: number }>(`select id from batch where state = 'sealed'`);
  for (const { id } of rows === 'died' ? [] : rows) await world.ask({ do: 'prioritize', batchId: id });
  const sets = await world.rows<{ id: number }>('select id from document_set');
  // Of a set that exists the name stays as it is.
  for (const { id } of sets === 'died' ? [] : sets)
    await world.ask({ do: 'rename-set', setId: id, name: `renamed ${id}` });
  // Whoever dies over it is told again: a pause outlives every program.
  while ((await world.ask({ do: 'resume-sending' })) === 'died');
  await world.ask({ do: 'pause-sending', forMs: 300 });
  await desk.put('paused for a moment.pdf');
}

/** The server refuses, fails, hangs up; the spool loses a zip. */
const badDay: Tour = {
  name: 'bad day',
  setting: (seed) => settingBy(seed, { maxDocuments: 4, ...(seed % 2 === 0 ? {} : { inDoubt: 'send-again' }) }),
  run: async (world, seed) => {
    const desk = createDesk(world, chanceFrom(seed));
    const day = async (faults: FaultScript, sizes: readonly number[]): Promise<void> => {
      world.sandbox.setFaults(faults);
      await desk.putTogether(sizes);
      await settleThrough(world);
    };
    await day([{ times: 1, fault: { kind: 'no-set-number' } }], [1_000]);
    await answerAll(world);
    await day([{ fault: { kind: 'too-large', limitBytes: 20_000, when: 'before-storing' } }], [9e3, 9e3, 9e3, 4e4]);
    await day([{ times: 1, fault: { kind: 'drop', when: 'after-body' } }], [2_000]);
    await decideDoubts(world, { hasty: false });
    await day([{ times: 1, fault: { kind: 'drop', when: 'before-storing' } }], [2_000]);
    await decideDoubts(world, { hasty: false });
    await day([{ fault: { kind: 'answer', when: 'before-storing', status: 401 } }], [2_000]);
    world.sandbox.setFaults(noFaults);
    await answerAll(world);
    await day([{ times: 1, fault: { kind: 'answer', when: 'before-storing', status: 400 } }], [2_000]);
    for (const name of await desk.spooled()) {
      await rm(join(world.dataDir, 'spool', name), { force: true });
      world.damagedZips += 1;
    }
    await answerAll(world);
    await settleThrough(world);
    await answerAll(world);
    await poisonedDay(world, desk);
    await windUp(world);
  },
};

/** One document of three makes the server fail. */
async function poisonedDay(world: World, desk: Desk): Promise<void> {
  // Not before the first is there: the server has to know it by its content.
  const hold = await world.holdAt('deliver.first-byte');
  const [poison] = await desk.putTogether([2_000, 2_000, 2_000]);
  world.sandbox.setFaults([{ fault: { kind: 'poison', document: { sha256: poison?.sha256 ?? '' } } }]);
  await hold.letGo();
  await settleThrough(world, 3_000);
}

/** The ledger is lost in the middle of it all: what lies in the folder is a person's question, what comes later is not. */
const lostLedger: Tour = {
  name: 'lost ledger',
  setting: (seed) => settingBy(seed, { afterUpload: 'leave' }),
  run: async (world, seed) => {
    const desk = createDesk(world, chanceFrom(seed));
    for (let count = desk.chance.between(2, 4); count > 0; count -= 1) await desk.put();
    await settleThrough(world);
    await world.loseLedger();
    await settleThrough(world);
    await answerDocuments(world);
    await desk.put();
    await windUp(world);
  },
};

export const tours: readonly Tour[] = [ordinaryDay, badDay, lostLedger];

interface Desk {
  readonly chance: Chance;
  /** Inside the first watched folder. */
  path(relativePath: string): string;
  /** A new document, or this one, under this name or any. */
  put(relativePath?: string, paper?: Paper): Promise<Paper>;
  /** New documents of these sizes that lie side by side, so that they go into one batch. */
  putTogether(sizes: readonly number[]): Promise<Paper[]>;
  /** Puts a document, and does something to it just when the program has come to this moment with it. */
  whileHeldAt(moment: Checkpoint, relativePath: string, act: (path: string) => Promise<unknown>): Promise<void>;
  /** Zips of held batches. */
  spooled(): Promise<string[]>;
}

function createDesk(world: World, chance: Chance): Desk {
  let count = 0;
  const [first = ''] = world.inboxes;
  const desk: Desk = {
    chance,
    path: (relativePath) => join(first, relativePath),
    put: async (relativePath, paper = world.papers.make(chance.between(500, 9_000))) => {
      count += 1;
      const name = relativePath ?? join(chance.oneOf(['', '', 'sub']), `document ${count}.pdf`);
      await world.papers.put(join(chance.oneOf(world.inboxes), name), paper, chance.oneOf(['in-place', 'renamed']));
      return paper;
    },
    putTogether: async (sizes) => {
      const papers = sizes.map((size) => world.papers.make(size));
      for (const paper of papers) {
        count += 1;
        await world.papers.put(desk.path(`together ${count}.pdf`), paper, 'renamed');
      }
      return papers;
    },
    whileHeldAt: async (moment, relativePath, act) => {
      await settleThrough(world);
      const hold = await world.holdAt(moment);
      await world.papers.put(desk.path(relativePath), world.papers.make(1_000), 'renamed');
      const settled = world.ask({ do: 'settle', patienceMs: 0 });
      // Not every setting comes to every moment.
      const first = await Promise.race([hold.held(), settled]);
      if (first === 'held') await act(desk.path(relativePath));
      await hold.letGo();
      await settled;
    },
    spooled: async () => {
      const rows = await world.rows<{ zip_name: string }>(`select zip_name from batch where state = 'held'`);
      return rows === 'died' ? [] : rows.map(({ zip_name }) => zip_name);
    },
  };
  return desk;
}

/** Sends one of the documents in question all the same, and hears no more of a duplicate. */
async function answerDocuments(world: World): Promise<void> {
  const items = await attention(world);
  if (items === 'died') return;
  const questions = items.flatMap((item) =>
    item.kind === 'duplicate' || (item.kind === 'document' && item.reason === 'maybe-delivered') ? item : [],
  );
  const [sent, ...others] = questions;
  if (sent !== undefined) await world.ask({ do: 'send-anyway', documentId: sent.documentId });
  const dismissed = others.find(({ kind }) => kind === 'duplicate');
  if (dismissed !== undefined) await world.ask({ do: 'dismiss', documentId: dismissed.documentId });
  await settleThrough(world);
}

/** Resolves when the ledger has a document like this, or the program is dead. */
async function inLedger(world: World, condition: string): Promise<void> {
  while (world.program !== null) {
    const rows = await world.rows(`select id from document where ${condition}`);
    if (rows === 'died' || rows.length > 0) return;
    await after(10);
  }
}
