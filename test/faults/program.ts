// The engine as a program that can be killed: what `batchdrop run` joins together, with a clock, a trash, a ledger and
// checkpoints that the test bench has a hand on.
import { mkdirSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { parseConfig } from '../../main/cli/config-file';
import { readSecrets } from '../../main/cli/secret-sources';
import { onCheckpoint } from '../../main/engine/checkpoints';
import { systemClock } from '../../main/engine/clock';
import { createEngine } from '../../main/engine/engine';
import type { Engine } from '../../main/engine/engine-facade';
import type { BatchId, CredentialId, DocumentId, EngineConfig, SetId } from '../../main/engine/model';
import type { Clock, Ledger, Trash } from '../../main/engine/ports';
import { lockDataFolder } from '../../main/ledger/data-folder-lock';
import { openLedger } from '../../main/ledger/open-ledger';
import type { LedgerViews } from '../../main/ledger/views/views';
import { watchedLedger, writesOf } from './kill-ledger';
import { createKillSwitch, programOptions } from './kill-switch';
import type { Command, NumberedCommand, ProgramLine } from './program-protocol';

const options = programOptions();
const reach = createKillSwitch(options);
onCheckpoint(reach);

let clockOffsetMs = options.clockOffsetMs;
const clock: Clock = { now: () => systemClock.now() + clockOffsetMs, sleep: systemClock.sleep };

const trash: Trash = async (path) => {
  if (options.trashDir === null) throw Object.assign(new Error('no trash here'), { code: 'ENOSYS' });
  mkdirSync(options.trashDir, { recursive: true });
  await rename(path, join(options.trashDir, `${String(process.hrtime.bigint())}-${basename(path)}`));
};

function say(line: ProgramLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

interface Parts {
  readonly engine: Engine;
  readonly config: EngineConfig;
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  readonly ledgerFile: string;
  close(): Promise<void>;
}

const parts = await open();
if (parts === null) process.exitCode = 1;
else await listen(parts);

async function open(): Promise<Parts | null> {
  const parsed = parseConfig(await readFile(options.configPath, 'utf8'), {
    baseDir: dirname(options.configPath),
    once: true,
  });
  if (parsed.kind === 'problems') return refuse(parsed.problems.join(' '));
  const read = await readSecrets(parsed.config.secrets, process.env);
  if (read.kind === 'problems') return refuse(read.problems.join(' '));
  const lock = await lockDataFolder(options.dataDir);
  if (lock.kind !== 'locked') return refuse(lock.kind);
  const ledgerFile = join(options.dataDir, 'ledger.sqlite');
  const opened = await openLedger(ledgerFile, { now: clock.now });
  if (opened.kind !== 'opened') {
    lock.release();
    return refuse(opened.kind === 'unwritable' ? `${opened.kind} ${opened.detail}` : opened.kind);
  }
  const { engine: config } = parsed.config;
  const ledger = watchedLedger(opened.ledger, reach);
  const engine = createEngine({
    ...{ ledger, config, secrets: read.secrets, trash, clock, random: Math.random },
    spoolDir: join(options.dataDir, 'spool'),
    sealWorker: new URL('./seal-worker.js', import.meta.url),
    onEvent: (event) => {
      say({ type: 'event', event });
    },
  });
  await engine.start();
  say({ type: 'started', ledgerSetAside: opened.setAside, writes: writesOf(ledger) });
  return {
    ...{ engine, config, ledger, ledgerFile, views: opened.views },
    close: async () => {
      await engine.stop();
      await opened.close();
      lock.release();
    },
  };
}

function refuse(why: string): null {
  say({ type: 'refused', why });
  return null;
}

async function listen(running: Parts): Promise<void> {
  const stopping = new AbortController();
  for await (const line of createInterface({ input: process.stdin })) {
    const { number, command } = JSON.parse(line) as NumberedCommand;
    if (command.do === 'stop') {
      stopping.abort();
      await running.close();
      say({ type: 'answer', number, value: null });
      break;
    }
    // A settle takes its time; other commands may come meanwhile.
    void carryOut(command, running, stopping.signal).then(
      (value) => {
        say({ type: 'answer', number, value: value ?? null });
      },
      (error: unknown) => {
        say({ type: 'error', number, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  }
  await running.close();
  process.stdin.destroy();
}

async function carryOut(
  command: Exclude<Command, { do: 'stop' }>,
  running: Parts,
  signal: AbortSignal,
): Promise<unknown> {
  const { engine, config, ledger, views } = running;
  switch (command.do) {
    case 'settle':
      await Promise.all(config.folders.map(({ id }) => engine.scan(id)));
      return engine.settled({ patienceMs: command.patienceMs, signal });
    case 'decide':
      return engine.decide(command.batchId as BatchId, command.decision);
    case 'dismiss':
      return engine.dismiss(command.documentId as DocumentId);
    case 'send-anyway':
      return engine.sendAnyway(command.documentId as DocumentId);
    case 'resume':
      return engine.resumeCredential(command.credentialId as CredentialId);
    case 'set-number':
      return engine.setReferenceNumber(command.setId as SetId, command.referenceNumber);
    case 'network-returned':
      return engine.networkReturned();
    case 'pause-sending':
      return engine.pauseSending({ scope: 'all' }, command.forMs === null ? null : clock.now() + command.forMs);
    case 'resume-sending':
      return engine.resumeSending({ scope: 'all' });
    case 'prioritize':
      return engine.prioritize(command.batchId as BatchId, true);
    case 'rename-set':
      return engine.renameSet(command.setId as SetId, command.name);
    case 'clock':
      clockOffsetMs = command.offsetMs;
      return null;
    case 'watch-only':
      return engine.configure({
        ...config,
        folders: config.folders.filter(({ path }) => command.paths.includes(path)),
      });
    case 'attention':
      return views.attention(100_000);
    case 'tally':
      return ledger.batches.tally();
    case 'rows':
      return rows(running.ledgerFile, command.sql);
  }
}

// Kept open: closing a file drops all locks that the process has on it (file-health.ts, The ledger's locks).
let reader: InstanceType<typeof Database> | null = null;

function rows(ledgerFile: string, sql: string): unknown {
  reader ??= new Database(ledgerFile);
  return reader.prepare(sql).all([]);
}
