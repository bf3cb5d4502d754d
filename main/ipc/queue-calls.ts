// Calls about the queue and about pauses: what waits and why, and a person's word on it.
import type { BatchDecision, DecisionAnswer, PauseScope as PauseScopeView } from '../../preload/contract';
import type { BatchId, CredentialId, FolderId, PauseScope } from '../engine/model';
import { ok, problem, type Handlers } from './answer-call';
import { withRest } from './rests';
import type { Services } from './services';

type QueueCalls = Pick<
  Handlers,
  'queue.list' | 'queue.decide' | 'queue.prioritize' | 'pauses.list' | 'pauses.set' | 'pauses.end'
>;

type Needed = Pick<Services, 'settings' | 'engine' | 'views' | 'progress' | 'clock'>;

export function queueCalls({ settings, engine, views, progress, clock }: Needed): QueueCalls {
  /** A batch that is to go at once may still have to wait; the person is told why. */
  async function answerTo(batchId: BatchId, { kind }: BatchDecision): Promise<DecisionAnswer> {
    if (kind !== 'retry' && kind !== 'send-again') return { kind: 'done' };
    const item = await views.queueItem(batchId);
    const because = item === null ? null : withRest(item, engine.rests()).restsBecause;
    return because === null ? { kind: 'done' } : { kind: 'rests', because };
  }

  /** The ledger knows removed ones too, and batches of theirs may still be on their way. */
  async function isKnown(scope: PauseScopeView): Promise<boolean> {
    if (scope.scope === 'all') return true;
    if (scope.scope === 'credential') return (await views.credentials()).some(({ id }) => id === scope.id);
    if (settings.get().folders.some(({ id }) => id === scope.id)) return true;
    return (await views.folders()).some(({ folderId }) => folderId === scope.id);
  }

  return {
    'queue.list': async (page) => {
      const { items, total } = await views.queue(page);
      const rests = engine.rests();
      return ok({ items: progress.over(items).map((item) => withRest(item, rests)), total });
    },
    'queue.decide': async ({ batchId, decision }) => {
      const id = batchId as BatchId;
      if ((await engine.decide(id, decision)) !== 'done') return problem('wrong-state');
      return ok(await answerTo(id, decision));
    },
    'queue.prioritize': async ({ batchId, prioritized }) =>
      (await engine.prioritize(batchId as BatchId, prioritized)) === 'done' ? ok(null) : problem('wrong-state'),
    'pauses.list': async () => ok(await views.pauses()),
    'pauses.set': async ({ until, ...scope }) => {
      if (until !== null && until <= clock.now()) return problem('out-of-range', { field: 'until' });
      if (!(await isKnown(scope))) return problem('not-found');
      await engine.pauseSending(toScope(scope), until);
      return ok(null);
    },
    'pauses.end': async (scope) => {
      await engine.resumeSending(toScope(scope));
      return ok(null);
    },
  };
}

function toScope(scope: PauseScopeView): PauseScope {
  if (scope.scope === 'all') return { scope: 'all' };
  return scope.scope === 'credential'
    ? { scope: 'credential', id: scope.id as CredentialId }
    : { scope: 'folder', id: scope.id as FolderId };
}
