// Calls about what is delivered: sets, documents.
import type { DocumentId, SetId } from '../engine/model';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type DeliveryCalls = Pick<
  Handlers,
  'documents.dismiss' | 'documents.sendAnyway' | 'sets.list' | 'sets.batches' | 'sets.documents' | 'sets.setNumber'
>;

export function deliveryCalls({
  engine,
  views,
  changed,
}: Pick<Services, 'engine' | 'views' | 'changed'>): DeliveryCalls {
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
    'sets.list': async (page) => ok(await views.sets(page)),
    'sets.batches': async (page) => ok(await views.batchesOfSet(page)),
    'sets.documents': async (page) => ok(await views.documentsOfBatch(page)),
    'sets.setNumber': async ({ setId, referenceNumber }) =>
      (await engine.setReferenceNumber(setId as SetId, referenceNumber)) === 'done' ? ok(null) : problem('wrong-state'),
  };
}
