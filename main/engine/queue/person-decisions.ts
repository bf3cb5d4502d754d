// A person's word on batches and documents, on one or on many at once: carried out, told, and followed by what it sets going.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Decision, Engine } from '../engine-facade';
import type { EventListener } from '../events';
import type { BatchId, CredentialId, DocumentId, FolderId } from '../model';
import type { Clock, Ledger } from '../ports';
import type { Spool } from '../seal/spool';
import { decide } from './decisions';

export interface PersonDecisionParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The one that the running engine uses: it keeps account of what is in it. */
  readonly spool: () => Promise<Spool>;
  readonly onEvent: EventListener;
  /** A person who says "now" does not wait for the rest of the credential's backoff. */
  readonly onAnswered: (id: CredentialId) => void;
  /** Batches moved. */
  readonly onMoved: () => void;
  /** Documents of this folder settle anew because their zip is lost. */
  readonly onLost: (id: FolderId) => Promise<void>;
  /** Documents settle anew, in whichever folder. */
  readonly onSettling: () => void;
}

type PersonDecisions = Pick<
  Engine,
  'decide' | 'decideMany' | 'dismiss' | 'dismissMany' | 'sendAnyway' | 'sendAnywayMany'
>;

// Each portion is one commit of a few milliseconds; everybody else gets the ledger and the main thread between two.
const rowsAtOnce = 100;

/** The decisions, for the engine to offer. */
export function personDecisions(parts: PersonDecisionParts): PersonDecisions {
  const { ledger, clock, onEvent } = parts;

  async function decideMany(batchIds: readonly BatchId[], decision: Decision): Promise<ReadonlySet<BatchId>> {
    const spool = await parts.spool();
    return inPortions(batchIds, async (some) => {
      const decided = await decide({ ledger, clock, spool }, some, decision);
      const settling = new Set<FolderId>();
      for (const { kind, batch } of decided) {
        parts.onAnswered(batch.credentialId);
        onEvent({ type: 'batch-decided', batchId: batch.id, decision: kind, by: 'person' });
        if (kind === 'seal-again') settling.add(batch.folderId);
      }
      for (const id of settling) await parts.onLost(id);
      if (decided.length > 0) parts.onMoved();
      return decided.map(({ batch }) => batch.id);
    });
  }

  function dismissMany(documentIds: readonly DocumentId[]): Promise<ReadonlySet<DocumentId>> {
    return inPortions(documentIds, async (some) => {
      const dismissed = await ledger.documents.dismissMany(some, clock.now());
      return tell(some, dismissed, 'dismiss');
    });
  }

  function sendAnywayMany(documentIds: readonly DocumentId[]): Promise<ReadonlySet<DocumentId>> {
    return inPortions(documentIds, async (some) => {
      const settling = await ledger.documents.sendAnywayMany(some, clock.now());
      if (settling.size > 0) parts.onSettling();
      return tell(some, settling, 'send-anyway');
    });
  }

  /** In the order in which they were asked about. */
  function tell(
    asked: readonly DocumentId[],
    decided: ReadonlySet<DocumentId>,
    decision: 'dismiss' | 'send-anyway',
  ): readonly DocumentId[] {
    const told = asked.filter((id) => decided.has(id));
    for (const documentId of told) onEvent({ type: 'document-decided', documentId, decision });
    return told;
  }

  return {
    decideMany,
    dismissMany,
    sendAnywayMany,
    decide: async (id, decision) => resultFor(id, await decideMany([id], decision)),
    dismiss: async (id) => resultFor(id, await dismissMany([id])),
    sendAnyway: async (id) => resultFor(id, await sendAnywayMany([id])),
  };
}

function resultFor<Id>(id: Id, done: ReadonlySet<Id>): 'done' | 'wrong-state' {
  return done.has(id) ? 'done' : 'wrong-state';
}

/** Calls `decideSome` for all of these, each once; answers the ids that it answered. */
async function inPortions<Id>(
  ids: readonly Id[],
  decideSome: (some: readonly Id[]) => Promise<readonly Id[]>,
): Promise<ReadonlySet<Id>> {
  const each = [...new Set(ids)];
  const done = new Set<Id>();
  for (let start = 0; start < each.length; start += rowsAtOnce) {
    if (start > 0) await nextTurn();
    for (const id of await decideSome(each.slice(start, start + rowsAtOnce))) done.add(id);
  }
  return done;
}
