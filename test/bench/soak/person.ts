// The person in front of the soaked program: looks at the pages, and answers what waits for an answer.
import type { AttentionItem } from '../../../preload/contract';
import type { SoakedProgram } from './soaked-program';

const firstPage = { offset: 0, limit: 100 };

/** Asks what the window's pages ask when they are shown. */
export async function lookAround({ call }: SoakedProgram): Promise<void> {
  await call('queue.list', firstPage);
  await call('sets.list', { ...firstPage, search: '' });
  await call('activity.list', { before: null, limit: 100 });
  await call('folders.list', null);
  await call('credentials.list', null);
  await call('attention.counts', {});
  await call('search.find', { text: 'scan 1' });
}

/** Decides everything that waits for a decision, as far as one page shows it. Answers how many decisions that were. */
export async function decideAll(program: SoakedProgram): Promise<number> {
  const { items } = await program.call('attention.list', { offset: 0, limit: 500 });
  let decided = 0;
  for (const item of items) {
    // Somebody else, the program itself, may have been quicker: a decision that comes too late is none.
    if (await decide(item, program).catch(() => false)) decided += 1;
  }
  return decided;
}

async function decide(item: AttentionItem, { call }: SoakedProgram): Promise<boolean> {
  switch (item.kind) {
    case 'batch-in-doubt': {
      const { id } = item.batch;
      const arrived = { kind: 'arrived', serverBatchId: `found by a person, ${id}` } as const;
      await call('queue.decide', { batchId: id, decision: id % 2 === 0 ? arrived : { kind: 'send-again' } });
      return true;
    }
    case 'batch-held':
      await call('queue.decide', { batchId: item.batch.id, decision: { kind: 'retry' } });
      return true;
    case 'duplicate': {
      const { documentId } = item;
      await call(documentId % 2 === 0 ? 'documents.dismiss' : 'documents.sendAnyway', { documentId });
      return true;
    }
    case 'document':
      await call('documents.dismiss', { documentId: item.documentId });
      return true;
    case 'credential-paused':
      await call('credentials.resume', { id: item.credentialId });
      return true;
    case 'set':
      // Its creation is in doubt; whatever number the person finds will do here.
      await call('sets.setNumber', { setId: item.setId, referenceNumber: '10001' });
      return true;
    case 'alarm':
    case 'after-upload':
      return false;
  }
}
