// Reads faults that somebody wrote down for the command line, and says what is wrong with them.
import type { z } from 'zod';
import { faultLineSchema, type FaultScript } from './fault-script';
import { faultForms, faultSchema } from './faults';

export type ScriptResult =
  | { readonly kind: 'script'; readonly script: FaultScript }
  /** `problem` goes on from "… is wrong: ". */
  | { readonly kind: 'problem'; readonly problem: string };

/** Reads a JSON list; each entry is a line of a script, or a fault alone, which every upload then gets. */
export function readScript(text: string): ScriptResult {
  const entries = parseJson(text);
  if (entries === undefined) return { kind: 'problem', problem: 'it is not JSON' };
  if (!Array.isArray(entries)) return { kind: 'problem', problem: 'it has to be a list, [ ... ]' };
  const script: FaultScript = [];
  for (const [index, entry] of entries.entries()) {
    const result = readEntry(entry);
    if (result.kind === 'problem') return { kind: 'problem', problem: `entry ${index + 1}, ${result.problem}` };
    script.push(...result.script);
  }
  return { kind: 'script', script };
}

/** Reads one entry of such a list. */
export function readScriptEntry(text: string): ScriptResult {
  const entry = parseJson(text);
  return entry === undefined ? { kind: 'problem', problem: 'it is not JSON' } : readEntry(entry);
}

function readEntry(entry: unknown): ScriptResult {
  const isFault = typeof entry === 'object' && entry !== null && 'kind' in entry;
  const result = isFault ? faultSchema.safeParse(entry) : faultLineSchema.safeParse(entry);
  if (!result.success) return { kind: 'problem', problem: problemOf(result.error) };
  return { kind: 'script', script: ['kind' in result.data ? { fault: result.data } : result.data] };
}

/** Where the first problem is and what it is, in one phrase. */
function problemOf({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'it has the wrong form';
  const isKind = issue.code === 'invalid_union' && issue.path.at(-1) === 'kind';
  const what = isKind ? `Expected one of ${faultForms.map(({ kind }) => kind).join(', ')}` : issue.message;
  const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  return `${where}${what.charAt(0).toLowerCase()}${what.slice(1)}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}
