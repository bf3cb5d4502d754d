// Runs a program to its end and tells what it took: time, processor, and memory together with all that it started.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface ProcessOrder {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface MeasuredProcess {
  readonly wallMs: number;
  /** null outside Linux. */
  readonly cpuMs: number | null;
  /** The most that the process and its descendants held together at any time; null outside Linux. */
  readonly peakBytes: number | null;
  readonly stdout: string;
}

const lookEveryMs = 10;
// What Linux counts processor time in, whatever the kernel's own clock (proc(5), sysconf(_SC_CLK_TCK)).
const tickMs = 10;

/** Rejects when the program ends with anything but 0, with the end of what it said. One at a time: the processor's time is counted over all. */
export async function measureProcess({ command, args, cwd, env }: ProcessOrder): Promise<MeasuredProcess> {
  const cpuBefore = endedChildrenCpuMs();
  const startedAt = performance.now();
  const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let peakBytes = 0;
  const look = (): void => {
    if (child.pid !== undefined) peakBytes = Math.max(peakBytes, treeBytes(child.pid));
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  const stdout: Buffer[] = [];
  let stderr = '';
  child.stdout.on('data', (part: Buffer) => stdout.push(part));
  child.stderr.on('data', (part: Buffer) => (stderr = (stderr + part.toString()).slice(-2_000)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const wallMs = performance.now() - startedAt;
    if (code !== 0) throw new Error(`${command} ended with ${String(code)}: ${stderr.trim()}`);
    const cpuAfter = endedChildrenCpuMs();
    return {
      wallMs,
      cpuMs: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
      peakBytes: peakBytes === 0 ? null : peakBytes,
      stdout: Buffer.concat(stdout).toString('utf8'),
    };
  } finally {
    clearInterval(timer);
  }
}

/** The highest that each of them ever was, summed over those that run now. */
function treeBytes(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kilobytes = Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0);
    return kilobytes * 1024 + childrenOf(pid).reduce((sum, child) => sum + treeBytes(child), 0);
  } catch {
    // It has ended, or this is no Linux.
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** What all ended descendants of this process used of the processor so far. */
function endedChildrenCpuMs(): number | null {
  try {
    // The name in the second field may hold blanks: count from behind its bracket.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) * tickMs;
  } catch {
    return null;
  }
}
