// Whatever happens in whatever order: the sum comes out, no version of a file is in two accepted batches, an audit finds
// nothing, and the chain of receipts is whole.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decision } from '../engine/engine-facade';
import {
  setAsideReasons,
  type BatchId,
  type BatchRecord,
  type BatchState,
  type DocumentId,
  type SetId,
} from '../engine/model';
import type { DecisionRecord, DocumentChange, Ledger, SealedZip } from '../engine/ports';
import { nextState } from '../engine/queue/decisions';
import {
  aPlannedSet,
  credentialId,
  evidence,
  folderId,
  openTestLedger,
  profile,
  zipOf,
  type TestLedger,
} from './testing/test-ledger';

/** What the run knows from outside, to hold against the ledger. */
interface Run {
  readonly ledger: Ledger;
  readonly setId: SetId;
  readonly batches: BatchId[];
  /** What each batch held when it was accepted, by path and fingerprint. */
  readonly accepted: Map<BatchId, readonly string[]>;
  now: number;
}

const paths = ['a', 'b', 'c', 'sub/a', 'sub/b', 'sub/sub/a'].map((name) => `${name}.pdf`);
const pick = fc.nat({ max: 50 });
// Mostly a batch that the call fits, else no run would get as far as an acceptance; now and then any batch at all.
const fitting = fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) });
const reasons = setAsideReasons.filter((reason) => reason !== 'withdrawn');
const nextStates = fc.constantFrom<BatchState>(
  { state: 'sealed' },
  { state: 'waiting', retryAt: 5, cause: 'network', serverWords: null },
  { state: 'held', reason: 'refused', serverWords: 'no' },
  { state: 'held', reason: 'spool-damaged', serverWords: null },
  { state: 'in-doubt', serverWords: null },
  { state: 'cancelled' },
  // Several times: it takes more than one further step to get somewhere from here.
  ...(['too-large', 'server-error', 'too-large', 'server-error'] as const).map((reason) => ({
    ...{ state: 'splitting' as const, reason, serverWords: null },
  })),
  { state: 'accepted', serverBatchId: 'told', acceptedAt: 5 },
);
const decisions = fc.constantFrom<Decision>(
  { kind: 'retry' },
  { kind: 'send-again' },
  { kind: 'arrived', serverBatchId: 'told' },
  { kind: 'withdraw' },
);

const find = fc.record({
  do: fc.constant('find' as const),
  path: fc.constantFrom(...paths),
  version: fc.nat({ max: 9 }),
});
const settle = fc.record({ do: fc.constant('settle' as const) });
const open = fc.record({ do: fc.constant('open' as const), inSet: fc.boolean(), asks: fc.boolean() });
const onward = fc.record({ do: fc.constantFrom('seal' as const, 'begin' as const, 'accept' as const), pick, fitting });
const aside = fc.record({ do: fc.constant('set-aside' as const), pick, reason: fc.constantFrom(...reasons) });
const undo = fc.record({ do: fc.constantFrom('reconsider' as const, 'forget' as const), pick });
const person = fc.record({ do: fc.constantFrom('send-anyway' as const, 'dismiss' as const), pick });
const unwatch = fc.record({ do: fc.constant('withdraw-unsealed' as const) });
const decide = fc.record({ do: fc.constant('decide' as const), pick, fitting, decision: decisions });
const cut = fc.record({ do: fc.constantFrom('split' as const, 'seal-again' as const), pick, fitting });
const abandon = fc.record({ do: fc.constant('abandon' as const), pick, fitting });
const elsewhere = fc.record({ do: fc.constantFrom('end' as const, 'move' as const), pick, fitting, next: nextStates });
const step = fc.oneof(
  { weight: 12, arbitrary: find },
  { weight: 7, arbitrary: settle },
  { weight: 5, arbitrary: open },
  { weight: 24, arbitrary: onward },
  { weight: 1, arbitrary: aside },
  { weight: 1, arbitrary: undo },
  { weight: 1, arbitrary: abandon },
  { weight: 6, arbitrary: elsewhere },
  { weight: 3, arbitrary: person },
  { weight: 1, arbitrary: unwatch },
  { weight: 5, arbitrary: decide },
  { weight: 8, arbitrary: cut },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type BatchStep = Extract<Step, { fitting: boolean }>;

/** What the histories came to, together. */
const reached = { acceptances: 0, splits: 0, duplicates: 0, decisions: 0 };

it('conserves documents through random calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 80, maxLength: 140, size: 'max' }), async (steps) => {
      const test = await openTestLedger();
      try {
        await check(test, steps);
      } finally {
        await test.close();
      }
    }),
    { numRuns: 60 },
  );
  // Random calls that never deliver anything would prove nothing.
  expect(reached.acceptances).toBeGreaterThan(20);
  expect(reached.splits).toBeGreaterThan(0);
  expect(reached.duplicates).toBeGreaterThan(0);
  expect(reached.decisions).toBeGreaterThan(0);
}, 240_000);

async function check({ ledger, views, rows }: TestLedger, steps: readonly Step[]): Promise<void> {
  const { id: setId } = await aPlannedSet(ledger);
  const run: Run = { ledger, setId, batches: [], accepted: new Map(), now: 100 };
  for (const [index, next] of steps.entries()) {
    run.now += 1;
    await take(run, next);
    if (index % 10 === 0) await auditFindsNothing(views);
    const [folder] = await views.folders();
    const { seen, delivered, onTheWay, setAside, duplicates, ignored } = folder?.counts ?? ({} as never);
    expect(delivered + onTheWay + setAside + duplicates + ignored).toBe(seen);
    expect(rows('SELECT count(*) AS n FROM document')).toEqual([{ n: seen }]);
    expect(delivered).toBe([...run.accepted.values()].flat().length);
  }
  await auditFindsNothing(views);
  expect((await views.verifyReceipts(null)).problems).toEqual([]);
  const count = (sql: string): number => Number(rows(`SELECT count(*) AS n FROM ${sql}`)[0]?.['n']);
  reached.acceptances += run.accepted.size;
  reached.splits += count("batch WHERE state = 'split'");
  reached.duplicates += count("document WHERE state = 'duplicate'");
  reached.decisions += count('decision WHERE batch_id IS NOT NULL');
  const everything = [...run.accepted.values()].flat();
  expect(new Set(everything).size).toBe(everything.length);
  for (const [id, contents] of run.accepted) expect(await contentsOf(run, id)).toEqual(contents);
  expect(rows('SELECT batch_id FROM receipt').length).toBe(run.accepted.size);
  expect(
    rows(
      "SELECT id FROM document_set WHERE state = 'creating' AND creating_batch_id NOT IN (SELECT id FROM batch WHERE state = 'sending')",
    ),
  ).toEqual([]);
}

/** There is no spool here. */
async function auditFindsNothing(views: TestLedger['views']): Promise<void> {
  const { differences } = await views.audit('/nowhere');
  expect(differences.filter(({ kind }) => kind !== 'zip-missing')).toEqual([]);
}

async function take(run: Run, next: Step): Promise<void> {
  const { ledger, batches, now } = run;
  switch (next.do) {
    case 'find':
      await scanFinds(run, next.path, next.version);
      return;
    case 'settle': {
      const settling = await ledger.documents.settling(folderId);
      await ledger.documents.judge(
        settling.map(({ id }) => ({ id, verdict: 'ready', kind: 'pdf', readyAt: now })),
        now,
      );
      return;
    }
    case 'set-aside': {
      const id = next.pick as DocumentId;
      await ledger.documents.judge([{ id, verdict: 'set-aside', reason: next.reason, detail: '' }], now);
      return;
    }
    // Any id, in whatever state it is: what does not fit has to be left alone.
    case 'reconsider':
      await ledger.documents.reconsider([next.pick as DocumentId]);
      return;
    case 'forget':
      await ledger.documents.forget([next.pick as DocumentId]);
      return;
    case 'send-anyway':
      await ledger.documents.sendAnyway(next.pick as DocumentId, now);
      return;
    case 'dismiss':
      await ledger.documents.dismiss(next.pick as DocumentId, now);
      return;
    case 'withdraw-unsealed':
      await ledger.documents.withdrawUnsealed(folderId, '', now);
      return;
    case 'open': {
      const documentIds = await withoutDuplicates(run, next.asks);
      if (documentIds.length === 0) return;
      const setId = next.inSet ? run.setId : null;
      const { id } = await ledger.batches.open({ folderId, credentialId, setId, profile, createdAt: now });
      const ready = await ledger.documents.ready(folderId);
      const documents = ready.filter((document) => documentIds.includes(document.id));
      await ledger.batches.fill({ id, documents, sendAnyway: false });
      batches.push(id);
      return;
    }
    default: {
      const id = oneOf(next.fitting ? await batchesFor(run, next.do) : batches, next.pick);
      if (id !== undefined) await takeWithBatch(run, id, next);
    }
  }
}

const statesFor: Record<BatchStep['do'], readonly BatchState['state'][]> = {
  seal: ['open'],
  abandon: ['open'],
  begin: ['sealed', 'waiting'],
  end: ['sending'],
  accept: ['sending'],
  move: ['sealed', 'waiting', 'held', 'in-doubt'],
  decide: ['waiting', 'held', 'in-doubt'],
  split: ['splitting'],
  'seal-again': ['held'],
};

async function batchesFor({ ledger, batches }: Run, call: BatchStep['do']): Promise<BatchId[]> {
  const records = await Promise.all(batches.map((id) => ledger.batches.get(id)));
  return records.flatMap((batch) => (batch !== null && statesFor[call].includes(batch.status.state) ? [batch.id] : []));
}

/** What a scan does with a file that has this version of its content. */
async function scanFinds({ ledger, now }: Run, relativePath: string, version: number): Promise<void> {
  const known = (await ledger.documents.newest(folderId, [relativePath])).get(relativePath);
  const fingerprint = { sizeBytes: version, mtimeMs: version + 0.5 };
  // A stale answer in half of the cases: the ledger has to notice by itself.
  const change: DocumentChange =
    known === undefined || version % 2 === 0
      ? { kind: 'new', relativePath, ...fingerprint }
      : { kind: 'changed', id: known.id, ...fingerprint };
  await ledger.documents.record(folderId, [change], now);
}

/** A call that does not fit the batch's state may reject, but must change nothing: the checks after it would notice. */
async function takeWithBatch(run: Run, id: BatchId, next: BatchStep): Promise<void> {
  const { ledger, now } = run;
  const before = await ledger.batches.get(id);
  const contents = await contentsOf(run, id);
  try {
    if (next.do === 'seal' && before !== null) await ledger.batches.seal(id, await zipOfContents(run, before));
    else if (next.do === 'abandon') await ledger.batches.abandon(id);
    else if (next.do === 'begin') await ledger.batches.beginAttempt(id, now);
    else if (next.do === 'move') await ledger.batches.move(id, next.next, now);
    else if (next.do === 'decide') await decideAbout(run, id, next.decision);
    else if (next.do === 'seal-again')
      await ledger.batches.sealAgain([id], { kind: 'seal-again', by: 'person', at: now });
    else if (next.do === 'split' && before !== null) await cutInTwo(run, before);
    else if (next.do === 'end') await ledger.batches.endAttempt(id, evidence(), next.next, null);
    else if (next.do === 'accept') {
      const receipt = { serverBatchId: `id-${id}`, releaseVersion: null, setReferenceNumber: '12345', acceptedAt: now };
      await ledger.batches.accept(id, evidence(), receipt, null);
    }
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
    expect(await ledger.batches.get(id)).toEqual(before);
    return;
  }
  const after = await ledger.batches.get(id);
  if (before?.status.state !== 'accepted' && after?.status.state === 'accepted') run.accepted.set(id, contents);
}

async function decideAbout({ ledger, now }: Run, id: BatchId, decision: Decision): Promise<void> {
  const record: DecisionRecord = { kind: decision.kind, by: 'person', at: now };
  await ledger.batches.decide([id], record, ({ status }) => nextState(status, decision, now));
}

async function cutInTwo(run: Run, whole: BatchRecord): Promise<void> {
  const { ledger, batches, now } = run;
  const { entries, ...zip } = await zipOfContents(run, whole);
  if (entries.length === 1) {
    await ledger.batches.setAsideAlone(whole.id, 'too-large-for-server', '', now);
    return;
  }
  const middle = Math.ceil(entries.length / 2);
  const halves = [entries.slice(0, middle), entries.slice(middle)].map((half, index) => ({
    ...{ ...zip, entries: half, zipName: `batch-${whole.id}-${index + 1}.zip` },
  }));
  batches.push(...(await ledger.batches.split(whole.id, halves, now)).map(({ id }) => id));
}

/** Two versions of one size have the same content here. */
const sha256Of = (sizeBytes: number): string => sizeBytes.toString(16).padStart(64, '0');

async function zipOfContents({ ledger }: Run, batch: BatchRecord): Promise<SealedZip> {
  const zip = await zipOf(ledger, batch);
  const documents = await ledger.documents.ofBatch(batch.id);
  const entries = zip.entries.map((entry, index) => ({ ...entry, sha256: sha256Of(documents[index]?.sizeBytes ?? 0) }));
  return { ...zip, entries };
}

/** What goes into the next batch: no content twice, none that is sent already, unless a person wanted it. */
async function withoutDuplicates({ ledger, batches, now }: Run, asks: boolean): Promise<DocumentId[]> {
  const scope = { credentialId, documentType: profile.documentType };
  const ready = await ledger.documents.ready(folderId);
  const wanted = new Set(ready.map(({ id }) => id));
  const originals = await ledger.documents.originals(
    scope,
    ready.map(({ sizeBytes }) => sha256Of(sizeBytes)),
  );
  // With all of them given, what it leaves out has a size of its own, or is sent anyway.
  const twice = new Set(await ledger.documents.sameSize(scope, [...wanted]));
  const taken = new Set<number>();
  for (const id of batches) {
    if ((await ledger.batches.get(id))?.status.state !== 'open') continue;
    for (const { sizeBytes } of await ledger.documents.ofBatch(id)) taken.add(sizeBytes);
  }
  for (const { id, sizeBytes } of ready) {
    const sha256 = sha256Of(sizeBytes);
    const original = originals.get(sha256);
    if (original !== undefined && twice.has(id)) {
      const verdict = { verdict: 'duplicate', sha256, ofDocumentId: original.documentId, asks } as const;
      await ledger.documents.judge([{ id, ...verdict }], now);
      wanted.delete(id);
    } else if (taken.has(sizeBytes)) {
      wanted.delete(id);
    } else taken.add(sizeBytes);
  }
  return [...wanted];
}

async function contentsOf({ ledger }: Run, id: BatchId): Promise<string[]> {
  const documents = await ledger.documents.ofBatch(id);
  return documents.map(({ relativePath, mtimeMs, id: documentId }) => `${relativePath} ${mtimeMs} #${documentId}`);
}

function oneOf<Item>(items: readonly Item[], index: number): Item | undefined {
  return items[index % Math.max(1, items.length)];
}
