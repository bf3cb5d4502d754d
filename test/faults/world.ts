// One test run's world: watched folders, a data folder, a server that can misbehave, and the program that is killed.
import { access, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { createSandbox, demoAccount, type Sandbox } from '../../main/sandbox/sandbox';
import { ProgramEnded, startProgram, type DrivenProgram, type ProgramEnd } from './driven-program';
import { createPapers, type Papers } from './papers';
import { holdFiles, type Command, type KillOrder, type ProgramLine } from './program-protocol';

/** What a person set up; every run has one of its own. */
export interface Setting {
  readonly folders: 1 | 2;
  readonly afterUpload: 'leave' | 'move' | 'trash';
  /** Many machines have no trash, or not for every disk. */
  readonly trashWorks: boolean;
  readonly set: 'none' | 'new-per-folder' | 'new-per-subfolder' | 'new-per-day' | 'new-per-batch';
  readonly duplicates: 'ask' | 'skip';
  readonly inDoubt: 'ask' | 'send-again';
  readonly maxDocuments: number;
  readonly maxBytes: number;
}

export const plainSetting: Setting = {
  ...{ folders: 1, afterUpload: 'leave', trashWorks: true, set: 'none', duplicates: 'ask', inDoubt: 'ask' },
  ...{ maxDocuments: 3, maxBytes: 1_000_000 },
};

/** A moment at which the program stalls until it is let go. */
export interface Hold {
  /** Resolves when it does; 'died' when the program died, or was let go, before. */
  readonly held: () => Promise<'held' | 'died'>;
  readonly letGo: () => Promise<void>;
}

export interface World {
  readonly base: string;
  readonly setting: Setting;
  readonly sandbox: Sandbox;
  /** Absolute paths of the watched folders. */
  readonly inboxes: readonly string[];
  readonly dataDir: string;
  readonly trashDir: string;
  readonly papers: Papers;
  /** The program that runs now. */
  readonly program: DrivenProgram | null;
  /** Ends of programs that nobody ordered: crashes. */
  readonly crashes: readonly ProgramEnd[];
  readonly kills: number;
  clockOffsetMs: number;
  /** How often a person's hasty "send again" met a batch that had arrived. */
  hastyDecisions: number;
  /** How many sealed zips the bench took away. */
  damagedZips: number;
  /** Names of the ledger's writes, as the program says; empty before it ran. */
  readonly writes: readonly string[];
  /** Batches that the server stored before a ledger was lost: the new one knows nothing of them. */
  readonly forgotten: ReadonlySet<string>;
  /** Called whenever the program was found dead, before anything else happens. */
  onDeath: () => Promise<void>;
  /** A second program on the same data folder; whoever starts it ends it. */
  startAnother(): DrivenProgram;
  /** Starts the program. Rejects with `ProgramEnded` when it ends itself at once. */
  start(through?: readonly string[]): Promise<Extract<ProgramLine, { type: 'started' | 'refused' }>>;
  /** Starts the program when none runs, and asks it. 'died': it was killed over it. Rejects when it hangs. */
  ask(command: Command): Promise<{ readonly value: unknown } | 'died'>;
  rows<Row>(sql: string): Promise<Row[] | 'died'>;
  /** The next program that is started ends itself there. */
  killOnce(order: KillOrder): void;
  /** From now on the program stalls at this moment. */
  holdAt(moment: string): Promise<Hold>;
  /** SIGKILL now. */
  kill(): Promise<void>;
  /** Stops the program and damages the ledger, so that the next start begins a new one. */
  loseLedger(): Promise<void>;
  /** Ends the program as a person would. */
  stop(): Promise<void>;
  /** Resolves when the server is done with everything that was sent to it, the remains of killed programs too. */
  serverIsQuiet(): Promise<void>;
  /** Whether a moment came, in any program so far; with how often. */
  reached(): Promise<ReadonlyMap<string, number>>;
  /** Ends everything and removes the folders. */
  close(): Promise<void>;
}

/** Makes the folders and starts the server; no program yet. */
export async function createWorld(script: string, setting: Setting): Promise<World> {
  const base = await mkdtemp(join(process.env['BATCHDROP_FAULTS_DIR'] ?? tmpdir(), 'batchdrop-faults-'));
  const at = (name: string): string => join(base, name);
  const inboxes = setting.folders === 1 ? [at('in')] : [at('in'), at('other')];
  const [outside, reachedFile, holdDir] = [at('outside'), at('reached'), at('hold')];
  for (const folder of [...inboxes, outside, holdDir]) await mkdir(folder);
  await writeFile(reachedFile, '');
  const sandbox = await createSandbox({ dataDir: at('server') });
  const configPath = await writeConfig(at('config.json'), setting, inboxes, sandbox.url);
  let program: DrivenProgram | null = null;
  let stopping = false;
  let ordered = new Set<DrivenProgram>();
  let nextKill: KillOrder | null = null;
  let kills = 0;
  const crashes: ProgramEnd[] = [];
  const forgotten = new Set<string>();
  let writes: readonly string[] = [];

  const spawn = (kill: KillOrder | null, through?: readonly string[]): DrivenProgram =>
    startProgram({
      ...{ script, configPath, reachedFile, holdDir, kill, dataDir: world.dataDir },
      ...{ clockOffsetMs: world.clockOffsetMs, trashDir: setting.trashWorks ? world.trashDir : null },
      environment: { FAULTS_PASSWORD: demoAccount.password },
      ...(through === undefined ? {} : { through }),
    });

  const world: World = {
    ...{ base, setting, sandbox, inboxes, crashes, forgotten, clockOffsetMs: 0, hastyDecisions: 0, damagedZips: 0 },
    onDeath: () => Promise.resolve(),
    ...{ dataDir: at('data'), trashDir: at('trash'), papers: createPapers(outside) },
    get program() {
      return program;
    },
    get writes() {
      return writes;
    },
    get kills() {
      return kills;
    },
    killOnce: (order) => {
      nextKill = order;
    },
    holdAt: async (moment) => {
      const { order, held } = holdFiles(holdDir, moment);
      await writeFile(order, '');
      return {
        held: async () => {
          while (!(await exists(held))) {
            if (program === null || !(await exists(order))) return 'died';
            await after(5);
          }
          return 'held';
        },
        letGo: async () => {
          await rm(order);
          await rm(held, { force: true });
        },
      };
    },
    startAnother: () => spawn(null),
    start: async (through) => {
      const started = spawn(nextKill, through);
      nextKill = null;
      program = started;
      stopping = false;
      void started.ended.then((end) => {
        if (program === started) program = null;
        if (end.signal === 'SIGKILL') kills += 1;
        else if (!ordered.delete(started)) crashes.push(end);
      });
      const line = await started.started;
      if (line.type === 'started') ({ writes } = line);
      return line;
    },
    ask: async (command) => {
      try {
        if (program?.isRunning !== true) await world.start();
        // TypeScript does not know that `start` fills it.
        const running = world.program;
        if (running === null) return 'died';
        return { value: await running.ask(command) };
      } catch (error) {
        if (!(error instanceof ProgramEnded)) throw error;
        await world.onDeath();
        return 'died';
      }
    },
    rows: async <Row>(sql: string) => {
      const answer = await world.ask({ do: 'rows', sql });
      return answer === 'died' ? answer : (answer.value as Row[]);
    },
    kill: async () => {
      if (program === null) return;
      await program.kill();
      await world.onDeath();
    },
    loseLedger: async () => {
      await world.stop();
      await world.serverIsQuiet();
      for (const { batchId } of await sandbox.received()) forgotten.add(batchId);
      world.papers.taken.clear();
      await truncate(join(world.dataDir, 'ledger.sqlite'), 20_000);
    },
    stop: async () => {
      const running = program;
      if (running === null || stopping) return;
      stopping = true;
      ordered.add(running);
      await running.ask({ do: 'stop' }).catch((error: unknown) => {
        if (!(error instanceof ProgramEnded)) throw error;
      });
      await running.ended;
    },
    serverIsQuiet: async () => {
      // Connections are taken in order: once this one is answered, those of dead programs have been taken.
      await knock(sandbox.url);
      while (sandbox.requests().some(isUnderWay)) await after(5);
    },
    reached: async () => {
      const counts = new Map<string, number>();
      for (const moment of (await readFile(reachedFile, 'utf8')).split('\n')) {
        if (moment !== '') counts.set(moment, (counts.get(moment) ?? 0) + 1);
      }
      return counts;
    },
    close: async () => {
      const running = program;
      if (running !== null) ordered = new Set([running]);
      await running?.kill();
      await sandbox.close();
      await rm(base, { recursive: true, force: true });
    },
  };
  return world;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function isUnderWay({ endedAt, outcome }: ReturnType<Sandbox['requests']>[number]): boolean {
  return endedAt === null && outcome.kind !== 'stalled';
}

function knock(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });
}

async function writeConfig(
  file: string,
  setting: Setting,
  inboxes: readonly string[],
  baseUrl: string,
): Promise<string> {
  const { companyName, username } = demoAccount;
  const { set, afterUpload, duplicates, inDoubt, maxDocuments, maxBytes } = setting;
  const config = {
    credentials: [{ name: 'acme', baseUrl, companyName, username, passwordEnv: 'FAULTS_PASSWORD', inDoubt }],
    folders: inboxes.map((path) => ({
      ...{ path, credential: 'acme', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
      set: set === 'none' ? { policy: set } : { policy: set, name: '{folder} {subfolder} {date} {number}' },
      ...{ afterUpload, duplicates, batch: { quietMs: 30, maxDocuments, maxBytes } },
    })),
    retry: { firstMs: 20, ceilingMs: 100 },
    ...{ settleMs: 20, incompleteMs: 400, rescanMs: 60_000 },
  };
  await writeFile(file, JSON.stringify(config, null, 2));
  return file;
}
