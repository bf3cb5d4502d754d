// Runs rehearsals one after the other and remembers what came of them, whichever page the user is on meanwhile.
import type { Calls, Problem, Rehearsal, RehearsalResult, Reply } from '../../../preload/contract';

/** Where one rehearsal stands; one that was never asked for has no run. */
export type Run =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly since: number }
  | { readonly state: 'done'; readonly result: RehearsalResult }
  /** It could not be held at all. */
  | { readonly state: 'failed'; readonly problem: Problem };

export interface RehearsalState {
  /** Whose profile is used: a folder's, or the sample when `folderId` is null. null until someone chose. */
  readonly choice: { readonly folderId: string | null } | null;
  readonly runs: ReadonlyMap<Rehearsal, Run>;
  readonly isBusy: boolean;
}

export interface RehearsalRunner {
  readonly current: () => RehearsalState;
  /** Returns the function that stops listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Forgets the verdicts on another profile. Does nothing while a rehearsal runs. */
  readonly choose: (folderId: string | null) => void;
  /** Those that run or wait already are not asked for twice. */
  readonly start: (rehearsals: readonly Rehearsal[]) => void;
  /** What runs goes on to its end; what waits is not run. */
  readonly stopWaiting: () => void;
}

type RunRehearsal = (request: Calls['rehearsals.run']['request']) => Promise<Reply<RehearsalResult>>;

/** Nothing runs before the first `start`. `now` gives milliseconds since 1970. */
export function createRehearsalRunner(run: RunRehearsal, now: () => number = Date.now): RehearsalRunner {
  const listeners = new Set<() => void>();
  let state: RehearsalState = { choice: null, runs: new Map(), isBusy: false };

  function change(next: Partial<Omit<RehearsalState, 'isBusy'>>): void {
    const merged = { ...state, ...next };
    state = { ...merged, isBusy: [...merged.runs.values()].some(isUnderWay) };
    for (const listener of listeners) listener();
  }

  function note(rehearsal: Rehearsal, one: Run): void {
    change({ runs: new Map([...state.runs, [rehearsal, one]]) });
  }

  async function work(): Promise<void> {
    for (let next = waiting(state); next !== undefined; next = waiting(state)) {
      note(next, { state: 'running', since: now() });
      const reply = await run({ rehearsal: next, folderId: state.choice?.folderId ?? null });
      note(next, reply.ok ? { state: 'done', result: reply.value } : { state: 'failed', problem: reply.problem });
    }
  }

  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    choose: (folderId) => {
      if (state.isBusy || state.choice?.folderId === folderId) return;
      change({ choice: { folderId }, runs: new Map() });
    },
    start: (rehearsals) => {
      const wasBusy = state.isBusy;
      const added = rehearsals.filter((rehearsal) => !isUnderWay(state.runs.get(rehearsal)));
      const waits: Run = { state: 'waiting' };
      const kept = [...state.runs].filter(([rehearsal]) => !added.includes(rehearsal));
      // Behind those that wait already: the map keeps the order in which they were asked for.
      change({ runs: new Map([...kept, ...added.map((rehearsal) => [rehearsal, waits] as const)]) });
      if (!wasBusy) void work();
    },
    stopWaiting: () => {
      change({ runs: new Map([...state.runs].filter(([, one]) => one.state !== 'waiting')) });
    },
  };
}

function isUnderWay(run: Run | undefined): boolean {
  return run?.state === 'waiting' || run?.state === 'running';
}

function waiting({ runs }: RehearsalState): Rehearsal | undefined {
  return [...runs].find(([, { state }]) => state === 'waiting')?.[0];
}
