// The development bridge's part about sending: pauses and the queue's groups.
import type { Calls, PauseScope, PauseView, QueueGroup, QueueItem, Topic } from '../../preload/contract';
import { credentials, folders } from './sample-setup';

type Handlers = {
  readonly [Name in 'pauses.list' | 'pauses.set' | 'pauses.end']: (
    request: Calls[Name]['request'],
  ) => Calls[Name]['value'];
};

export interface FakeSending {
  readonly handlers: Handlers;
  /** A page of the queue, as the pauses leave it: those put first in front. */
  page(queue: readonly QueueItem[], request: Calls['queue.list']['request']): Calls['queue.list']['value'];
}

export function fakeSending(changed: (topics: readonly Topic[]) => void): FakeSending {
  let pauses: readonly PauseView[] = [];
  const without = (scope: PauseScope): readonly PauseView[] => pauses.filter((pause) => keyOf(pause) !== keyOf(scope));
  return {
    handlers: {
      'pauses.list': () => pauses,
      'pauses.set': ({ until, ...scope }) => {
        pauses = [...without(scope), { ...scope, name: nameOf(scope), since: Date.now(), until }];
        changed(['sending', 'activity']);
        return null;
      },
      'pauses.end': (scope) => {
        pauses = without(scope);
        changed(['sending', 'activity']);
        return null;
      },
    },
    page: (queue, { offset, limit, group }) => {
      const found = queue.filter(({ state }) => group === undefined || groupOf(state) === group);
      const items = [...found]
        .sort((a, b) => rank(a) - rank(b))
        .slice(offset, offset + limit)
        .map((item) => ({ ...item, restsBecause: restOf(item, pauses) ?? item.restsBecause }));
      return { items, total: found.length };
    },
  };
}

function keyOf(scope: PauseScope): string {
  return scope.scope === 'all' ? 'all' : `${scope.scope}/${scope.id}`;
}

function nameOf(scope: PauseScope): string | null {
  if (scope.scope === 'all') return null;
  if (scope.scope === 'folder') return folders.find(({ id }) => id === scope.id)?.path ?? scope.id;
  return credentials.find(({ id }) => id === scope.id)?.name ?? scope.id;
}

function groupOf(state: QueueItem['state']): QueueGroup {
  if (state === 'sending' || state === 'splitting') return 'running';
  return state === 'held' || state === 'in-doubt' ? 'held' : 'waiting';
}

function rank({ state, prioritized }: QueueItem): number {
  return state === 'sending' ? 0 : prioritized ? 1 : 2;
}

function restOf(item: QueueItem, pauses: readonly PauseView[]): QueueItem['restsBecause'] {
  if (item.state !== 'sealed' && item.state !== 'waiting') return null;
  const keys = ['all', `credential/${item.credentialId}`, `folder/${item.folderId}`];
  const pause = pauses.find((one) => keys.includes(keyOf(one)));
  return pause === undefined ? null : { because: 'pause', scope: pause.scope, until: pause.until };
}
