// Keeps rehearsals running, and their verdicts, while the user is on other pages.
import { createContext, useContext, useState, useSyncExternalStore, type ReactNode } from 'react';
import { bridge } from '../bridge';
import { createRehearsalRunner, type RehearsalRunner, type RehearsalState } from './rehearsal-runner';

const RunnerContext = createContext<RehearsalRunner | null>(null);

/** One runner for as long as the window lives. */
export function RehearsalProvider({ children }: { readonly children: ReactNode }) {
  const [runner] = useState(() => createRehearsalRunner((request) => bridge.call('rehearsals.run', request)));
  return <RunnerContext value={runner}>{children}</RunnerContext>;
}

/** The runner, and where it stands. */
export function useRehearsals(): RehearsalState & { readonly runner: RehearsalRunner } {
  const runner = useContext(RunnerContext);
  if (runner === null) throw new Error('useRehearsals outside of RehearsalProvider');
  const state = useSyncExternalStore(runner.subscribe, runner.current);
  return { ...state, runner };
}
