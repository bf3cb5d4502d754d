// The ledger with a moment before and after every write: the durable transitions at which the program may be killed.
import type { Ledger } from '../../main/engine/ports';

/** Questions, which change nothing. Whatever is not named here counts as a write, so that new methods are covered. */
const questions: ReadonlySet<string> = new Set([
  ...[
    'newest',
    'compare',
    'settling',
    'ready',
    'setAside',
    'wasRenamed',
    'sameSize',
    'originals',
    'askingDuplicates',
    'ofBatch',
  ].map((name) => `documents.${name}`),
  ...[
    'interrupted',
    'due',
    'nextRetryAt',
    'isHeldBack',
    'splitting',
    'acceptedSince',
    'firstOutcomeAt',
    'get',
    'spooledZips',
  ].map((name) => `batches.${name}`),
  ...['awaitingAfterUpload', 'failedAfterUpload', 'pendingAfterUpload', 'countOutcomes', 'tally'].map(
    (name) => `batches.${name}`,
  ),
  ...['sets.countOf', 'sets.get', 'credentials.state', 'credentials.sizes', 'folders.historyLost', 'pauses.list'],
]);

type Method = (...args: unknown[]) => Promise<unknown>;

/** Names of the ledger's writes, such as `batches.seal`, read off the object itself. */
export function writesOf(ledger: Ledger): string[] {
  return Object.entries(ledger)
    .flatMap(([part, methods]) => Object.keys(methods as object).map((name) => `${part}.${name}`))
    .filter((name) => !questions.has(name));
}

/** The moments of one write. */
export function momentsOf(write: string): readonly [before: string, after: string] {
  return [`ledger.${write}:before`, `ledger.${write}:after`];
}

/** The same ledger; `reach` is told before each write begins and after it is on the disk. */
export function watchedLedger(ledger: Ledger, reach: (moment: string) => void): Ledger {
  const parts = Object.entries(ledger).map(([part, methods]) => {
    const watched = Object.entries(methods as Record<string, Method>).map(([name, method]) => {
      const write = `${part}.${name}`;
      if (questions.has(write)) return [name, method] as const;
      const [before, after] = momentsOf(write);
      const around: Method = async (...args) => {
        reach(before);
        const result = await method(...args);
        reach(after);
        return result;
      };
      return [name, around] as const;
    });
    return [part, Object.fromEntries(watched)] as const;
  });
  return Object.fromEntries(parts) as unknown as Ledger;
}
