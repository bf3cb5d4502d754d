// What a scan and the settling gate would make of a file that was found: for previews. Writes nothing.
import { join } from 'node:path';
import type { DocumentKind, DocumentRecord, DocumentState } from '../model';
import { inspectDocument, type Inspection } from './content/inspect';
import { mayHavePassed, type TakingRules } from './may-have-passed';
import { reconcile, type FoundFile } from './reconcile';

export type FileLook =
  | { readonly verdict: 'taken'; readonly kind: DocumentKind }
  /** Waited for; set aside when it stays like that. */
  | {
      readonly verdict: 'waiting';
      readonly reason: 'empty' | 'incomplete' | 'changing';
      readonly detail: string;
    }
  | {
      readonly verdict: 'refused';
      readonly reason: 'wrong-type' | 'encrypted' | 'too-large' | 'unreadable';
      readonly detail: string;
    }
  /** The ledger has it, and nothing about it changed. `detail`: the reason of one that is set aside. */
  | {
      readonly verdict: 'known';
      readonly reason: 'delivered' | 'on-the-way' | 'duplicate' | 'set-aside' | 'withdrawn';
      readonly detail: string;
    }
  /** Gone since it was found. */
  | { readonly verdict: 'vanished' };

/** `newest` is the ledger's newest version of that path. Never rejects; an abort is `changing`. */
export async function lookAtFile(
  found: FoundFile,
  newest: DocumentRecord | undefined,
  rules: TakingRules,
  { signal }: { signal: AbortSignal },
): Promise<FileLook> {
  if (newest !== undefined) {
    const { kind } = reconcile(found, newest);
    const isDone = kind === 'known' || (kind === 'look-again' && !(await mayHavePassed(newest, rules)));
    if (isDone) return knownAs(newest.status);
  }
  const path = join(rules.path, found.relativePath);
  const { otherImages, path: within } = rules;
  return judged(await inspectDocument(path, { otherImages, within, signal }), rules.batch.maxBytes);
}

function knownAs(status: DocumentState): FileLook {
  const known = { verdict: 'known', detail: '' } as const;
  switch (status.state) {
    case 'settling':
    case 'ready':
    case 'sealed':
      return { ...known, reason: 'on-the-way' };
    case 'delivered':
    case 'duplicate':
      return { ...known, reason: status.state };
    case 'set-aside':
      if (status.reason === 'withdrawn') return { ...known, reason: 'withdrawn' };
      return { ...known, reason: 'set-aside', detail: status.reason };
  }
}

function judged(inspection: Inspection, maxBytes: number): FileLook {
  switch (inspection.kind) {
    case 'complete':
      if (inspection.sizeBytes > maxBytes) {
        return { verdict: 'refused', reason: 'too-large', detail: String(maxBytes) };
      }
      return { verdict: 'taken', kind: inspection.documentKind };
    case 'empty':
      return { verdict: 'waiting', reason: 'empty', detail: '' };
    case 'incomplete':
      return { verdict: 'waiting', reason: 'incomplete', detail: inspection.detail };
    case 'changed':
      return { verdict: 'waiting', reason: 'changing', detail: '' };
    case 'wrong-type':
      return { verdict: 'refused', reason: 'wrong-type', detail: inspection.detail };
    case 'encrypted':
      return { verdict: 'refused', reason: 'encrypted', detail: '' };
    case 'unreadable':
      return { verdict: 'refused', reason: 'unreadable', detail: inspection.code };
    case 'vanished':
      return { verdict: 'vanished' };
  }
}
