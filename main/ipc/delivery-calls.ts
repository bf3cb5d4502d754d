// Calls about what is delivered: overview, sets, documents.
import type { Counts } from '../../preload/contract';
import type { DocumentId, SetId } from '../engine/model';
import { ok, problem, type Handlers } from './answer-call';
import { noCounts } from './folder-calls';
import type { Services } from './services';

type DeliveryCalls = Pick<
  Handlers,
  | 'documents.dismiss'
  | 'documents.sendAnyway'
  | 'overview.get'
  | 'sets.list'
  | 'sets.batches'
  | 'sets.documents'
  | 'sets.setNumber'
>;

const attentionShown = 200;
const runningShown = 20;

export function deliveryCalls({ settings, engine, views, progress, clock, changed }: Services): DeliveryCalls {
  return {
    'documents.dismiss': async ({ documentId }) => {
      const result = await engine.dismiss(documentId as DocumentId);
      changed(['documents']);
      return result === 'done' ? ok(null) : problem('wrong-state');
    },
    'documents.sendAnyway': async ({ documentId }) => {
      const result = await engine.sendAnyway(documentId as DocumentId);
      changed(['documents']);
      return result === 'done' ? ok(null) : problem('wrong-state');
    },
    'overview.get': async () => {
      const figures = await views.folders();
      const { delivered, batchesAccepted, lastDeliveryAt } = await views.deliveries(startOfDay(clock.now()));
      const queue = await views.queue({ offset: 0, limit: runningShown });
      const { credentials, folders } = settings.get();
      const current = figures.filter(({ folderId }) => folders.some(({ id }) => id === folderId));
      return ok({
        counts: figures.map(({ counts }) => counts).reduce(plus, noCounts),
        deliveredToday: delivered,
        batchesAccepted,
        lastDeliveryAt,
        folders: current.map(({ folderId: id, path, health, healthDetail, counts }) => ({
          ...{ id, path, health, healthDetail, counts },
        })),
        attention: await views.attention(attentionShown),
        running: progress.over(queue.items.filter(({ state }) => state === 'sending')),
        credentials: await Promise.all(
          credentials.map(async ({ id, name }) => ({ id, name, status: await views.credentialStatus(id) })),
        ),
      });
    },
    'sets.list': async (page) => ok(await views.sets(page)),
    'sets.batches': async (page) => ok(await views.batchesOfSet(page)),
    'sets.documents': async (page) => ok(await views.documentsOfBatch(page)),
    'sets.setNumber': async ({ setId, referenceNumber }) =>
      (await engine.setReferenceNumber(setId as SetId, referenceNumber)) === 'done' ? ok(null) : problem('wrong-state'),
  };
}

function plus(a: Counts, b: Counts): Counts {
  return {
    seen: a.seen + b.seen,
    delivered: a.delivered + b.delivered,
    onTheWay: a.onTheWay + b.onTheWay,
    setAside: a.setAside + b.setAside,
    duplicates: a.duplicates + b.duplicates,
    ignored: a.ignored + b.ignored,
  };
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
