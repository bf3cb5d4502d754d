// Whether the promise held: every document delivered once, or on screen with a reason that fits. A pure function.
import type { RehearsalFate, RehearsalProblem } from '../../preload/contract';
import type { SandboxRequest } from '../sandbox/request-log';
import type { RehearsalDocument } from './documents';
import type { DocumentFate, Fate, ShownItem } from './fates';

/** What a rehearsal left behind: put in, received, recorded, shown. */
export interface RehearsalFacts {
  readonly documents: readonly RehearsalDocument[];
  /** SHA-256 of every document in every batch that the sandbox stored, as often as it stored it. */
  readonly stored: readonly string[];
  readonly fates: readonly DocumentFate[];
  readonly shown: readonly ShownItem[];
  /** Paths of the originals that are still where they were put. */
  readonly originals: ReadonlySet<string>;
  readonly requests: readonly SandboxRequest[];
  /** Requests that another server got, to which a redirect pointed. */
  readonly requestsElsewhere: number;
  /** Folders whose sum does not come out. */
  readonly alarms: number;
  /** It ended by itself, not by the deadline. */
  readonly settled: boolean;
}

/** How a rehearsal has to end. */
export interface Expectation {
  /** What may become of a document. */
  readonly fates: readonly Fate[];
  /** What has to become of at least one. */
  readonly needed?: readonly Fate[];
  /** Whatever else has to be true: answers with what is wrong, or with null. */
  readonly checks?: readonly ((facts: RehearsalFacts) => RehearsalProblem | null)[];
}

export interface Verdict {
  /** What is wrong; none when the promise held. */
  readonly problems: readonly RehearsalProblem[];
  readonly deliveredOnce: number;
  readonly deliveredTwice: number;
}

/** Judges the facts. How often a document was delivered is what the server holds, not what the ledger says. */
export function judge(facts: RehearsalFacts, expectation: Expectation): Verdict {
  const { documents, stored } = facts;
  const timesStored = documents.map(({ sha256 }) => stored.filter((other) => other === sha256).length);
  return {
    problems: [
      ...(facts.settled ? [] : [{ kind: 'no-end' } as const]),
      ...documents.flatMap((document, index) => [...problemsOf(document, timesStored[index] ?? 0, facts, expectation)]),
      ...strangers(facts),
      ...unexplained(facts),
      ...missing(facts, expectation),
      ...(facts.alarms === 0 ? [] : [{ kind: 'does-not-add-up' } as const]),
      ...(expectation.checks ?? []).map((check) => check(facts)).filter((problem) => problem !== null),
    ],
    deliveredOnce: timesStored.filter((times) => times === 1).length,
    deliveredTwice: timesStored.filter((times) => times > 1).length,
  };
}

function* problemsOf(
  { relativePath: file }: RehearsalDocument,
  timesStored: number,
  { fates, shown, originals }: RehearsalFacts,
  expectation: Expectation,
): Generator<RehearsalProblem> {
  const found = fates.find((one) => one.relativePath === file);
  const fate = found?.fate ?? 'unrecorded';
  if (timesStored > 1) yield { kind: 'delivered-often', file, times: timesStored };
  if (fate === 'delivered' && timesStored === 0) yield { kind: 'never-arrived', file };
  // Only what is in doubt may have arrived without the program knowing it.
  if (fate !== 'delivered' && fate !== 'in-doubt' && timesStored > 0) {
    yield { kind: 'arrived-all-the-same', file, ...endOf(fate) };
  }
  if (!expectation.fates.includes(fate)) yield { kind: 'wrong-end', file, ...endOf(fate) };
  if (fate === 'delivered') return;
  if (!originals.has(file)) yield { kind: 'original-gone', file };
  const names = new Set(found?.because);
  if (!shown.some(({ name }) => names.has(name))) {
    yield { kind: 'unexplained', file };
  }
}

function* strangers({ documents, stored }: RehearsalFacts): Generator<RehearsalProblem> {
  const known = new Set(documents.map(({ sha256 }) => sha256));
  const strange = stored.filter((sha256) => !known.has(sha256)).length;
  if (strange > 0) yield { kind: 'other-content', count: strange };
}

/** What is on screen has to be about a document that is not delivered. */
function* unexplained({ fates, shown }: RehearsalFacts): Generator<RehearsalProblem> {
  const names = new Set(fates.flatMap(({ about }) => about));
  for (const { name, kind, reason } of shown) {
    if (!names.has(name)) yield { kind: 'on-screen-for-nothing', what: kind, reason };
  }
}

function* missing({ fates }: RehearsalFacts, { needed = [] }: Expectation): Generator<RehearsalProblem> {
  for (const fate of needed) {
    if (!fates.some((one) => one.fate === fate)) yield { kind: 'missing-end', ...endOf(fate) };
  }
}

/** "held/refused" as the window is told. */
function endOf(fate: Fate): { fate: RehearsalFate; reason: string } {
  const [name, reason = ''] = fate.split('/');
  // The compiler does not follow `split`; a fate is its name, alone or before a slash.
  return { fate: name as NameOf<Fate>, reason };
}

type NameOf<Whole extends string> = Whole extends `${infer Name}/${string}` ? Name : Whole;
