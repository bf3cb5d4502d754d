// One rehearsal from the first document to the verdict.
import type { Rehearsal, RehearsalResult } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import { judge, type RehearsalFacts } from './judge';
import type { RehearsalProfile } from './profile';
import { scenarios, type Scenario } from './scenarios';
import { buildStage, type Stage } from './stage';
import { inOrder, requestStep, stepOf } from './steps';

export interface RehearsalParts {
  /** Where the temporary folder is made; made itself when missing. */
  readonly home: string;
  /** The built seal-worker.ts. */
  readonly sealWorker: URL;
  /** What has not ended by itself after this long is judged as it stands, in milliseconds. */
  readonly deadlineMs: number;
}

/** Runs and judges it; null when the signal fired first. Rejects when the stage cannot be built (a full disk, say). */
export async function runRehearsal(
  rehearsal: Rehearsal,
  profile: RehearsalProfile,
  { home, sealWorker, deadlineMs }: RehearsalParts,
  { signal }: { signal: AbortSignal },
): Promise<RehearsalResult | null> {
  // Behind a function, because the compiler takes it for unchanged across the awaits.
  const isCancelled = (): boolean => signal.aborted;
  if (isCancelled()) return null;
  const scenario = scenarios[rehearsal];
  const beganAt = Date.now();
  const steps: RehearsalResult['steps'][number][] = [];
  const waits = countWaits(scenario);
  const onEvent = (event: EngineEvent): void => {
    const step = stepOf(event, Date.now() - beganAt);
    if (step !== null) steps.push(step);
    waits.note(event);
  };
  const stage = await buildStage({ home, sealWorker, profile, scenario, onEvent });
  try {
    const settled = await perform(stage, deadlineMs, { enough: waits.enough, signal });
    // Nothing of what is still on its way matters any more, and its end is not to be waited for.
    if (isCancelled()) await stage.sandbox.close();
    await stage.engine.stop();
    if (isCancelled()) return null;
    const facts = await stage.facts(settled);
    const { problems, deliveredOnce, deliveredTwice } = judge(facts, scenario.expected(profile));
    const durationMs = Date.now() - beganAt;
    steps.push(...facts.requests.map((request) => requestStep(request, beganAt)));
    return {
      ...{ rehearsal, durationMs, deliveredOnce, deliveredTwice },
      passed: problems.length === 0,
      documents: facts.documents.length,
      onScreen: counted(facts.shown),
      steps: inOrder(steps, problems, durationMs),
    };
  } finally {
    await stage.strike();
  }
}

/** Lets the engine work until nothing is left to do. false: the deadline came first. */
async function perform(
  { engine }: Stage,
  deadlineMs: number,
  { enough, signal }: { enough: AbortSignal; signal: AbortSignal },
): Promise<boolean> {
  const deadline = AbortSignal.timeout(deadlineMs);
  await engine.start();
  await engine.settled({ patienceMs: deadlineMs, signal: AbortSignal.any([signal, enough, deadline]) });
  return !deadline.aborted;
}

/** Fires when a rehearsal in which nothing can be delivered has waited often enough. */
function countWaits({ endsAfterWaits = Infinity }: Scenario): {
  readonly enough: AbortSignal;
  note(event: EngineEvent): void;
} {
  const ending = new AbortController();
  let waits = 0;
  return {
    enough: ending.signal,
    note: ({ type }) => {
      if (type === 'batch-waiting') waits += 1;
      if (waits >= endsAfterWaits) ending.abort();
    },
  };
}

function counted(shown: RehearsalFacts['shown']): RehearsalResult['onScreen'] {
  const items = new Map<string, { kind: string; reason: string; count: number }>();
  for (const { kind, reason } of shown) {
    const key = JSON.stringify([kind, reason]);
    const known = items.get(key);
    if (known === undefined) items.set(key, { kind, reason, count: 1 });
    else known.count += 1;
  }
  return [...items.values()];
}
