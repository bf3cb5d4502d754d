// The kill matrix: the program ends itself at every checkpoint, and before and after every write of the ledger; then it
// has to come to the same good end as if nothing had happened.
import { checkpoints } from '../../main/engine/checkpoints';
import { audit, originalsMovedTooEarly, type Audit } from './audit';
import { chanceFrom } from './chance';
import { momentsOf } from './kill-ledger';
import type { KillOrder } from './program-protocol';
import { tours, type Tour } from './tours';
import { createWorld } from './world';

/** One run of one tour, with or without a kill. */
export interface TourRun {
  readonly tour: string;
  readonly seed: number;
  readonly kill: KillOrder | null;
  /** Programs that ended by SIGKILL. */
  readonly kills: number;
  readonly reached: ReadonlyMap<string, number>;
  /** Names of the ledger's writes. */
  readonly writes: readonly string[];
  readonly audit: Audit;
}

/** Runs a tour in a world of its own and compares at the end. */
export async function runTour(script: string, tour: Tour, seed: number, kill: KillOrder | null): Promise<TourRun> {
  const world = await createWorld(script, tour.setting(seed));
  const tooEarly: string[] = [];
  world.onDeath = async () => {
    tooEarly.push(...(await originalsMovedTooEarly(world)));
  };
  try {
    if (kill !== null) world.killOnce(kill);
    await tour.run(world, seed);
    const found = await audit(world);
    const violations = [...tooEarly, ...found.violations];
    const { kills, writes } = world;
    const reached = await world.reached();
    return { tour: tour.name, seed, kill, kills, reached, writes, audit: { ...found, violations } };
  } finally {
    await world.close();
  }
}

export interface Target {
  readonly moment: string;
  readonly tour: Tour;
  readonly seed: number;
  readonly occurrence: number;
}

/** Moments that no tour can reach, and why; they are printed and do not count as missed. */
export const outOfReach: ReadonlyMap<string, string> = new Map([
  ...outside('folders.loseHistory', 'asked by the window program alone, before the engine starts'),
  // The engine asks about many at once.
  ...outside('documents.sendAnyway', 'asked by the command line alone, beside the engine'),
  ...outside('documents.dismiss', 'asked by the command line alone, beside the engine'),
]);

function outside(write: string, why: string): [moment: string, why: string][] {
  return momentsOf(write).map((moment) => [moment, why]);
}

export interface MatrixPlan {
  readonly targets: readonly Target[];
  readonly notReached: readonly string[];
}

/**
 * What to kill at, from runs without a kill: each moment so many times, in tours and with seeds that reach it, at the
 * first to the last time it comes.
 */
export function planMatrix(calm: readonly TourRun[], times: number): MatrixPlan {
  const chance = chanceFrom(calm.length);
  const writes = calm.flatMap((run) => run.writes.flatMap(momentsOf));
  const moments = new Set<string>([...checkpoints, ...writes]);
  const targets: Target[] = [];
  const notReached: string[] = [];
  for (const moment of moments) {
    const candidates = calm.filter(({ reached }) => reached.has(moment));
    if (candidates.length === 0) notReached.push(moment);
    const start = chance.between(0, calm.length);
    for (let time = 0; time < times && candidates.length > 0; time += 1) {
      const run = candidates[(start + time) % candidates.length];
      const tour = tours.find(({ name }) => name === run?.tour);
      if (run === undefined || tour === undefined) continue;
      const occurrence = chance.between(1, run.reached.get(moment) ?? 1);
      targets.push({ moment, tour, seed: run.seed, occurrence });
    }
  }
  return { targets, notReached };
}

/** Kills at the target. A moment that came less often this time is killed at its first coming. */
export async function runTarget(script: string, { moment, tour, seed, occurrence }: Target): Promise<TourRun> {
  const run = await runTour(script, tour, seed, { moment, occurrence });
  return run.kills > 0 || occurrence === 1 ? run : runTour(script, tour, seed, { moment, occurrence: 1 });
}
