// `batchdrop sandbox`: the sandbox by itself, for trying a configuration and for other people's tests.
import { resolve } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import { createSandbox, demoAccount } from './sandbox';

interface Options {
  readonly port: number;
  readonly data: string;
  readonly company: string;
  readonly username: string;
}

const passwordVariable = 'BATCHDROP_SANDBOX_PASSWORD';

/** Adds the sub-command. It runs until the signal fires; its password comes from the environment, never an argument. */
export function addSandboxCommand(program: Command, { signal }: { signal: AbortSignal }): void {
  program
    .command('sandbox')
    .description('a stand-in server for trying things out, on this machine only')
    .option('--port <number>', 'the port on 127.0.0.1; 0 takes a free one', toPort, 0)
    .requiredOption('--data <folder>', 'where it keeps what it receives')
    .option('--company <name>', 'company name of its account', demoAccount.companyName)
    .option('--username <name>', 'user name of its account', demoAccount.username)
    .addHelpText(
      'after',
      `\nThe account's password is taken from ${passwordVariable}, or is "${demoAccount.password}".`,
    )
    .action(async (options: Options) => {
      process.exitCode = await runSandbox(options, { signal });
    });
}

async function runSandbox(
  { port, data, company, username }: Options,
  { signal }: { signal: AbortSignal },
): Promise<number> {
  const password = process.env[passwordVariable] ?? demoAccount.password;
  const accounts = [{ companyName: company, username, password }];
  let sandbox;
  try {
    sandbox = await createSandbox({ dataDir: resolve(data), port, accounts });
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

function toPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Expected a port from 0 to 65535.');
  return port;
}
