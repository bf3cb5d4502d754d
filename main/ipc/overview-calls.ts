// Calls about the whole: the overview of a period, what waits for a person, a person's word on many at once.
import type { BulkAnswer, Counts, Overview, Period } from '../../preload/contract';
import type { BatchId, DocumentId } from '../engine/model';
import { ok, type Handlers } from './answer-call';
import { noCounts } from './folder-calls';
import { lookingNow, type FolderNotes } from './folder-notes';
import { startOfDay, startOfPeriod, startsOfChart } from './periods';
import type { Services } from './services';

type OverviewCalls = Pick<
  Handlers,
  | 'attention.counts'
  | 'attention.list'
  | 'documents.dismissMany'
  | 'documents.sendAnywayMany'
  | 'overview.get'
  | 'queue.decideMany'
>;

const attentionShown = 20;
const runningShown = 20;

export function overviewCalls(services: Services, folderNotes: FolderNotes): OverviewCalls {
  const { settings, engine, views, progress, clock, changed } = services;

  /** Of every folder the ledger knows, removed ones too. */
  async function countsIn(period: Period, now: number): Promise<ReadonlyMap<string, Counts>> {
    const since = startOfPeriod(period, now);
    if (since !== null) return views.periodCounts(since);
    return new Map((await views.folders()).map(({ folderId, counts }) => [folderId, counts]));
  }

  async function overview(period: Period): Promise<Overview> {
    const now = clock.now();
    const countsOf = await countsIn(period, now);
    const health = new Map((await views.folderStates()).map((one) => [one.folderId, one]));
    const { delivered, batchesAccepted, lastDeliveryAt } = await views.deliveries(startOfDay(now));
    const running = await views.queue({ offset: 0, limit: runningShown, group: 'running' });
    const attention = await views.attentionPage({ offset: 0, limit: attentionShown });
    const { credentials, folders } = settings.get();
    return {
      ...{ period, deliveredToday: delivered, batchesAccepted, lastDeliveryAt },
      counts: [...countsOf.values()].reduce(plus, noCounts),
      days: await views.dailyFigures(startsOfChart(period, now)),
      folders: await Promise.all(
        folders.flatMap((folder) => {
          const { id, path } = folder;
          const known = health.get(id);
          if (known === undefined) return [];
          return folderNotes.of(id).then(({ lastEventAt, watch }) => ({
            ...{ id, path, health: known.health, healthDetail: known.healthDetail, lastScanAt: known.lastScanAt },
            ...{ counts: countsOf.get(id) ?? noCounts, lastEventAt, watch: watchIn(known.health, watch) },
            looking: lookingNow(folderNotes, folder, known.health),
          }));
        }),
      ),
      ...{ attention: attention.items, attentionTotal: attention.total },
      running: progress.over(running.items.filter(({ state }) => state === 'sending')),
      credentials: await Promise.all(
        credentials.map(async ({ id, name }) => ({ id, name, status: await views.credentialStatus(id) })),
      ),
    };
  }

  return {
    'overview.get': async ({ period }) => ok(await overview(period)),
    'attention.list': async (request) => ok(await views.attentionPage(request)),
    'attention.counts': async ({ folderId = null }) => ok(await views.attentionCounts(folderId)),
    'documents.dismissMany': async ({ documentIds }) => {
      const done = await engine.dismissMany(documentIds as DocumentId[]);
      changed(['documents']);
      return ok(bulkAnswer(documentIds, done));
    },
    'documents.sendAnywayMany': async ({ documentIds }) => {
      const done = await engine.sendAnywayMany(documentIds as DocumentId[]);
      changed(['documents']);
      return ok(bulkAnswer(documentIds, done));
    },
    'queue.decideMany': async ({ batchIds, decision }) => {
      const done = await engine.decideMany(batchIds as BatchId[], decision);
      changed(['batches', 'documents', 'sets']);
      return ok(bulkAnswer(batchIds, done));
    },
  };
}

/** An id that was given twice counts once. */
function bulkAnswer(asked: readonly number[], { size: done }: ReadonlySet<number>): BulkAnswer {
  return { done, movedOn: new Set(asked).size - done };
}

/** Whatever was said of its watch holds only while there is one. */
function watchIn(health: Overview['folders'][number]['health'], watch: Overview['folders'][number]['watch']) {
  return health === 'watching' || health === 'scanning' ? watch : ({ mode: 'none', problem: null } as const);
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
