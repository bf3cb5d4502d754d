// Which answers a change may have made old.
import type { CallName, Topic } from '../../../preload/contract';

const attention: readonly CallName[] = ['overview.get', 'attention.list', 'attention.counts'];
const setPages: readonly CallName[] = ['sets.list', 'sets.get', 'sets.batches', 'sets.batchIds'];
const batchPages: readonly CallName[] = ['batches.get', 'batches.attempts', 'batches.evidence', 'sets.documents'];

const callsByTopic: Record<Topic, readonly CallName[]> = {
  app: ['app.info', 'policy.get', 'preferences.get', 'uploads.get'],
  credentials: ['app.info', 'credentials.list', 'folders.list', 'queue.list', 'batches.get', ...attention],
  folders: ['folders.list', 'credentials.list', 'queue.list', 'sets.list', ...attention],
  documents: ['folders.list', 'sets.documents', 'drops.list', 'search.find', ...attention],
  batches: ['folders.list', 'queue.list', 'drops.list', 'search.find', ...setPages, ...batchPages, ...attention],
  progress: ['overview.get', 'queue.list'],
  sets: ['queue.list', 'batches.get', 'search.find', ...setPages, ...attention],
  drops: ['drops.list'],
  sending: ['overview.get', 'queue.list', 'pauses.list'],
  activity: ['activity.list'],
};

/** The calls whose answers these topics touch. */
export function affectedCalls(topics: readonly Topic[]): ReadonlySet<string> {
  return new Set(topics.flatMap((topic) => callsByTopic[topic]));
}
