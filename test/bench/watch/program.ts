// The engine in a process of its own, as `batchdrop run` puts it together, with a look at what it costs.
import { readFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseConfig } from '../../../main/cli/config-file';
import { readSecrets } from '../../../main/cli/secret-sources';
import { systemClock } from '../../../main/engine/clock';
import { createEngine } from '../../../main/engine/engine';
import { openLedger } from '../../../main/ledger/open-ledger';
import type { Line, NumberedOrder, Order, ProgramOrder, Sample } from './protocol';

/** Every so many milliseconds the event loop is looked at; what comes on top of them is delay. */
const lookEveryMs = 5;
const delay = monitorEventLoopDelay({ resolution: lookEveryMs });
const { configFile, dataFolder } = JSON.parse(process.argv[2] ?? '{}') as ProgramOrder;

const parsed = parseConfig(await readFile(configFile, 'utf8'), { baseDir: dirname(configFile), once: false });
if (parsed.kind === 'problems') throw new Error(parsed.problems.join(' '));
const secrets = await readSecrets(parsed.config.secrets, process.env);
if (secrets.kind === 'problems') throw new Error(secrets.problems.join(' '));
const opened = await openLedger(join(dataFolder, 'ledger.sqlite'), { now: systemClock.now });
if (opened.kind !== 'opened') throw new Error(`the ledger is ${opened.kind}`);
const { ledger, close: closeLedger } = opened;
const { engine: config } = parsed.config;

let lines: Line[] = [];
const engine = createEngine({
  ...{ ledger, config, secrets: secrets.secrets, clock: systemClock, random: Math.random },
  trash: () => Promise.reject(new Error('no trash here')),
  spoolDir: join(dataFolder, 'spool'),
  sealWorker: new URL('./seal-worker.js', import.meta.url),
  onEvent: (event) => {
    if (event.type === 'engine-failed') throw new Error(event.detail);
    if (event.type === 'batch-progress') return;
    lines.push({ type: event.type, at: Date.now(), relativePath: 'relativePath' in event ? event.relativePath : null });
  },
});
let cpu = process.cpuUsage();
let sampledAt = performance.now();

process.on('message', (message) => {
  // Of the bench, which sends nothing else.
  const { number, order } = message as NumberedOrder;
  void carryOut(order).then((value) => {
    if (process.connected) process.send?.({ number, value });
    if (order === 'stop') process.disconnect();
  });
});
process.send?.({ number: 0, value: null });

async function carryOut(order: Order): Promise<unknown> {
  switch (order) {
    case 'start': {
      delay.enable();
      [cpu, sampledAt] = [process.cpuUsage(), performance.now()];
      const startedAt = Date.now();
      await engine.start();
      return startedAt;
    }
    case 'lines': {
      const told = lines;
      lines = [];
      return told;
    }
    case 'sample':
      return sample();
    case 'look-away':
      delay.disable();
      return null;
    case 'stop':
      await engine.stop();
      await closeLedger();
      return null;
  }
}

async function sample(): Promise<Sample> {
  const { user, system } = process.cpuUsage(cpu);
  const wallMs = performance.now() - sampledAt;
  const [delayP99Ms, delayMaxMs] = [delayMs(delay.percentile(99)), delayMs(delay.max)];
  const [peakBytes, rssBytes] = [held('VmHWM'), held('VmRSS')];
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const collectedBytes = held('VmRSS');
  delay.reset();
  [cpu, sampledAt] = [process.cpuUsage(), performance.now()];
  return { cpuMs: (user + system) / 1000, wallMs, delayP99Ms, delayMaxMs, peakBytes, rssBytes, collectedBytes };
}

/** Of what the histogram has, in nanoseconds. */
function delayMs(lookedAfterNs: number): number {
  return Math.max(0, lookedAfterNs / 1e6 - lookEveryMs);
}

function held(what: 'VmHWM' | 'VmRSS'): number | null {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return null;
  }
}
