// Checks that rehearsals run one after the other, and what is remembered of them.
import { describe, expect, it } from 'vitest';
import type { Calls, Rehearsal, RehearsalResult, Reply } from '../../../preload/contract';
import { createRehearsalRunner, type RehearsalRunner } from './rehearsal-runner';

type Request = Calls['rehearsals.run']['request'];

describe('createRehearsalRunner', () => {
  it('runs one at a time, in the order asked for', async () => {
    const { runner, asked, answer } = aRunner();
    runner.start(['redirect', 'all-well']);
    runner.start(['slow-line', 'all-well']);
    expect(statesOf(runner)).toEqual({ redirect: 'running', 'all-well': 'waiting', 'slow-line': 'waiting' });
    await answer();
    await answer();
    expect(asked.map(({ rehearsal }) => rehearsal)).toEqual(['redirect', 'all-well', 'slow-line']);
    expect(runner.current().isBusy).toBe(true);
    await answer();
    expect(statesOf(runner)).toEqual({ redirect: 'done', 'all-well': 'done', 'slow-line': 'done' });
    expect(runner.current().isBusy).toBe(false);
  });

  it('goes on after one that could not be held', async () => {
    const { runner, answer } = aRunner();
    runner.start(['redirect', 'all-well']);
    await answer({ ok: false, problem: { code: 'failed', detail: 'ENOSPC' } });
    await answer();
    expect(statesOf(runner)).toEqual({ redirect: 'failed', 'all-well': 'done' });
  });

  it('ends what runs and drops what waits when it is stopped', async () => {
    const { runner, asked, answer } = aRunner();
    runner.start(['redirect', 'all-well']);
    runner.stopWaiting();
    await answer();
    expect(asked).toHaveLength(1);
    expect(statesOf(runner)).toEqual({ redirect: 'done' });
    runner.start(['all-well']);
    await answer();
    expect(statesOf(runner)).toEqual({ redirect: 'done', 'all-well': 'done' });
  });

  it('uses the chosen profile and forgets the verdicts on another one', async () => {
    const { runner, asked, answer } = aRunner();
    runner.choose('f1');
    runner.start(['all-well']);
    runner.choose('f2');
    expect(runner.current().choice).toEqual({ folderId: 'f1' });
    await answer();
    expect(asked).toEqual([{ rehearsal: 'all-well', folderId: 'f1' }]);
    runner.choose(null);
    expect(statesOf(runner)).toEqual({});
    expect(runner.current().choice).toEqual({ folderId: null });
  });

  it('tells its listeners of each change', async () => {
    const { runner, answer } = aRunner();
    const heard: string[] = [];
    const stop = runner.subscribe(() => heard.push(JSON.stringify(statesOf(runner))));
    runner.start(['all-well']);
    await answer();
    stop();
    runner.choose('f1');
    expect(heard).toEqual(['waiting', 'running', 'done'].map((state) => `{"all-well":"${state}"}`));
  });
});

function aRunner() {
  const asked: Request[] = [];
  const answers: ((reply: Reply<RehearsalResult>) => void)[] = [];
  const runner = createRehearsalRunner(
    (request) => {
      asked.push(request);
      return new Promise((resolve) => answers.push(resolve));
    },
    () => 1,
  );
  async function answer(reply: Reply<RehearsalResult> = { ok: true, value: aResult('all-well') }): Promise<void> {
    const noted = new Promise<void>((resolve) => {
      const stop = runner.subscribe(() => {
        stop();
        resolve();
      });
    });
    answers.shift()?.(reply);
    await noted;
  }
  return { runner, asked, answer };
}

function aResult(rehearsal: Rehearsal): RehearsalResult {
  return {
    ...{ rehearsal, passed: true, durationMs: 1, documents: 4, deliveredOnce: 4, deliveredTwice: 0 },
    ...{ onScreen: [], steps: [] },
  };
}

function statesOf(runner: RehearsalRunner): Record<string, string> {
  return Object.fromEntries([...runner.current().runs].map(([rehearsal, { state }]) => [rehearsal, state]));
}
