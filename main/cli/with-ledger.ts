// Opens a data folder's ledger for one command, also while `batchdrop run` or the window works on it.
import { join, resolve } from 'node:path';
import { systemClock } from '../engine/clock';
import { openExistingLedger, type ExistingLedger } from '../ledger/open-existing-ledger';
import { sqliteFailure } from '../ledger/sqlite-failure';
import { spoolFolderOf } from '../spool-place/spool-record';
import { exitCodes, type ExitCode } from './exit-codes';
import { ledgerFileName } from './run-command';
import type { Streams } from './streams';

export interface DataFolder extends Pick<Extract<ExistingLedger, { kind: 'opened' }>, 'ledger' | 'views'> {
  readonly spoolDir: string;
}

/** What a command does with the ledger. Every command ends with its exit code. */
export type LedgerWork = (folder: DataFolder, streams: Streams) => Promise<ExitCode>;

/** Opens, works, closes. Says in one sentence why it could not; only a bug is thrown. */
export async function withLedger(data: string, streams: Streams, work: LedgerWork): Promise<ExitCode> {
  const dataDir = resolve(data);
  const opened = await openExistingLedger(join(dataDir, ledgerFileName), { now: systemClock.now });
  if (opened.kind !== 'opened') {
    streams.stderr.write(`${whyNot(opened, dataDir)}\n`);
    return opened.kind === 'missing' ? exitCodes.badUsage : exitCodes.failed;
  }
  try {
    const spoolDir = await spoolFolderOf(dataDir);
    return await work({ ledger: opened.ledger, views: opened.views, spoolDir }, streams);
  } catch (error) {
    const failure = sqliteFailure(error);
    if (failure === null) throw error;
    streams.stderr.write(`The ledger in ${dataDir} cannot be used now (${failure}); try again in a moment.\n`);
    return exitCodes.failed;
  } finally {
    await opened.close();
  }
}

function whyNot(opened: Exclude<ExistingLedger, { kind: 'opened' }>, dataDir: string): string {
  switch (opened.kind) {
    case 'missing':
      return `There is no ledger in ${dataDir}; give the folder that "batchdrop run --data" uses.`;
    case 'newer':
      return `The ledger in ${dataDir} was made by a newer Batchdrop; update this one.`;
    case 'older':
      return `The ledger in ${dataDir} was made by an older Batchdrop; start "batchdrop run" or the window of this version once to bring it up to date.`;
    case 'damaged':
      return `The ledger in ${dataDir} is damaged; keep a copy of the folder, then start "batchdrop run" or the window, which sets it aside and begins a new one.`;
    case 'unwritable':
      return `The ledger in ${dataDir} cannot be opened (${opened.detail}); check the permissions and the free space of the folder.`;
  }
}
