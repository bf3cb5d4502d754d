// `batchdrop sandbox`: the sandbox by itself, for trying a configuration and for other people's tests.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { FaultScript } from './fault-script';
import { faultForms } from './faults';
import { readScript, readScriptEntry } from './read-script';
import { createSandbox, demoAccount, tlsFaults, type TlsFault } from './sandbox';

interface Options {
  readonly port: number;
  readonly data: string;
  readonly company: string;
  readonly username: string;
  readonly faults?: string;
  readonly fault?: FaultScript;
  readonly tls?: TlsFault;
}

const faultHelp = `
It does what KlearStack's contract says, unless it is told to misbehave. A fault is JSON:
  --fault '{"kind":"drop","when":"after-body"}'
      every upload is stored, and its reply is lost
  --fault '{"fault":{"kind":"answer","when":"before-storing","status":503},"from":2,"times":3}'
      uploads 2 to 4 are refused; "to" may stand instead of "times", and "endpoint" be another one, or "any"
A faults file is a list of them, [ ... ]. Of several that fit a request, the first one counts.
"when" is "before-body", {"afterBytes":1000}, "before-storing" or "after-body".
Kinds and what goes with them:
${faultForms.map(({ kind, properties }) => `  ${kind.padEnd(18)} ${properties.join(', ')}`.trimEnd()).join('\n')}
`;

const passwordVariable = 'BATCHDROP_SANDBOX_PASSWORD';

/** Adds the sub-command. It runs until the signal fires; its password comes from the environment, never an argument. */
export function addSandboxCommand(program: Command, { signal }: { signal: AbortSignal }): void {
  const command = program
    .command('sandbox')
    .description('a stand-in server for trying things out, on this machine only')
    .option('--port <number>', 'the port on 127.0.0.1; 0 takes a free one', toPort, 0)
    .requiredOption('--data <folder>', 'where it keeps what it receives')
    .option('--company <name>', 'company name of its account', demoAccount.companyName)
    .option('--username <name>', 'user name of its account', demoAccount.username)
    .option('--faults <file>', 'misbehave as this file says (JSON)')
    .option('--fault <json>', 'misbehave like this; may be given several times', addFault)
    .addOption(
      new Option('--tls <fault>', 'serve HTTPS with a certificate that no client may accept').choices(tlsFaults),
    )
    .addHelpText(
      'after',
      `${faultHelp}\nThe account's password is taken from ${passwordVariable}, or is "${demoAccount.password}".`,
    )
    .action(async (options: Options) => {
      const script = options.faults === undefined ? [] : await readFaultsFile(options.faults, command);
      process.exitCode = await runSandbox({ ...options, fault: [...(options.fault ?? []), ...script] }, { signal });
    });
}

async function runSandbox(
  { port, data, company, username, fault = [], tls }: Options,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const password = process.env[passwordVariable] ?? demoAccount.password;
  const accounts = [{ companyName: company, username, password }];
  let sandbox;
  try {
    sandbox = await createSandbox({
      ...{ dataDir: resolve(data), port, accounts, faults: fault },
      ...(tls === undefined ? {} : { tls }),
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed';
    process.stderr.write(
      code === 'EADDRINUSE'
        ? `Port ${port} is in use; give another --port.\n`
        : `The sandbox cannot start (${code}); check --port and --data.\n`,
    );
    return 1;
  }
  process.stdout.write(
    `${JSON.stringify({ type: 'sandbox', baseUrl: sandbox.url, companyName: company, username })}\n`,
  );
  process.stderr.write(
    `The sandbox listens at ${sandbox.url}; company "${company}", user "${username}". Ctrl+C ends it.\n`,
  );
  if (!signal.aborted) {
    await new Promise((done) => {
      signal.addEventListener('abort', done, { once: true });
    });
  }
  await sandbox.close();
  return 0;
}

/** Ends the command with one sentence when the file cannot be used. */
async function readFaultsFile(path: string, command: Command): Promise<FaultScript> {
  const wrong = (problem: string): never => command.error(`The faults file "${path}" ${problem}.`);
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    wrong(`cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'failed'})`),
  );
  const result = readScript(text);
  return result.kind === 'script' ? result.script : wrong(`is wrong: ${result.problem}`);
}

function addFault(text: string, before: FaultScript = []): FaultScript {
  const result = readScriptEntry(text);
  if (result.kind === 'problem') throw new InvalidArgumentError(`It is wrong: ${result.problem}.`);
  return [...before, ...result.script];
}

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return port;
}
