// Proves that every import rule bites: each must find its one broken file in fixtures/import-rules, and nothing else.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectFolder, toolScript } from '../scripts/lib/project.mjs';

const settings = join(projectFolder, '.dependency-cruiser.cjs');
const fixture = join(projectFolder, 'test/fixtures/import-rules');

const settingsShape = z.object({ forbidden: z.array(z.object({ name: z.string() })) });
const reportShape = z.object({
  summary: z.object({ violations: z.array(z.object({ from: z.string(), rule: z.object({ name: z.string() }) })) }),
});

describe('the import rules', () => {
  const report = cruise().then((text) => reportShape.parse(JSON.parse(text)).summary.violations);

  it('find each broken file of the fixture, once, and no allowed import', async () => {
    const rules = settingsShape.parse(createRequire(import.meta.url)(settings)).forbidden.map(({ name }) => name);
    const found = (await report).map(({ rule }) => rule.name);
    expect(found.sort()).toEqual(rules.sort());
  });

  it('blame the file that is named after the rule', async () => {
    const elsewhere = (await report).filter(({ from, rule }) => !isNamedAfter(rule.name, from));
    expect(elsewhere).toEqual([]);
  });
});

/** The contract has to keep its own name to break its rule; a cycle may be found from either end. */
function isNamedAfter(rule: string, file: string): boolean {
  const name = basename(file, '.ts');
  return name === rule || (rule === 'contract-imports-nothing' && name === 'contract') || name === `${rule}-other`;
}

/** The tool's report; it ends with the number of violations as its exit code. */
function cruise(): Promise<string> {
  const tool = toolScript('dependency-cruiser', 'depcruise');
  const args = [tool, '--config', settings, '--output-type', 'json', 'main', 'preload', 'renderer', 'test'];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: fixture }, (_, stdout) => {
      resolve(stdout);
    });
  });
}
