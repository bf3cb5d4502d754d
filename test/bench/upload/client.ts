// A process of its own: uploads one zip as the program does, and tells what that took.
import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHashThread } from '../../../main/engine/hashing/hash-thread';
import { uploadBatch } from '../../../main/engine/deliver/upload-batch';
import { createNetwork } from '../../../main/engine/network/network';
import { stampOf } from '../../../main/engine/seal/file-stamp';

export interface ClientOrder {
  readonly url: string;
  readonly zip: { readonly path: string; readonly sizeBytes: number; readonly sha256: string };
  readonly fields: readonly (readonly [string, string])[];
  /** The zip was sealed a moment ago: nobody has to hash it again. */
  readonly isProven: boolean;
  /** A PEM file with an authority to be trusted beside the system's. */
  readonly authorityFile: string | null;
}

export interface ClientReport {
  readonly answer: string;
  readonly tookMs: number;
  readonly peakBytes: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** What it showed, with the time in milliseconds since 1970. */
  readonly shown: readonly { readonly at: number; readonly bytes: number; readonly ofBytes: number }[];
  readonly lineBytesPerSecond: number | null;
}

const { url, zip, fields, isProven, authorityFile } = JSON.parse(process.argv[2] ?? '{}') as ClientOrder;
const network = createNetwork({
  trust: authorityFile === null ? { kind: 'system' } : { kind: 'authority', pem: readFileSync(authorityFile, 'utf8') },
  proxy: { kind: 'none' },
  proxyPassword: () => Promise.resolve(null),
});
const thread = createHashThread(new URL('./hash-worker.js', import.meta.url));
// Part of a program's start, as everything before this.
const stamp = isProven ? stampOf(await stat(zip.path, { bigint: true })) : null;
if (!isProven) (await thread.begin(zip.sizeBytes)).drop();
const shown: { at: number; bytes: number; ofBytes: number }[] = [];
const delay = monitorEventLoopDelay({ resolution: 5 });
const startedAt = performance.now();
delay.enable();
const { answer, line } = await uploadBatch(
  {
    ...{
      credential: { baseUrl: url },
      token: 'token',
      fields,
      zip: { ...zip, stamp },
      network,
      beginHash: thread.begin,
    },
    onProgress: (bytes, ofBytes) => shown.push({ at: Date.now(), bytes, ofBytes }),
  },
  { signal: new AbortController().signal },
);
const tookMs = performance.now() - startedAt;
delay.disable();
await thread.stop();
const report: ClientReport = {
  answer: answer.kind === 'response' ? String(answer.status) : JSON.stringify(answer),
  tookMs,
  peakBytes: peakBytes(),
  delayP99Ms: delay.percentile(99) / 1e6,
  delayMaxMs: delay.max / 1e6,
  shown,
  lineBytesPerSecond: line === null ? null : (line.bytes / line.durationMs) * 1000,
};
process.send?.(report);
process.disconnect();

/** The most that lay in memory at any time; outside Linux what lies there now. */
function peakBytes(): number {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    return kilobytes === undefined ? process.memoryUsage.rss() : Number(kilobytes) * 1024;
  } catch {
    return process.memoryUsage.rss();
  }
}
