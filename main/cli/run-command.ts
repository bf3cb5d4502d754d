// `batchdrop run`: the engine without a window. NDJSON events on stdout, sentences on stderr.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import trash from 'trash';
import { systemClock } from '../engine/clock';
import { createEngine } from '../engine/engine';
import type { EngineEvent } from '../engine/events';
import { lockDataFolder } from '../ledger/data-folder-lock';
import { openLedger } from '../ledger/open-ledger';
import { watchLedger } from '../ledger-watch';
import { hasSpool, noteMissingLedger } from '../lost-ledger';
import { meteredNetwork } from '../metered-network';
import { systemAddresses, watchNetwork } from '../network-watch';
import { keepPolicy } from '../policy/policy-keeper';
import { policyPlace, type PolicyPlace } from '../policy/read-policy';
import { ignoredVariables } from '../engine/network/environment';
import { proxiesFromEnvironment } from '../engine/network/proxy-routes';
import { parseConfig } from './config-file';
import { isInside } from '../settings/check-folder';
import { openPlace } from '../spool-place/settle-spool';
import { exitCodeFor, exitCodes, type ExitCode } from './exit-codes';
import type { Output } from './output';
import { readSecrets } from './secret-sources';
import { sentenceFor } from './words';

export interface RunOptions {
  readonly config: string;
  readonly data: string;
  readonly once: boolean;
  readonly patienceSeconds: number;
  /** Only tests give another place for the computer's policy. */
  readonly policyPlace?: PolicyPlace;
}

/** Runs until the signal fires, or with `once` until nothing can be done now. Answers with the exit code. */
export async function run(options: RunOptions, output: Output, { signal }: { signal: AbortSignal }): Promise<ExitCode> {
  const configPath = resolve(options.config);
  const source = await readFile(configPath, 'utf8').catch(() => null);
  if (source === null) return usage(output, [`The config ${configPath} cannot be read; give the path of a JSON file.`]);
  const place = options.policyPlace ?? policyPlace(process.platform);
  const { policy, problem } = await keepPolicy({ place });
  if (problem !== null) {
    return failed(output, `The policy ${place.file} cannot be followed: ${problem.details.join(' ')}`);
  }
  const parsed = parseConfig(source, { baseDir: dirname(configPath), once: options.once, policy });
  if (parsed.kind === 'problems') return usage(output, parsed.problems);
  const { engine: config, secrets: sources } = parsed.config;
  const read = await readSecrets(sources, process.env);
  if (read.kind === 'problems') return usage(output, read.problems);

  const proxies = proxiesFromEnvironment(process.env);
  if (!proxies.ok) {
    return usage(output, [
      `The environment variable ${proxies.variable} is no address of a proxy (host and port, as in http://127.0.0.1:3128).`,
    ]);
  }
  for (const variable of ignoredVariables(process.env)) {
    output.log(`The environment variable ${variable} is ignored: certificates are always checked.`);
  }

  const dataDir = resolve(options.data);
  const around = config.folders.find(({ path }) => isInside(path, dataDir));
  if (around !== undefined) {
    return usage(output, [`--data ${dataDir} lies in the watched folder ${around.path}; give a folder outside it.`]);
  }
  const lock = await lockDataFolder(dataDir);
  if (lock.kind === 'in-use') return failed(output, `Another Batchdrop works on ${dataDir}; end it first.`);
  if (lock.kind === 'unwritable')
    return failed(output, `${dataDir} cannot be written (${lock.detail}); give another --data folder.`);
  try {
    const opened = await openLedger(join(dataDir, ledgerFileName), { now: systemClock.now });
    if (opened.kind === 'newer') return failed(output, 'The ledger was made by a newer Batchdrop; update this one.');
    if (opened.kind === 'unwritable') return failed(output, `The ledger cannot be opened (${opened.detail}).`);
    if (opened.setAside !== null)
      output.log(`The ledger was damaged and is kept as ${opened.setAside}; a new one was begun.`);
    // The window's preferences may have put it elsewhere.
    const spool = await openPlace(dataDir);
    if (spool.kind === 'unreachable')
      return failed(output, `The spool in ${spool.folder} cannot be reached; connect the drive that it is on.`);
    const spoolDir = spool.folder;
    await noteMissingLedger(opened, { wasThereBefore: await hasSpool(spoolDir) }, systemClock.now());
    const { ledger, views } = opened;
    const pathById = new Map<string, string>(config.folders.map(({ id, path }) => [id, path]));
    const failing = new AbortController();
    const over = AbortSignal.any([signal, failing.signal]);
    const onEvent = (event: EngineEvent): void => {
      // Whoever watches over this program starts it again; one that only seems to work helps nobody.
      if (event.type === 'engine-failed') failing.abort();
      output.event(event, pathById);
      const sentence = sentenceFor(event, (id) => pathById.get(id) ?? id);
      if (sentence !== null) output.log(sentence);
    };
    const engine = createEngine({
      ...{ ledger, config, secrets: read.secrets, clock: systemClock, random: Math.random, onEvent },
      trash: (path) => trash([path], { glob: false }),
      isMetered: meteredNetwork(process.platform),
      resolveProxy: proxies.resolve,
      spoolDir,
      sealWorker: new URL('./seal-worker.js', import.meta.url),
      // What comes while it works is for the next run.
      scansOnly: options.once,
    });
    const watching = new AbortController();
    try {
      await engine.start();
      // Plain Node.js does not know whether it is online; a new address is what can be seen.
      const look = () => ({ addresses: systemAddresses(), online: true });
      const onReturn = (): void => void engine.networkReturned();
      void watchNetwork(look, systemClock, onReturn, { signal: watching.signal });
      void watchLedger(opened, systemClock, engine.lookAgain, { signal: watching.signal });
      if (options.once) await engine.settled({ patienceMs: options.patienceSeconds * 1000, signal: over });
      else await untilAborted(over);
      await engine.stop();
      const tally = await ledger.batches.tally();
      const folders = (await views.folders()).filter(({ folderId }) => pathById.has(folderId));
      const count = (health: string): number => folders.filter((folder) => folder.health === health).length;
      const code = exitCodeFor(tally, { offline: count('offline'), inError: count('error') });
      output.summary(tally, code);
      return failing.signal.aborted ? exitCodes.failed : code;
    } finally {
      watching.abort();
      await engine.stop();
      await opened.close();
    }
  } finally {
    lock.release();
  }
}

/** The ledger's name inside a data folder. */
export const ledgerFileName = 'ledger.sqlite';

function usage(output: Output, problems: readonly string[]): ExitCode {
  for (const problem of problems) output.log(problem);
  return exitCodes.badUsage;
}

function failed(output: Output, problem: string): ExitCode {
  output.log(problem);
  return exitCodes.failed;
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else
      signal.addEventListener(
        'abort',
        () => {
          resolve();
        },
        { once: true },
      );
  });
}
