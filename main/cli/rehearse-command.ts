// `batchdrop rehearse`: "test my set-up" on the command line, with a sandbox that misbehaves and no real data.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { rehearsals as names, type Rehearsal, type RehearsalResult } from '../../preload/contract';
import { profileOf, sampleProfile, type RehearsalProfile } from '../rehearsal/profile';
import { createRehearsals, type RehearsalOutcome } from '../rehearsal/rehearsals';
import { parseConfig } from './config-file';
import { exitCodes, type ExitCode } from './exit-codes';

interface RehearseOptions {
  readonly config?: string;
  readonly folder?: string;
  readonly only: readonly Rehearsal[];
  readonly json: boolean;
}

interface Streams {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

const help = `
Sample documents are delivered to a sandbox on this machine that misbehaves, one rehearsal after the other. Nothing of
yours is touched: no folder, no server, no password. With --config the documents are delivered as those of that folder.
Rehearsals: ${names.join(', ')}.
Exit code: 0 when every document was delivered once or is shown with its reason, 1 when not, 2 for wrong options.`;

/** Adds the sub-command; the signal cancels what runs. */
export function addRehearseCommand(program: Command, { signal }: { signal: AbortSignal }): void {
  program
    .command('rehearse')
    .description('test the set-up against a sandbox that misbehaves')
    .option('--config <file>', "take a folder's profile from this config file (JSON)")
    .option('--folder <path>', 'which folder of the config, when it has several')
    .addOption(new Option('--only <name...>', 'only these rehearsals').choices(names).default([], 'all of them'))
    .option('--json', 'as JSON', false)
    .addHelpText('after', help)
    .action(async (options: RehearseOptions) => {
      process.exitCode = await rehearse(options, process, { signal });
    });
}

/** Runs the rehearsals in the order of the contract and prints what came of them. */
async function rehearse(
  options: RehearseOptions,
  { stdout, stderr }: Streams,
  { signal }: { signal: AbortSignal },
): Promise<ExitCode> {
  const profile = await readProfile(options);
  if (profile.kind === 'problems') {
    for (const sentence of profile.problems) stderr.write(`${sentence}\n`);
    return exitCodes.badUsage;
  }
  const sealWorker = new URL('./seal-worker.js', import.meta.url);
  const rehearsals = createRehearsals({ home: tmpdir(), ownsHome: false, sealWorker });
  const results: RehearsalResult[] = [];
  let code: ExitCode = exitCodes.done;
  for (const name of names.filter((one) => options.only.length === 0 || options.only.includes(one))) {
    const outcome = await rehearsals.run(name, profile.profile, { signal });
    if (outcome.kind !== 'result' || !outcome.result.passed) code = exitCodes.failed;
    if (outcome.kind === 'result') results.push(outcome.result);
    if (outcome.kind !== 'result') stderr.write(`${troubleSentence(name, outcome)}\n`);
    else if (!options.json) stdout.write(toText(outcome.result));
    if (outcome.kind === 'cancelled') break;
  }
  if (options.json) stdout.write(`${JSON.stringify({ exitCode: code, results }, null, 2)}\n`);
  return code;
}

type ProfileResult =
  | { readonly kind: 'profile'; readonly profile: RehearsalProfile }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

async function readProfile({ config, folder }: RehearseOptions): Promise<ProfileResult> {
  if (config === undefined) {
    return folder === undefined
      ? { kind: 'profile', profile: sampleProfile }
      : problem('--folder needs --config, the file that this folder stands in.');
  }
  const path = resolve(config);
  const source = await readFile(path, 'utf8').catch(() => null);
  if (source === null) return problem(`The config ${path} cannot be read; give the path of a JSON file.`);
  const parsed = parseConfig(source, { baseDir: dirname(path), once: false });
  if (parsed.kind === 'problems') return parsed;
  const { folders, credentials } = parsed.config.engine;
  const wanted = folders.filter((one) => folder === undefined || one.path === resolve(folder));
  const [found, another] = wanted;
  const known = folders.map((one) => `"${one.path}"`).join(', ');
  if (found === undefined) return problem(`The config has no folder "${resolve(folder ?? '')}", only ${known}.`);
  if (another !== undefined)
    return problem(`The config has several folders; give one of them with --folder: ${known}.`);
  const credential = credentials.find(({ id }) => id === found.credentialId) ?? sampleProfile;
  return { kind: 'profile', profile: profileOf(found, credential) };
}

function problem(sentence: string): ProfileResult {
  return { kind: 'problems', problems: [sentence] };
}

function troubleSentence(name: Rehearsal, outcome: Exclude<RehearsalOutcome, { kind: 'result' }>): string {
  return outcome.kind === 'cancelled'
    ? `${name}: cancelled.`
    : `${name}: it could not be held (${outcome.detail}); check the free space of ${tmpdir()}.`;
}

const nameWidth = Math.max(...names.map((name) => name.length));

function toText({ rehearsal, passed, durationMs, onScreen, steps, ...result }: RehearsalResult): string {
  const { documents, deliveredOnce, deliveredTwice } = result;
  const shown = onScreen.map(({ kind, reason, count }) => `${count} ${[kind, reason].filter(Boolean).join(' ')}`);
  const parts = [
    `${deliveredOnce} of ${documents} documents delivered once`,
    ...(deliveredTwice === 0 ? [] : [`${deliveredTwice} DELIVERED TWICE`]),
    ...(shown.length === 0 ? [] : [`on screen: ${shown.join(', ')}`]),
  ];
  const wrong = steps.filter(({ type }) => type === 'promise-broken').map(({ detail }) => `        ${detail}\n`);
  const seconds = (durationMs / 1000).toFixed(1);
  const verdict = passed ? 'passed' : 'FAILED';
  return `${verdict}  ${rehearsal.padEnd(nameWidth)}  ${parts.join('; ')} (${seconds} s)\n${wrong.join('')}`;
}
