// `npm run test:security`: everything that holds docs/security.md, chosen from the tests that `npm test` runs, and what
// needs programs of others: Electronegativity, and on Debian as root the strangers. `--unit`, `--window`, `--tools` and
// `--strangers` run one part. The last line is `N passed, N failed`.
import './lib/check-node.mjs';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { withDisplay } from './lib/display.mjs';
import { packageProgram } from './lib/package-program.mjs';
import { run } from './lib/processes.mjs';
import { projectFolder, toolScript } from './lib/project.mjs';
import { setUp, setUpDependencies } from './lib/set-up.mjs';
import { ensureStrangers } from './lib/system-packages.mjs';
import { addUp, closingLine, exitCodeOf, oneFailure, playwrightCounts, vitestCounts } from './lib/test-counts.mjs';
import { runtimeEnvironment } from './runtime/resolve-runtime.mjs';
import { compareFindings } from './security/answered-findings.mjs';
import { electronegativityFindings } from './security/electronegativity.mjs';

/** Folders and beginnings of names; vitest takes every test file whose path has one of them in it. */
const unitTests = [
  ...['test/security/', 'scripts/security/', 'main/shell/', 'main/diagnostics/', 'main/documents/'],
  ...['main/ipc/answer-call', 'main/ipc/schemas', 'main/ipc/credential-calls', 'main/settings/secret-keeper'],
  ...['main/settings/settings-file', 'main/engine/deliver/redact', 'main/engine/deliver/connection', 'main/cli/secret'],
  ...[
    'main/engine/network/',
    'main/engine/deliver/reply-limits',
    'main/ipc/credential-network',
    'main/cli/config-network',
  ],
  ...['main/policy/', 'main/cli/policy', 'main/engine/seal/entry-names', 'scripts/lib/sbom'],
];
const windowTests = ['security', 'keyring'];
/** Tests against software that nobody here wrote: proxies, certificates. Named `security-*.stranger.ts`. */
const strangers = join('test', 'strangers');
const results = join(projectFolder, 'test-results');
const parts = { '--unit': unit, '--window': window, '--tools': tools, '--strangers': withStrangers };

const chosen = process.argv.slice(2);
const toRun = Object.entries(parts).filter(([name]) => chosen.length === 0 || chosen.includes(name));
await setUpDependencies();
await ensureBuild();
const counts = [];
for (const [, part] of toRun) counts.push(await part());
const total = addUp(counts);
process.exitCode = exitCodeOf(total);
console.log(closingLine(total));

function unit() {
  return vitest('security-unit.json', unitTests);
}

async function window() {
  const { runtime, display } = await setUp({ forTests: true });
  if ((await packageProgram(runtime, { forTests: true })) !== 0) return oneFailure;
  const runner = [toolScript('@playwright/test', 'playwright'), 'test', ...windowTests];
  const started = withDisplay(process.execPath, runner, display);
  const code = await run(started.command, started.args, { cwd: projectFolder, env: runtimeEnvironment(runtime) });
  return playwrightCounts(join(results, 'playwright.json'), code);
}

async function tools() {
  try {
    const findings = await electronegativityFindings();
    if (findings === null) return notRun('Electronegativity could not be installed, so that it was not run.');
    const file = join(projectFolder, 'test', 'security', 'answered-findings.json');
    const { unanswered, stale } = compareFindings(findings, JSON.parse(readFileSync(file, 'utf8')));
    for (const finding of unanswered) console.error(`Not answered in ${file}: ${JSON.stringify(finding)}`);
    for (const { check, file: where } of stale) console.error(`Answered, but not found any more: ${check} in ${where}`);
    const isClean = unanswered.length + stale.length === 0;
    console.log(`Electronegativity: ${findings.length} findings, ${findings.length - unanswered.length} answered.`);
    return isClean ? { passed: 1, failed: 0, skipped: 0 } : oneFailure;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return oneFailure;
  }
}

async function withStrangers() {
  const files = readdirSync(join(projectFolder, strangers)).filter((name) => /^security-.*\.stranger\.ts$/.test(name));
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  await ensureStrangers();
  return vitest('security-strangers.json', ['--config', join(strangers, 'vitest.config.ts'), ...files]);
}

/**
 * @param {string} reportName
 * @param {readonly string[]} args
 */
async function vitest(reportName, args) {
  const report = join(results, reportName);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [toolScript('vitest'), 'run', ...reporters, ...args], {
    cwd: projectFolder,
  });
  return vitestCounts(report, code);
}

/**
 * What a machine without a network cannot run is said there, and is a failure where everything has to run.
 * @param {string} why
 */
function notRun(why) {
  console.error(why);
  return process.env['CI'] === undefined ? { passed: 0, failed: 0, skipped: 1 } : oneFailure;
}
