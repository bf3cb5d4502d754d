// Which answers a change may have made old.
import type { CallName, Topic } from '../../../preload/contract';

const callsByTopic: Record<Topic, readonly CallName[]> = {
  app: ['app.info', 'preferences.get', 'uploads.get'],
  credentials: ['app.info', 'credentials.list', 'folders.list', 'overview.get', 'queue.list'],
  folders: ['folders.list', 'credentials.list', 'overview.get', 'queue.list', 'sets.list'],
  documents: ['folders.list', 'overview.get', 'sets.documents', 'drops.list'],
  batches: ['folders.list', 'overview.get', 'queue.list', 'sets.list', 'sets.batches', 'sets.documents', 'drops.list'],
  progress: ['overview.get', 'queue.list'],
  sets: ['overview.get', 'queue.list', 'sets.list', 'sets.batches'],
  drops: ['drops.list'],
  sending: ['overview.get', 'queue.list', 'pauses.list'],
};

/** The calls whose answers these topics touch. */
export function affectedCalls(topics: readonly Topic[]): ReadonlySet<string> {
  return new Set(topics.flatMap((topic) => callsByTopic[topic]));
}
