// How the reports of two test runners become one closing line and one exit code.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addUp, closingLine, exitCodeOf, playwrightCounts, vitestCounts } from './test-counts.mjs';

let folder: string;
let report: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'batchdrop-counts-'));
  report = join(folder, 'report.json');
});
afterEach(() => rm(folder, { recursive: true }));

describe('the counts of a run', () => {
  it('come from the report of vitest', async () => {
    const figures = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
    await writeFile(report, JSON.stringify(figures));
    expect(vitestCounts(report, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  it('come from the report of Playwright', async () => {
    const stats = { expected: 5, unexpected: 1, flaky: 0, skipped: 3 };
    await writeFile(report, JSON.stringify({ stats }));
    expect(playwrightCounts(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it('have a failure when the run failed although every test of it passed', async () => {
    await writeFile(report, JSON.stringify({ numPassedTests: 7, numFailedTests: 0 }));
    expect(vitestCounts(report, 1)).toMatchObject({ passed: 7, failed: 1 });
  });

  it('have a failure when the runner died before it wrote its report', () => {
    expect(playwrightCounts(report, 137)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the end of npm test', () => {
  it('adds the runs up', () => {
    const sum = addUp([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(closingLine(sum)).toBe('5 passed, 1 failed, 1 skipped');
    expect(exitCodeOf(sum)).toBe(1);
  });

  it('leaves out the skipped tests when there are none', () => {
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  });

  it('succeeds only when a test has passed and none has failed', () => {
    expect(exitCodeOf({ passed: 1, failed: 0, skipped: 0 })).toBe(0);
    expect(exitCodeOf({ passed: 0, failed: 0, skipped: 4 })).toBe(1);
  });
});
