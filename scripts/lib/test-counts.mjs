// Reads what the test runners report, and adds it up to the one line that closes `npm test`.
import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * The counts of a vitest run from its JSON report.
 * @param {string} file
 * @param {number} exitCode of the run
 * @returns {Counts}
 */
export function vitestCounts(file, exitCode) {
  const report = readReport(file);
  return fromRun(exitCode, {
    passed: report.numPassedTests ?? 0,
    failed: report.numFailedTests ?? 0,
    skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
  });
}

/**
 * The counts of a Playwright run from its JSON report.
 * @param {string} file
 * @param {number} exitCode of the run
 * @returns {Counts}
 */
export function playwrightCounts(file, exitCode) {
  const { stats = {} } = readReport(file);
  return fromRun(exitCode, {
    passed: (stats.expected ?? 0) + (stats.flaky ?? 0),
    failed: stats.unexpected ?? 0,
    skipped: stats.skipped ?? 0,
  });
}

/** A step before the tests that failed, and with it the tests that could not run. */
export const oneFailure = Object.freeze({ passed: 0, failed: 1, skipped: 0 });

/**
 * @param {readonly Counts[]} runs
 * @returns {Counts}
 */
export function addUp(runs) {
  return runs.reduce(
    (sum, run) => ({
      passed: sum.passed + run.passed,
      failed: sum.failed + run.failed,
      skipped: sum.skipped + run.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/**
 * @param {Counts} counts
 * @returns {string} `N passed, N failed`, with the skipped ones if there are any
 */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * @param {Counts} counts
 * @returns {number} the exit code of the whole: a run of no test at all proves nothing
 */
export function exitCodeOf({ passed, failed }) {
  return failed > 0 || passed === 0 ? 1 : 0;
}

/**
 * A run can fail outside of every test: a file that cannot be loaded, an error that nobody awaited, a runner that died.
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
function fromRun(exitCode, counts) {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {string} file */
function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}
