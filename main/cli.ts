#!/usr/bin/env node
// Entry of the command line: the same engine without a window, for servers and scripts.
import './modest-v8';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { exitCodes, runExitCodeHelp } from './cli/exit-codes';
import { addLedgerCommands } from './cli/ledger-commands';
import { createOutput } from './cli/output';
import { addRehearseCommand } from './cli/rehearse-command';
import { addPolicyCommand } from './cli/policy-command';
import { run } from './cli/run-command';
import { addSandboxCommand } from './sandbox/command';

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping.abort();
  });
}
// A reader that closes the pipe early (head, a closed terminal) must not end deliveries with a stack trace.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const program = new Command('batchdrop')
  .description('Watches folders, zips the documents that arrive and delivers each batch once.')
  .version(packageJson.version)
  .exitOverride();

program
  .command('run')
  .description('watch and deliver by a config file; events as JSON lines on stdout')
  .requiredOption('--config <file>', 'the config file (JSON)')
  .requiredOption('--data <folder>', "the program's own data: ledger and spool")
  .option('--once', 'scan, work until nothing can be done now, then end', false)
  .option('--patience <seconds>', 'with --once: wait for retries that are due within this time', toSeconds, 0)
  .addHelpText('after', runExitCodeHelp)
  .action(async (options: { config: string; data: string; once: boolean; patience: number }) => {
    const output = createOutput(process, Date.now);
    process.exitCode = await run({ ...options, patienceSeconds: options.patience }, output, {
      signal: stopping.signal,
    });
  });

addLedgerCommands(program, { signal: stopping.signal });
addSandboxCommand(program, { signal: stopping.signal });
addRehearseCommand(program, { signal: stopping.signal });
addPolicyCommand(program);

for (const command of program.commands) command.exitOverride();

try {
  await program.parseAsync();
} catch (error) {
  // commander has printed help, version or the usage problem by now.
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.badUsage;
}

function toSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !Number.isFinite(seconds) || seconds < 0) {
    throw new InvalidArgumentError('Expected a number of seconds, 0 or more.');
  }
  return seconds;
}
