// What goes wrong at the stand-in server while the soak runs: some of everything that a month brings.
import type { Fault, FaultPlan } from '../../../main/sandbox/faults';

interface Trouble {
  /** One of so many uploads, beginning with the `first`. */
  readonly each: number;
  readonly first: number;
  readonly fault: Fault;
}

const troubles: readonly Trouble[] = [
  // Asked to wait a moment.
  {
    ...{ each: 100, first: 17 },
    fault: { kind: 'answer', when: 'before-storing', status: 503, retryAfter: { seconds: 1, as: 'seconds' } },
  },
  // Stored, and nobody hears of it: in doubt.
  { each: 200, first: 55, fault: { kind: 'drop', when: 'after-body' } },
  // The network fails before anything is sent: the whole credential rests for seconds.
  { each: 500, first: 71, fault: { kind: 'reset', when: 'before-body' } },
  { each: 500, first: 299, fault: { kind: 'answer', when: 'before-storing', status: 500 } },
  // Held until a person says "again".
  { each: 250, first: 133, fault: { kind: 'answer', when: 'before-body', status: 400 } },
  { each: 150, first: 33, fault: { kind: 'expired-token', which: 'access' } },
  { each: 300, first: 211, fault: { kind: 'html-page', when: 'after-body' } },
  { each: 120, first: 99, fault: { kind: 'noise-before-json' } },
];

/** Uploads only: a token endpoint that fails as well would only make the soak slower. */
export const serverTrouble: FaultPlan = ({ endpoint, number }) => {
  if (endpoint !== 'uploadbatch') return null;
  return troubles.find(({ each, first }) => number % each === first)?.fault ?? null;
};

/** A token lives two minutes, and is refreshed two minutes before it ends: about once a second, not once in ten minutes. */
export const tokenLifetimeMs = 121_000;
