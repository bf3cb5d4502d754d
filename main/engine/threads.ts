// The worker threads, put together: none of them runs before there is something for it to do.
import { createHashThread } from './hashing/hash-thread';
import type { BeginHash } from './hashing/running-hash';
import { createSealThread, type SealThread } from './seal/seal-thread';
import { inspectDocuments } from './watch/inspect-documents';
import type { InspectAll } from './watch/inspect-job';

export interface Threads {
  /** Hashes documents, writes and cuts zips. */
  readonly seal: SealThread;
  /** In the same thread, in between whatever else it does; without it in the background of this one. */
  readonly inspect: InspectAll;
  readonly beginHash: BeginHash;
  stop(): Promise<void>;
}

/** `sealWorker` is the built seal-worker.ts; the built hash-worker.ts is looked for beside it. */
export function createThreads(sealWorker: URL): Threads {
  const hash = createHashThread(new URL('./hash-worker.js', sealWorker));
  const seal = createSealThread(sealWorker, { connectHash: hash.connect });
  return {
    seal,
    inspect: async (job, options) => {
      const result = await seal.inspect(job);
      return result.kind === 'inspected' ? result.inspections : inspectDocuments(job, options);
    },
    beginHash: hash.begin,
    stop: async () => {
      await Promise.all([seal.stop(), hash.stop()]);
    },
  };
}
