// A person's one word about many: each batch and document is decided once, what moved on meanwhile is told apart.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { FaultPlan } from '../../main/sandbox/faults';
import { createSandbox, demoAccount } from '../../main/sandbox/sandbox';
import { aCredentialDraft, aFolderDraft, temporaryFolder } from '../../main/settings/testing/drafts';
import { attentionKinds } from '../../preload/contract';
import { aPdf } from './documents';
import { startWindowProgram } from './window-program';

const all = { offset: 0, limit: 100 };

/** The program with one folder whose batches hold one document each. */
async function aProgram(faults: FaultPlan = () => null) {
  const base = await temporaryFolder();
  const inbox = await temporaryFolder();
  const sandbox = await createSandbox({ dataDir: join(base, 'server'), faults });
  onTestFinished(() => sandbox.close());
  const program = await startWindowProgram(join(base, 'data'));
  const { companyName, username, password } = demoAccount;
  const { id: credentialId } = await program.value(
    'credentials.save',
    aCredentialDraft({ baseUrl: sandbox.url, companyName, username, password, tokenMode: 'automatic' }),
  );
  const { id: folderId } = await program.value(
    'folders.save',
    aFolderDraft({ path: inbox, credentialId, maxDocuments: 1, quietSeconds: 0, setPolicy: 'none' }),
  );
  return { ...program, inbox, sandbox, folderId };
}

it('held batches are tried again and withdrawn together; one that is not there any more is no mistake', async () => {
  let refuses = true;
  const refusal = { kind: 'answer', when: 'before-storing', status: 400, body: '{"error": "no such type"}' } as const;
  const { inbox, value, until, sandbox } = await aProgram(({ endpoint }) =>
    refuses && endpoint === 'uploadbatch' ? refusal : null,
  );
  for (const name of ['a.pdf', 'b.pdf', 'c.pdf']) await writeFile(join(inbox, name), aPdf(name));
  const { items } = await until('attention.list', all, ({ total }) => total === 3);
  const ids = items.flatMap((item) => (item.kind === 'batch-held' ? [item.batch.id] : []));
  expect(ids).toHaveLength(3);
  refuses = false;
  const [first = 0, second = 0, third = 0] = ids;
  const retried = { batchIds: [first, second, first, 999], decision: { kind: 'retry' } } as const;
  expect(await value('queue.decideMany', retried)).toEqual({ done: 2, movedOn: 1 });
  await until('attention.list', all, ({ total }) => total === 1);
  const withdrawn = { batchIds: [third, 999], decision: { kind: 'withdraw' } } as const;
  expect(await value('queue.decideMany', withdrawn)).toEqual({ done: 1, movedOn: 1 });
  expect(await value('queue.decideMany', withdrawn)).toEqual({ done: 0, movedOn: 2 });
  await until('overview.get', { period: 'all' }, ({ counts }) => counts.delivered === 2);
  expect(await sandbox.received()).toHaveLength(2);
});

it('documents are left out and tried again together, and the list, its pages and its counts agree', async () => {
  const { inbox, value, until, folderId } = await aProgram();
  for (const name of ['1.pdf', '2.pdf', '3.pdf']) await writeFile(join(inbox, name), 'no document');
  await writeFile(join(inbox, 'good.pdf'), aPdf('good'));
  await until('overview.get', { period: 'all' }, ({ counts }) => counts.delivered === 1);
  await writeFile(join(inbox, 'copy.pdf'), aPdf('good'));
  const { items } = await until('attention.list', all, ({ total }) => total === 4);
  expect(items.map(({ kind }) => kind)).toEqual(['document', 'document', 'document', 'duplicate']);
  const [first, second] = [
    await value('attention.list', { offset: 0, limit: 3, folderId }),
    await value('attention.list', { offset: 3, limit: 3, folderId }),
  ];
  expect([...first.items, ...second.items]).toEqual(items);
  expect([first.total, second.total]).toEqual([4, 4]);
  const none = Object.fromEntries(attentionKinds.map((kind) => [kind, 0]));
  expect(await value('attention.counts', {})).toEqual({ ...none, document: 3, duplicate: 1 });
  expect(await value('attention.counts', { folderId: 'another' })).toEqual(none);
  const asked = { ...all, kinds: ['duplicate'] } as const;
  const [copy] = (await value('attention.list', asked)).items;
  if (copy?.kind !== 'duplicate') throw new Error('no duplicate');

  const documentIds = items.flatMap((item) => ('documentId' in item ? [item.documentId] : []));
  const aside = documentIds.filter((id) => id !== copy.documentId);
  expect(await value('documents.dismissMany', { documentIds: [...aside.slice(0, 2), 999] })).toEqual({
    ...{ done: 2, movedOn: 1 },
  });
  // Judged once more: the file is what it was.
  await writeFile(join(inbox, '3.pdf'), aPdf('three'));
  await until('overview.get', { period: 'all' }, ({ counts }) => counts.delivered === 2);
  await rm(join(inbox, '1.pdf'));
  expect(await value('documents.sendAnywayMany', { documentIds: [copy.documentId, 999] })).toEqual({
    ...{ done: 1, movedOn: 1 },
  });
  await until('overview.get', { period: 'all' }, ({ counts }) => counts.delivered === 3);
  expect((await value('attention.list', all)).total).toBe(0);
});
