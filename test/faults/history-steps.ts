// What can happen in a history: the steps, as plain values that fast-check makes, prints and leaves out again.
import fc from 'fast-check';
import { checkpoints } from '../../main/engine/checkpoints';
import type { FaultScript } from '../../main/sandbox/fault-script';
import type { Setting } from './world';
import { momentsOf } from './kill-ledger';

/** What a person or a scanner does to files. `which` picks among those that lie there, whatever their number. */
export type FileStep =
  | {
      readonly do: 'add';
      readonly count: number;
      readonly sizeBytes: number;
      readonly inSub: boolean;
      readonly inPlace: boolean;
    }
  | { readonly do: 'add the same again'; readonly which: number }
  | { readonly do: 'rewrite'; readonly which: number; readonly inPlace: boolean }
  | { readonly do: 'touch'; readonly which: number }
  | { readonly do: 'rename'; readonly which: number }
  | { readonly do: 'delete'; readonly which: number }
  | { readonly do: 'write half' }
  | { readonly do: 'write the other half'; readonly which: number };

export type Step =
  | FileStep
  | { readonly do: 'settle'; readonly patienceMs: number }
  | { readonly do: 'meanwhile'; readonly afterMs: number; readonly step: FileStep }
  | { readonly do: 'server misbehaves'; readonly script: FaultScript }
  | { readonly do: 'server fails on one document'; readonly which: number; readonly status: number }
  | { readonly do: 'server is well' }
  | { readonly do: 'kill'; readonly afterMs: number }
  | { readonly do: 'kill at'; readonly moment: string; readonly occurrence: number }
  | { readonly do: 'restart' }
  | { readonly do: 'clock jumps'; readonly byMs: number }
  | { readonly do: 'network returns' }
  | { readonly do: 'pause sending'; readonly forMs: number | null }
  | { readonly do: 'resume sending' }
  /** A person answers what is in doubt; a hasty one does not look whether it arrived. */
  | { readonly do: 'decide doubts'; readonly hasty: boolean }
  /** A person answers batches, credentials and sets. */
  | { readonly do: 'answer all' }
  | { readonly do: 'answer a document'; readonly which: number; readonly sendAnyway: boolean };

export interface History {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

const which = fc.nat(50);
const afterMs = fc.integer({ min: 0, max: 250 });

const fileStep: fc.Arbitrary<FileStep> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      count: fc.integer({ min: 1, max: 4 }),
      sizeBytes: fc.constantFrom(500, 3_000, 9_000, 30_000, 300_000),
      inSub: fc.boolean(),
      inPlace: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('add the same again' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rewrite' as const), which, inPlace: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('touch' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('delete' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write half' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('write the other half' as const), which }) },
);

// Where the answer says that nothing arrived, nothing may have been stored: a server that stores and answers 500 breaks
// the contract, and no client can tell.
const refusing = ['before-body', 'before-storing'] as const;
const moments = ['before-body', { afterBytes: 400 }, 'before-storing', 'after-body'] as const;

const fault: fc.Arbitrary<FaultScript[number]['fault']> = fc.oneof(
  fc.record({ kind: fc.constantFrom('drop' as const, 'reset' as const), when: fc.constantFrom(...moments) }),
  fc.record({
    kind: fc.constant('answer' as const),
    when: fc.constantFrom(...refusing),
    status: fc.constantFrom(400, 401, 403, 408, 409, 413, 500, 503),
    hangUp: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    when: fc.constant('before-storing' as const),
    status: fc.constantFrom(429, 503),
    retryAfter: fc.record({ seconds: fc.nat(1), as: fc.constantFrom('seconds' as const, 'date' as const) }),
  }),
  fc.record({
    kind: fc.constant('answer' as const),
    when: fc.constantFrom('before-storing' as const, 'after-body' as const),
    status: fc.constantFrom(502, 504),
  }),
  fc.record({
    kind: fc.constant('too-large' as const),
    limitBytes: fc.constantFrom(6_000, 20_000, 100_000),
    when: fc.constantFrom(...refusing),
  }),
  fc.record({
    kind: fc.constant('no-batch-id' as const),
    when: fc.constantFrom('before-storing' as const, 'after-body' as const),
  }),
  fc.record({
    kind: fc.constant('html-page' as const),
    when: fc.constantFrom('before-storing' as const, 'after-body' as const),
  }),
  fc.record({
    kind: fc.constant('redirect' as const),
    when: fc.constantFrom(...refusing),
    status: fc.constantFrom(302 as const, 307 as const),
  }),
  fc.record({
    kind: fc.constant('stall' as const),
    when: fc.constantFrom(...moments),
    forMs: fc.integer({ min: 50, max: 300 }),
  }),
  fc.record({ kind: fc.constant('slow-link' as const), bytesPerSecond: fc.constantFrom(50_000, 400_000) }),
  fc.constantFrom(
    ...([
      { kind: 'cut-reply' },
      { kind: 'short-json' },
      { kind: 'noise-before-json' },
      { kind: 'no-set-number' },
    ] as const),
  ),
  fc.record({
    kind: fc.constant('expired-token' as const),
    which: fc.constantFrom('access' as const, 'access-and-refresh' as const),
  }),
);

const script: fc.Arbitrary<FaultScript> = fc.array(
  fc.record({
    endpoint: fc.constantFrom('uploadbatch' as const, 'uploadbatch' as const, 'uploadbatch' as const, 'any' as const),
    from: fc.integer({ min: 1, max: 3 }),
    times: fc.integer({ min: 1, max: 4 }),
    fault,
  }),
  { minLength: 1, maxLength: 3 },
);

const writes = [
  ...(['documents.record', 'documents.judge', 'batches.open', 'batches.fill', 'batches.seal'] as const),
  'batches.beginAttempt',
] as const;
const laterWrites = [
  'batches.endAttempt',
  'batches.accept',
  'batches.decide',
  'batches.split',
  'batches.recordAfterUpload',
];
const killMoments = [...checkpoints, ...[...writes, ...laterWrites].flatMap(momentsOf)];

const dayMs = 24 * 60 * 60_000;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 9, arbitrary: fileStep },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('settle' as const), patienceMs: fc.constantFrom(0, 50, 500) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('meanwhile' as const), afterMs, step: fileStep }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('server misbehaves' as const), script }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('server fails on one document' as const),
      which,
      status: fc.constantFrom(500, 413),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('server is well' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('kill' as const), afterMs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('kill at' as const),
      moment: fc.constantFrom(...killMoments),
      occurrence: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('clock jumps' as const),
      byMs: fc.constantFrom(-dayMs, dayMs, -60 * 60_000, 60 * 60_000, -600_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('network returns' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('pause sending' as const), forMs: fc.constantFrom(20, 300, null) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resume sending' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('decide doubts' as const), hasty: fc.nat(4).map((n) => n === 0) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer all' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('answer a document' as const), which, sendAnyway: fc.boolean() }),
  },
);

const setting: fc.Arbitrary<Setting> = fc.record({
  folders: fc.constantFrom(1 as const, 2 as const),
  afterUpload: fc.constantFrom('leave' as const, 'move' as const, 'trash' as const),
  trashWorks: fc.boolean(),
  set: fc.constantFrom('none', 'new-per-folder', 'new-per-subfolder', 'new-per-day', 'new-per-batch'),
  duplicates: fc.constantFrom('ask' as const, 'skip' as const),
  inDoubt: fc.constantFrom('ask' as const, 'ask' as const, 'send-again' as const),
  maxDocuments: fc.integer({ min: 1, max: 5 }),
  maxBytes: fc.constantFrom(100_000, 1_000_000),
});

/** Histories of exactly this many steps. */
export function histories(steps: number): fc.Arbitrary<History> {
  return fc.record({ setting, steps: fc.array(step, { minLength: steps, maxLength: steps, size: 'max' }) });
}
