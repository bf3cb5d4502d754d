// The commands that look at a data folder's ledger or decide about what is in it, with their arguments.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { audit, type AuditOptions } from './audit-command';
import { exitCodeHelp, runExitCodeHelp } from './exit-codes';
import { exportReceipts, type ExportOptions } from './export-command';
import { resolveDoubt, type ResolveOptions } from './resolve-command';
import { resume, type ResumeOptions } from './resume-command';
import { dismiss, retry, type DismissOptions, type RetryOptions } from './retry-command';
import { setNumber, type SetNumberOptions } from './set-number-command';
import { status, type StatusOptions } from './status-command';
import { verify, type VerifyOptions } from './verify-command';

const beside = '\nIt may be used while "batchdrop run" or the window works on the same data folder.';

/** Adds the sub-commands; the signal ends what takes long. */
export function addLedgerCommands(program: Command, { signal }: { signal: AbortSignal }): void {
  add(program, 'status', 'what was delivered, what waits, and what needs a person').action(
    async (options: StatusOptions) => {
      process.exitCode = await status(options, process);
    },
  );
  add(program, 'retry', 'send held and waiting batches now, set-aside documents and duplicates after all')
    .argument('[batch...]', 'numbers of batches, as status and events show them', addId)
    .option('--all', 'every batch that is held or waits', false)
    .option('--document <id...>', 'set-aside documents and duplicates, by the ids that status shows', addId, [])
    .action(async (batches: readonly number[] | undefined, options: RetryOptions) => {
      process.exitCode = await retry(batches ?? [], options, process);
    });
  add(program, 'resolve', 'say what became of a batch in doubt, or that a batch is not to be sent')
    .argument('<batch>', 'number of the batch', toId)
    .option('--arrived <batch id>', 'it arrived, and this is the batch id that KlearStack shows')
    .option('--send-again', 'it did not arrive; it is sent again', false)
    .option('--withdraw', 'it is not to be sent; its documents are set aside', false)
    .action(async (batch: number, options: ResolveOptions) => {
      process.exitCode = await resolveDoubt(batch, options, process);
    });
  add(program, 'resume', 'use a paused credential again')
    .argument('<credential>', 'its name or id')
    .action(async (credential: string, options: ResumeOptions) => {
      process.exitCode = await resume(credential, options, process);
    });
  add(program, 'set-number', 'give a set the reference number that the server did not tell')
    .argument('<set>', 'number of the set, as status shows it', toId)
    .argument('<reference number>', 'the number that KlearStack shows')
    .action(async (set: number, referenceNumber: string, options: SetNumberOptions) => {
      process.exitCode = await setNumber(set, referenceNumber, options, process);
    });
  add(program, 'dismiss', 'leave out set-aside documents and duplicates until their file changes')
    .argument('<document...>', 'ids that status shows', addId)
    .action(async (documents: readonly number[], options: DismissOptions) => {
      process.exitCode = await dismiss(documents, options, process);
    });
  add(program, 'audit', 'check that everything in the ledger and the spool fits together').action(
    async (options: AuditOptions) => {
      process.exitCode = await audit(options, process);
    },
  );
  add(program, 'verify', 'recompute the chain of receipts')
    .option('--sources', 'also read the delivered files that should still be there', false)
    .option('--head <hash>', 'a receipt that was noted earlier, such as the head of an export, has to be in the chain')
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options, process, { signal });
    });
  add(program, 'export', 'save every receipt')
    .addOption(
      new Option('--format <format>', 'a row per document, or one JSON document')
        .choices(['csv', 'json'])
        .makeOptionMandatory(),
    )
    .requiredOption('--output <file>', 'the file, which is replaced; - for stdout')
    .action(async (options: ExportOptions) => {
      process.exitCode = await exportReceipts(options, process);
    });
}

function add(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .requiredOption('--data <folder>', 'the data folder of "batchdrop run" or of the window')
    .option('--json', 'as JSON', false)
    .addHelpText('after', `${name === 'status' ? runExitCodeHelp : exitCodeHelp}${beside}`);
}

/** Takes one more id of a list. */
function addId(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), toId(text)];
}

function toId(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a number that "batchdrop status" shows.');
  return Number(text);
}
