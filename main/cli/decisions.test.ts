// retry, resolve, resume and dismiss: done, or one sentence that says what to do instead, with a truthful exit code.
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BatchId, BatchState, CredentialId, DocumentId } from '../engine/model';
import {
  aSealedBatch,
  aSendingBatch,
  anAcceptedBatch,
  credentialId,
  evidence,
  openTestLedger,
  readyDocuments,
  settlingDocuments,
  theBatch,
} from '../ledger/testing/test-ledger';
import { resolveDoubt } from './resolve-command';
import { resume } from './resume-command';
import { dismiss, retry } from './retry-command';
import { collect } from './testing/collect';

const held: BatchState = { state: 'held', reason: 'refused', serverWords: 'no' };
const waiting: BatchState = { state: 'waiting', retryAt: 9_000, cause: 'network', serverWords: null };
const inDoubt: BatchState = { state: 'in-doubt', serverWords: null };

/** One batch in each state that decisions are about, and documents that wait for one. */
async function aDataFolder() {
  const test = await openTestLedger();
  const { ledger, file, rows } = test;
  const data = dirname(file);
  const inState = async (name: string, state: BatchState): Promise<BatchId> => {
    const { id } = await aSendingBatch(ledger, [name]);
    await ledger.batches.endAttempt(id, evidence(), state, null);
    return id;
  };
  const batches = {
    held: await inState('held.pdf', held),
    waiting: await inState('waiting.pdf', waiting),
    inDoubt: await inState('doubt.pdf', inDoubt),
    accepted: (await anAcceptedBatch(ledger, ['accepted.pdf'])).id,
    sealed: (await aSealedBatch(ledger, ['sealed.pdf'])).id,
  };
  const [aside] = await settlingDocuments(ledger, ['aside.pdf']);
  const setAside = aside?.id as DocumentId;
  await ledger.documents.judge([{ id: setAside, verdict: 'set-aside', reason: 'encrypted', detail: '' }], 30);
  const [copy] = await readyDocuments(ledger, ['copy.pdf']);
  const duplicate = copy?.id as DocumentId;
  const [original] = await ledger.documents.ofBatch(batches.accepted);
  const verdict = { verdict: 'duplicate', sha256: 'a'.repeat(64), ofDocumentId: original?.id as DocumentId } as const;
  await ledger.documents.judge([{ id: duplicate, ...verdict, asks: true }], 30);
  const state = async (id: BatchId) => (await theBatch(ledger, id)).status.state;
  const stateOf = (id: DocumentId) => rows(`SELECT state, reason, asks, send_anyway FROM document WHERE id = ${id}`)[0];
  const decisions = () => rows('SELECT kind, made_by, batch_id, document_id FROM decision ORDER BY id');
  return { ...test, data, batches, setAside, duplicate, state, stateOf, decisions };
}

const retryOptions = { json: false, all: false, document: [] };
const resolveOptions = { json: false, sendAgain: false, withdraw: false };

describe('batchdrop retry', () => {
  it('puts held and waiting batches into the queue and keeps the decisions', async () => {
    const { data, batches, state, decisions } = await aDataFolder();
    const result = await collect((streams) =>
      retry([batches.held, batches.waiting, batches.held], { ...retryOptions, data }, streams),
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toBe(`Batch ${batches.held} is tried again.\nBatch ${batches.waiting} is tried again.\n`);
    expect([await state(batches.held), await state(batches.waiting)]).toEqual(['sealed', 'sealed']);
    const kept = { kind: 'retry', made_by: 'person', document_id: null };
    expect(decisions()).toEqual([
      { ...kept, batch_id: batches.held },
      { ...kept, batch_id: batches.waiting },
    ]);
  });

  it('with --all takes every held and waiting batch and nothing else, and says when there is none', async () => {
    const { data, batches, state } = await aDataFolder();
    const all = () => collect((streams) => retry([], { ...retryOptions, data, all: true, json: true }, streams));
    const done = { result: 'done', state: 'sealed', problem: null };
    expect((await all()).json).toEqual({
      exitCode: 0,
      results: [
        { batch: batches.waiting, ...done },
        { batch: batches.held, ...done },
      ],
    });
    expect(await state(batches.inDoubt)).toBe('in-doubt');
    expect((await all()).json).toEqual({ exitCode: 0, results: [] });
  });

  it('has set-aside documents looked at again and duplicates sent', async () => {
    const { data, setAside, duplicate, stateOf } = await aDataFolder();
    const result = await collect((streams) =>
      retry([], { ...retryOptions, data, document: [setAside, duplicate] }, streams),
    );
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    const settling = { state: 'settling', reason: null, asks: null };
    expect(stateOf(setAside)).toEqual({ ...settling, send_anyway: 0 });
    expect(stateOf(duplicate)).toEqual({ ...settling, send_anyway: 1 });
  });

  it('says of each batch that it does not fit what fits instead, and does the others', async () => {
    const { data, batches, state } = await aDataFolder();
    const numbers = [batches.inDoubt, batches.accepted, batches.sealed, batches.held];
    const result = await collect((streams) => retry(numbers, { ...retryOptions, data }, streams));
    expect(result.exitCode).toBe(3);
    expect(result.stderr.split('\n')).toEqual([
      `Batch ${batches.inDoubt} is in doubt; say what became of it with "batchdrop resolve ${batches.inDoubt}".`,
      `Batch ${batches.accepted} was accepted as server-${batches.accepted}; nothing is left to decide about it.`,
      `Batch ${batches.sealed} is on its way already; wait for what comes of it.`,
      '',
    ]);
    expect(result.stdout).toBe(`Batch ${batches.held} is tried again.\n`);
    expect(await state(batches.held)).toBe('sealed');
  });

  it('changes nothing when one of the ids is unknown', async () => {
    const { data, batches, state, setAside } = await aDataFolder();
    const result = await collect((streams) =>
      retry([batches.held, 77], { ...retryOptions, data, document: [setAside, 88] }, streams),
    );
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain('There is no batch 77 and no document 88;');
    expect(await state(batches.held)).toBe('held');
  });

  it.each([
    { numbers: [], all: false },
    { numbers: [1], all: true },
  ])('refuses a combination that says nothing or two things: %j', async ({ numbers, all }) => {
    const { data } = await aDataFolder();
    const result = await collect((streams) => retry(numbers, { ...retryOptions, data, all }, streams));
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(result.stderr).toContain('--all');
  });

  it('seals the documents of a batch again whose zip is lost', async () => {
    const { data, batches, ledger, state } = await aDataFolder();
    await ledger.batches.move(batches.held, { state: 'held', reason: 'spool-damaged', serverWords: null }, 60);
    const result = await collect((streams) => retry([batches.held], { ...retryOptions, data }, streams));
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(result.stdout).toContain('its documents are sealed again');
    expect(await state(batches.held)).toBe('cancelled');
  });
});

describe('batchdrop resolve', () => {
  it.each([
    { option: { arrived: ' 169a4df0 ' }, status: { state: 'accepted', serverBatchId: '169a4df0' }, kind: 'arrived' },
    { option: { sendAgain: true }, status: { state: 'sealed' }, kind: 'send-again' },
    { option: { withdraw: true }, status: { state: 'cancelled' }, kind: 'withdraw' },
  ])('decides a doubt: $kind', async ({ option, status, kind }) => {
    const { data, batches, ledger, decisions, views } = await aDataFolder();
    const options = { ...resolveOptions, data, ...option };
    const result = await collect((streams) => resolveDoubt(batches.inDoubt, options, streams));
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect((await theBatch(ledger, batches.inDoubt)).status).toMatchObject(status);
    expect(decisions()).toEqual([{ kind, made_by: 'person', batch_id: batches.inDoubt, document_id: null }]);
    expect(await views.verifyReceipts(null)).toMatchObject({ receipts: kind === 'arrived' ? 2 : 1, problems: [] });
  });

  it('withdraws a held batch, and says what fits one that is not in doubt', async () => {
    const { data, batches, state } = await aDataFolder();
    const sendAgain = { ...resolveOptions, data, sendAgain: true };
    const wrong = await collect((streams) => resolveDoubt(batches.held, sendAgain, streams));
    expect(wrong).toMatchObject({ exitCode: 3, stdout: '' });
    expect(wrong.stderr).toContain(`use "batchdrop retry ${batches.held}"`);
    const withdraw = { ...resolveOptions, data, withdraw: true, json: true };
    const done = await collect((streams) => resolveDoubt(batches.held, withdraw, streams));
    expect(done.json).toEqual({
      exitCode: 0,
      results: [{ batch: batches.held, result: 'done', state: 'cancelled', problem: null }],
    });
    expect(await state(batches.held)).toBe('cancelled');
  });

  it.each([
    {},
    { sendAgain: true, withdraw: true },
    { arrived: 'id', withdraw: true },
    { arrived: ' ' },
    { arrived: 'x'.repeat(201) },
  ])('refuses %j', async (option) => {
    const { data, batches, state } = await aDataFolder();
    const options = { ...resolveOptions, data, ...option };
    const result = await collect((streams) => resolveDoubt(batches.inDoubt, options, streams));
    expect(result).toMatchObject({ exitCode: 2, stdout: '' });
    expect(await state(batches.inDoubt)).toBe('in-doubt');
    const unknown = { ...resolveOptions, data, withdraw: true };
    expect((await collect((streams) => resolveDoubt(77, unknown, streams))).exitCode).toBe(2);
  });
});

describe('batchdrop dismiss', () => {
  it('leaves out set-aside documents and duplicates, and nothing that is on its way', async () => {
    const { data, setAside, duplicate, stateOf, ledger, batches } = await aDataFolder();
    const [delivered] = await ledger.documents.ofBatch(batches.accepted);
    const ids = [setAside, duplicate, delivered?.id as DocumentId];
    const result = await collect((streams) => dismiss(ids, { data, json: false }, streams));
    expect(result.exitCode).toBe(3);
    expect(stateOf(setAside)).toMatchObject({ state: 'set-aside', reason: 'withdrawn' });
    expect(stateOf(duplicate)).toMatchObject({ state: 'duplicate', asks: 0 });
    expect(result.stderr).toBe(
      `Document ${delivered?.id ?? 0} "accepted.pdf" was delivered; nothing is left to decide about it.\n`,
    );
    expect((await collect((streams) => dismiss([99], { data, json: false }, streams))).exitCode).toBe(2);
  });
});

describe('batchdrop resume', () => {
  const paused = { state: 'paused', reason: 'credential-refused', serverWords: 'no', since: 5 } as const;

  it.each([credentialId as string, 'Acme'])('uses a paused credential again, by id or by name: %s', async (wanted) => {
    const { data, ledger, batches, state } = await aDataFolder();
    await ledger.credentials.setState(credentialId, paused);
    const reason = 'credential-refused' as const;
    await ledger.batches.move(batches.waiting, { state: 'held', reason, serverWords: null }, 60);
    const result = await collect((streams) => resume(wanted, { data, json: false }, streams));
    expect(result).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await ledger.credentials.state(credentialId)).toEqual({ state: 'ok' });
    // What was held for another reason stays held.
    expect([await state(batches.waiting), await state(batches.held)]).toEqual(['sealed', 'held']);
  });

  it('says what there is, which one is meant, or that it is not paused', async () => {
    const { data, ledger } = await aDataFolder();
    const ask = (wanted: string) => collect((streams) => resume(wanted, { data, json: false }, streams));
    expect(await ask('acme')).toMatchObject({
      exitCode: 2,
      stderr: 'There is no credential "acme"; the ledger knows "Acme".\n',
    });
    expect((await ask('Acme')).exitCode).toBe(3);
    await ledger.credentials.register({ id: 'second' as CredentialId, name: 'Acme' });
    const several = await ask('Acme');
    expect(several.exitCode).toBe(2);
    expect(several.stderr).toContain('give the id of one: credential-1, second.');
  });
});
