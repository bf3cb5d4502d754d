// The program's log: kinds, ids and codes as JSON lines, never free text from outside, so that it can hold no secret.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineEvent } from '../engine/events';

export interface Log {
  event(event: EngineEvent): void;
  /** A bug: its name, code and stack frames without the message, which may quote anything. */
  bug(where: string, error: unknown): void;
}

const largestBytes = 2 * 1024 * 1024;
// Chosen field by field: what a server said, names of files and details of errors stay in the ledger.
const loggedFields = [
  'folderId',
  'documentId',
  'batchId',
  'credentialId',
  'state',
  'reason',
  'cause',
  'attempt',
  'documents',
  'seen',
  'ignored',
  'result',
  'decision',
  'problem',
  'zipSizeBytes',
  'serverBatchId',
] as const;

/** Opens the log in this folder. One older file is kept; a log that cannot be written is no reason to stop. */
export function openLog(folder: string, now: () => number): Log {
  const file = join(folder, 'batchdrop.log');
  const write = (entry: object): void => {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestBytes) renameSync(file, `${file}.1`);
      appendFileSync(file, `${JSON.stringify({ time: new Date(now()).toISOString(), ...entry })}\n`, { mode: 0o600 });
    } catch {
      // A full disk shows at the ledger, which does stop the program.
    }
  };
  return {
    event: (event) => {
      if (event.type !== 'batch-progress') write(loggable(event));
    },
    bug: (where, error) => {
      write({ type: 'bug', where, ...describe(error) });
    },
  };
}

/** The part of an event that may be logged. */
function loggable(event: EngineEvent): object {
  const fields = Object.entries(event).filter(([name]) => loggedFields.some((logged) => logged === name));
  return { type: event.type, ...Object.fromEntries(fields) };
}

function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { name: error.name, code: 'code' in error ? String(error.code) : undefined, frames: frames.slice(0, 10) };
}
