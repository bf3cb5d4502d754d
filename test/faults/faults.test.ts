// The short cut of `npm run test:faults`: every checkpoint killed once, a few histories that are the same in every run, so
// that a red run is about the change. BATCHDROP_FAULTS_SEED plays others; a failure prints its seed and its steps.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpoints } from '../../main/engine/checkpoints';
import { buildProgram, type BuiltProgram } from './build-program';
import { playSeed } from './histories';
import { outOfReach, planMatrix, runTarget, runTour } from './kill-matrix';
import { inPool } from './pool';
import { tours } from './tours';

const firstSeed = Number(process.env['BATCHDROP_FAULTS_SEED'] ?? 1);
const jobs = 2;

let built: BuiltProgram;
beforeAll(async () => {
  built = await buildProgram();
});
afterAll(() => built.remove());

describe('killed at every checkpoint', () => {
  it('keeps every promise', { timeout: 120_000 }, async () => {
    const calm = await inPool(tours, jobs, (tour) => runTour(built.script, tour, 3, null));
    const { targets, notReached } = planMatrix(calm, 1);
    const names: ReadonlySet<string> = new Set(checkpoints);
    const chosen = targets.filter(({ moment }) => names.has(moment));
    expect(notReached.filter((moment) => !outOfReach.has(moment))).toEqual([]);
    expect(chosen).toHaveLength(checkpoints.length);
    const runs = await inPool(chosen, jobs, (target) => runTarget(built.script, target));
    const broken = [...calm, ...runs].filter(({ audit }) => audit.violations.length > 0);
    expect(broken.map(({ tour, seed, kill, audit }) => ({ tour, seed, kill, violations: audit.violations }))).toEqual(
      [],
    );
    expect(runs.filter(({ kills }) => kills === 0).map(({ kill }) => kill?.moment)).toEqual([]);
  });
});

describe('random histories', () => {
  it(`keep every promise (first seed ${firstSeed})`, { timeout: 120_000 }, async () => {
    const seeds = Array.from({ length: 6 }, (_unused, index) => firstSeed + index);
    const played = await inPool(seeds, jobs, (seed) =>
      playSeed({ script: built.script, seed, steps: 12, shrinkMs: 0 }),
    );
    const broken = played.filter(({ audit }) => audit.violations.length > 0);
    expect(broken.map(({ seed, log, audit }) => ({ seed, log, violations: audit.violations }))).toEqual([]);
  });
});
