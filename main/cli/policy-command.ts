// `batchdrop policy`: what the computer's policy says, and whether a policy file is one that would be followed.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { errorCode } from '../engine/error-code';
import { parsePolicy, type Policy } from '../policy/parse-policy';
import { keepPolicy } from '../policy/policy-keeper';
import { policyPlace, type PolicyPlace } from '../policy/read-policy';
import { badUsage } from './decided';
import { exitCodes, type ExitCode } from './exit-codes';
import type { Streams } from './streams';

export interface PolicyOptions {
  readonly check?: string;
  /** Only tests give another one. */
  readonly place?: PolicyPlace;
}

const help = `
Without --check it says what the policy of this computer locks, and why it cannot be followed if so.
Exit code: 0 the policy is good, or there is none, 1 the computer's policy cannot be followed, 2 the checked file is wrong.`;

/** Adds the sub-command. */
export function addPolicyCommand(program: Command): void {
  program
    .command('policy')
    .description('check a policy file, or show what the policy of this computer locks')
    .option('--check <file>', 'check this file; its place and owner do not matter')
    .addHelpText('after', help)
    .action(async ({ check }: { check?: string }) => {
      process.exitCode = await policyCommand(check === undefined ? {} : { check }, process);
    });
}

export async function policyCommand({ check, place }: PolicyOptions, streams: Streams): Promise<ExitCode> {
  return check === undefined
    ? showPolicy(place ?? policyPlace(process.platform), streams)
    : checkPolicy(resolve(check), streams);
}

async function checkPolicy(file: string, streams: Streams): Promise<ExitCode> {
  let source: string;
  try {
    source = await readFile(file, 'utf8');
  } catch (error) {
    return badUsage(`${file} cannot be read (${errorCode(error)}).`, streams);
  }
  const parsed = parsePolicy(source, { home: homedir() });
  if (parsed.kind === 'problem') return badUsage(parsed.problem.details.join('\n'), streams);
  streams.stdout.write(`${summary(parsed.policy).join('\n')}\n`);
  return exitCodes.done;
}

async function showPolicy(place: PolicyPlace, streams: Streams): Promise<ExitCode> {
  const { policy, problem } = await keepPolicy({ place });
  if (problem !== null) {
    streams.stderr.write(`The policy ${place.file} cannot be followed: ${problem.details.join('\n')}\n`);
    return exitCodes.failed;
  }
  const lines = policy === null ? ['This computer has no policy.'] : summary(policy);
  streams.stdout.write(`${place.file}\n${lines.join('\n')}\n`);
  return exitCodes.done;
}

function summary({ organisation, contact, credentials, folders, settings, updateChannel }: Policy): string[] {
  const word = (locked: boolean): string => (locked ? 'locked' : 'preset');
  return [
    `Policy of ${organisation}${contact === null ? '' : `, ${contact}`}.`,
    ...credentials.map(({ locked, saved }) => `Credential "${saved.name}", ${saved.baseUrl}: ${word(locked)}.`),
    ...folders.map(({ locked, saved }) => `Watched folder ${saved.path}: ${word(locked)}.`),
    ...Object.entries(settings).map(([name, { locked }]) => `${name}: ${word(locked)}.`),
    ...(updateChannel === null ? [] : [`Updates: ${updateChannel.value}, ${word(updateChannel.locked)}.`]),
  ];
}
