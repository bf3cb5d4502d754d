// The options of the bench and of its guard.
import { parseArgs } from 'node:util';
import { corpusNames, type CorpusName } from './corpora';

export interface BenchOptions {
  readonly corpora: readonly CorpusName[];
  /** null: as many as is usual for a corpus. */
  readonly rounds: number | null;
  readonly quick: boolean;
  /** Megabits per second; where there are any, only lines of limited speed are measured. */
  readonly links: readonly number[];
  readonly json: string | null;
  readonly dir: string | null;
  readonly program: string | null;
}

export type OptionsResult =
  { readonly kind: 'options'; readonly options: BenchOptions } | { readonly kind: 'problem'; readonly problem: string };

const raced: readonly CorpusName[] = ['a', 'b', 'c', 'd'];
const limited: readonly CorpusName[] = ['a', 'c', 'text'];

/**
 * --rounds N, --corpora a,b,c,d, --quick, --links 10,100,1000, --json <file>, --dir <folder of the corpora>,
 * --program <built cli.js>.
 */
export function parseOptions(args: readonly string[]): OptionsResult {
  let values;
  try {
    const text = { type: 'string' } as const;
    ({ values } = parseArgs({
      args: [...args],
      options: {
        ...{ rounds: text, corpora: text, links: text, json: text, dir: text, program: text },
        quick: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  if (rounds !== null && !isCount(rounds))
    return problem(`--rounds: expected a whole number, found "${String(values.rounds)}".`);
  const links = values.links === undefined ? [] : listOf(values.links).map(Number);
  const badLink = links.find((link) => !(link > 0));
  if (badLink !== undefined) return problem('--links: expected speeds in Mbit/s, as in 10,100,1000.');
  const known = links.length > 0 ? limited : raced;
  const corpora = values.corpora === undefined ? known : listOf(values.corpora);
  const unknown = corpora.find((name) => !isCorpus(name));
  if (unknown !== undefined)
    return problem(`--corpora: expected some of ${corpusNames.join(', ')}, found "${unknown}".`);
  return {
    kind: 'options',
    options: {
      corpora: corpora.filter(isCorpus),
      ...{ rounds, links, quick: values.quick },
      json: values.json ?? null,
      dir: values.dir ?? null,
      program: values.program ?? null,
    },
  };
}

function problem(text: string): OptionsResult {
  return { kind: 'problem', problem: text };
}

function listOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function isCorpus(name: string): name is CorpusName {
  return corpusNames.some((known) => known === name);
}
