// A sealer on a real ledger, real files and real zips, with a clock that a test moves; only the thread is left out.
import { mkdtemp, mkdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { credentialId, folderId, openTestLedger, profile, type TestLedger } from '../../../ledger/testing/test-ledger';
import type { EngineEvent } from '../../events';
import type { AbsolutePath, DocumentId, DocumentRecord, WatchedFolder } from '../../model';
import type { Ledger } from '../../ports';
import { manualClock, type ManualClock } from '../../testing/manual-clock';
import { createFolderPresence } from '../../watch/folder-presence';
import { hashDocuments } from '../hash-documents';
import type { SealThread } from '../seal-thread';
import { startSealer } from '../sealer';
import { anUplink } from '../../testing/builders';
import { openSpool, type Spool } from '../spool';
import { writeZip } from '../write-zip';

export interface SealerBench extends TestLedger {
  readonly folder: WatchedFolder;
  readonly clock: ManualClock;
  readonly events: EngineEvent[];
  /** What went wrong for good; a test expects it empty. */
  readonly failures: unknown[];
  /** Paths that were read for their hash alone, in order. */
  readonly hashed: string[];
  /** Puts a file into the folder, as old as the clock says, in whole seconds, and has it ready now. */
  put(relativePath: string, content: string | Buffer, place?: WatchedFolder): Promise<DocumentId>;
  /** Lets a sealer work on these folders until nothing is to be done at this time. */
  work(folders?: readonly WatchedFolder[], changes?: SealerChanges): Promise<void>;
  /** Relative paths in each sealed batch, oldest first. */
  batches(): Promise<string[][]>;
  /** The newest version of a path. */
  document(relativePath: string, place?: WatchedFolder): Promise<DocumentRecord>;
}

export interface SealerChanges {
  readonly thread?: Partial<Pick<SealThread, 'seal' | 'hash'>>;
  readonly documents?: Partial<Ledger['documents']>;
  readonly spool?: Partial<Spool>;
}

/** One folder in a ledger, by default without any wait before its documents are sealed. */
export async function aSealerBench(
  changes: Partial<WatchedFolder> = {},
  startsAt?: number,
): Promise<SealerBench & { anotherFolder(id: string, changes?: Partial<WatchedFolder>): Promise<WatchedFolder> }> {
  const base = await mkdtemp(join(tmpdir(), 'batchdrop-sealer-'));
  onTestFinished(() => rm(base, { recursive: true, force: true }));
  const opened = await openTestLedger();
  const { ledger } = opened;
  const spool = await openSpool(join(base, 'spool'));
  const clock = manualClock(startsAt);
  const events: EngineEvent[] = [];
  const failures: unknown[] = [];
  const hashed: string[] = [];

  async function anotherFolder(id: string, more: Partial<WatchedFolder> = {}): Promise<WatchedFolder> {
    const path = join(base, id) as AbsolutePath;
    await mkdir(path);
    const folder: WatchedFolder = {
      ...{ ...profile, id: id as WatchedFolder['id'], path, credentialId, set: { policy: 'none' } },
      ...{ batch: { quietMs: 0, maxDocuments: 100, maxBytes: 1_000_000 }, afterUpload: 'leave', duplicates: 'ask' },
      ...{ otherImages: false, paused: false, ...more },
    };
    await ledger.folders.register({ id: folder.id, path, addedAt: 1 });
    return folder;
  }

  const folder = await anotherFolder(folderId, changes);

  async function put(relativePath: string, content: string | Buffer, place = folder): Promise<DocumentId> {
    const path = join(place.path, relativePath);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    const atSeconds = Math.floor(clock.now() / 1_000);
    await utimes(path, atSeconds, atSeconds);
    const { size: sizeBytes, mtimeMs } = await stat(path);
    const change = { kind: 'new', relativePath, sizeBytes, mtimeMs } as const;
    const [recorded] = await ledger.documents.record(place.id, [change], clock.now());
    if (recorded === undefined) throw new Error(`${relativePath} was not recorded`);
    const verdict = { id: recorded.id, verdict: 'ready', kind: 'pdf', readyAt: clock.now() } as const;
    await ledger.documents.judge([verdict], clock.now());
    return recorded.id;
  }

  async function work(folders = [folder], { thread, documents, ...changed }: SealerChanges = {}): Promise<void> {
    let idle: () => void = () => undefined;
    const untilIdle = new Promise<void>((resolve) => {
      idle = resolve;
    });
    const sealer = startSealer({
      ...{
        folders: () => folders,
        spool: { ...spool, ...changed.spool },
        presence: createFolderPresence(ledger.folders),
      },
      clock: {
        now: clock.now,
        // A wait is the end of what is due at this time.
        sleep: (delayMs, options) => {
          if (delayMs === 0) return Promise.resolve(true);
          idle();
          return clock.sleep(delayMs, options);
        },
      },
      ledger: { ...ledger, documents: { ...ledger.documents, ...documents } },
      uplink: () => anUplink,
      thread: {
        seal: writeZip,
        hash: (job) => {
          hashed.push(...job.documents.map(({ path }) => path.slice(base.length + 1)));
          return hashDocuments(job);
        },
        ...thread,
      },
      onEvent: (event) => events.push(event),
      onSealed: () => undefined,
      onStale: () => undefined,
      onIdle: () => undefined,
      onError: (error) => {
        failures.push(error);
        idle();
      },
    });
    await untilIdle;
    await sealer.stop();
  }

  return {
    ...{ ...opened, folder, clock, events, failures, hashed, put, work, anotherFolder },
    batches: async () => {
      const ids = opened.rows('SELECT id FROM batch WHERE zip_name IS NOT NULL ORDER BY id');
      return Promise.all(
        ids.map(async ({ id }) =>
          (await ledger.documents.ofBatch(id as never)).map(({ relativePath }) => relativePath),
        ),
      );
    },
    document: async (relativePath, place = folder) => {
      const newest = (await ledger.documents.newest(place.id, [relativePath])).get(relativePath);
      if (newest === undefined) throw new Error(`${relativePath} is not in the ledger`);
      return newest;
    },
  };
}
