// Turns a problem into its notification: names are looked up when it is shown, not when it came up.
import { basename } from 'node:path';
import type { BatchRecord, SetRecord } from '../engine/model';
import type { Ledger } from '../engine/ports';
import type { NativeWords } from '../words/native-words';
import type { Notice } from './notice';
import type { Problem } from './problems';

export interface ProblemNames {
  readonly batches: Pick<Ledger['batches'], 'get'>;
  readonly sets: Pick<Ledger['sets'], 'get'>;
  /** null when it is in the settings no more. */
  readonly credentialName: (id: string) => string | null;
  readonly folderPath: (id: string) => string | null;
}

/** null: what it is about exists no more. */
export async function problemNotice(
  problem: Problem,
  names: ProblemNames,
  { notices }: NativeWords,
): Promise<Notice | null> {
  switch (problem.kind) {
    case 'held':
    case 'in-doubt': {
      const batch = await names.batches.get(problem.batchId);
      if (batch?.status.state !== problem.kind) return null;
      const text = problem.kind === 'held' ? notices.held : notices.inDoubt;
      return { text: text(batch.documentCount), destination: { to: 'attention' } };
    }
    case 'set': {
      const set = await setOf(await names.batches.get(problem.batchId), names);
      if (set === null) return null;
      return { text: notices.setNeedsAttention(set.name ?? set.key), destination: { to: 'attention' } };
    }
    case 'credential': {
      const name = names.credentialName(problem.credentialId);
      if (name === null) return null;
      const { credentialId } = problem;
      return { text: notices.credentialPaused(name), destination: { to: 'credential', credentialId } };
    }
    case 'alarm':
    case 'offline':
    case 'not-sealed': {
      const path = names.folderPath(problem.folderId);
      if (path === null) return null;
      if (problem.kind === 'alarm') return { text: notices.alarm(basename(path)), destination: { to: 'attention' } };
      const text = problem.kind === 'offline' ? notices.folderOffline(path) : notices.notSealed(path);
      return { text, destination: { to: 'folders' } };
    }
    case 'set-aside':
      return { text: notices.setAside(basename(problem.relativePath)), destination: { to: 'attention' } };
    case 'duplicate':
      return { text: notices.duplicate(basename(problem.relativePath)), destination: { to: 'attention' } };
    case 'spool-full':
      return { text: notices.spoolFull, destination: { to: 'settings' } };
    case 'engine-failed':
      return { text: notices.engineFailed, destination: { to: 'overview' } };
  }
}

async function setOf(batch: BatchRecord | null, { sets }: ProblemNames): Promise<SetRecord | null> {
  const setId = batch?.setId ?? null;
  return setId === null ? null : sets.get(setId);
}
