// The upload bench: one zip of 500 MB by the program's own code and by curl, in turn, to the same server; then the progress
// that is shown on a slow line against what the server has read. Options: --rounds N, --only http|tls|line, --quick.
import { createHash, randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { testAuthorities } from '../../../main/engine/network/testing/certificates';
import { median } from '../figures';
import type { ClientOrder, ClientReport } from './client';
import { startServer, uploadCurl, uploadOurs } from './processes';
import { worstDifference } from './progress';

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The value must not be greater; null: told, not judged. */
  readonly limit: number | null;
}

const bigBytes = 500e6;
// Small enough that what lies in the system's buffers would show, large enough to outgrow them.
const lineZipBytes = 100e6;
const lineBytesPerSecond = 10e6;
const limits = { ratio: 2, peakMib: 110, delayP99Ms: 50, delayMaxMs: 250, points: 10 };

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5));
const folder = await mkdtemp(join(tmpdir(), 'batchdrop-bench-upload-'));
const authorities = testAuthorities();
const rows: Row[] = [];
try {
  const isWanted = (name: string): boolean => values.only === undefined || values.only === name;
  if (isWanted('http') || isWanted('tls')) {
    const zip = await makeZip('big.zip', bigBytes);
    if (isWanted('http')) {
      rows.push(...(await race('HTTP', zip)));
      rows.push(...(await race('HTTP, just sealed', zip, { isProven: true })));
    }
    if (isWanted('tls') && !values.quick) rows.push(...(await race('TLS', zip, { tls: await certificates() })));
    await rm(zip.path);
  }
  if (isWanted('line')) rows.push(...(await slowLine()));
} finally {
  authorities.remove();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = await report(rows);

interface Terms {
  readonly tls?: Certificates | null;
  readonly isProven?: boolean;
}

async function race(what: string, zip: ClientOrder['zip'], terms: Terms = {}): Promise<Row[]> {
  const server = await startServer({ tls: terms.tls ?? null, bytesPerSecond: null });
  const order = orderFor(server.url, zip, terms);
  const [ours, curls]: [ClientReport[], number[]] = [[], []];
  try {
    // The first of either finds the zip in memory, but the server new: it does not count.
    await uploadCurl(order);
    await uploadOurs(order);
    for (let round = 0; round < rounds; round += 1) {
      // Each is the first as often as the other: what else the machine does comes and goes in less than a round.
      if (round % 2 === 0) curls.push(await uploadCurl(order));
      ours.push(await uploadOurs(order));
      if (round % 2 === 1) curls.push(await uploadCurl(order));
    }
  } finally {
    await server.stop();
  }
  const ratios = ours.map(({ tookMs }, round) => tookMs / (curls[round] ?? NaN));
  const worst = (figure: (report: ClientReport) => number): number => Math.max(...ours.map(figure));
  return [
    { what: `${what}: curl`, value: median(curls), unit: 'ms', limit: null },
    { what: `${what}: Batchdrop`, value: median(ours.map(({ tookMs }) => tookMs)), unit: 'ms', limit: null },
    { what: `${what}: Batchdrop to curl`, value: median(ratios), unit: 'x', limit: limits.ratio },
    {
      what: `${what}: peak memory`,
      value: worst((one) => one.peakBytes) / 2 ** 20,
      unit: 'MiB',
      limit: limits.peakMib,
    },
    { what: `${what}: event loop, p99`, value: worst((one) => one.delayP99Ms), unit: 'ms', limit: limits.delayP99Ms },
    { what: `${what}: event loop, max`, value: worst((one) => one.delayMaxMs), unit: 'ms', limit: limits.delayMaxMs },
  ];
}

async function slowLine(): Promise<Row[]> {
  const zip = await makeZip('line.zip', lineZipBytes);
  const server = await startServer({ tls: null, bytesPerSecond: lineBytesPerSecond });
  try {
    const { shown, lineBytesPerSecond: learned } = await uploadOurs(orderFor(server.url, zip));
    const speed = (learned ?? NaN) / 1e6;
    return [
      {
        what: 'line of 10 MB/s: progress',
        value: worstDifference(shown, server.received()),
        unit: 'points',
        limit: limits.points,
      },
      { what: 'line of 10 MB/s: speed learned', value: speed, unit: 'MB/s', limit: null },
    ];
  } finally {
    await server.stop();
  }
}

interface Certificates {
  readonly keyFile: string;
  readonly certificateFile: string;
  readonly authorityFile: string;
}

async function certificates(): Promise<Certificates> {
  const authority = authorities.authority('Bench');
  const { key, certificate } = authority.issue();
  const place = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  return {
    keyFile: await place('key.pem', key),
    certificateFile: await place('certificate.pem', certificate),
    authorityFile: await place('authority.pem', authority.certificate),
  };
}

function orderFor(url: string, zip: ClientOrder['zip'], { tls = null, isProven = false }: Terms = {}): ClientOrder {
  const fields = [
    ...([
      ['company_name', 'Acme'],
      ['username', 'clerk'],
      ['password', 'secret'],
      ['processing_pref', 'Speed'],
    ] as const),
    ...([
      ['document_type', 'Invoices'],
      ['invoice_type', 'B2B'],
    ] as const),
  ];
  return { url, zip, fields, isProven, authorityFile: tls?.authorityFile ?? null };
}

/** Noise: what a zip of stored photographs is to a line. */
async function makeZip(name: string, sizeBytes: number): Promise<ClientOrder['zip']> {
  const path = join(folder, name);
  const hash = createHash('sha256');
  const part = Buffer.alloc(10e6);
  const file = await open(path, 'w');
  for (let written = 0; written < sizeBytes; written += part.length) {
    randomFillSync(part);
    hash.update(part);
    await file.write(part);
  }
  // The system would go on writing it while the first uploads are measured.
  await file.sync();
  await file.close();
  return { path, sizeBytes, sha256: hash.digest('hex') };
}

/** Prints the table, writes it as JSON; answers with the exit code. */
async function report(all: readonly Row[]): Promise<number> {
  const width = Math.max(...all.map(({ what }) => what.length));
  console.log(
    `\nUpload of ${bigBytes / 1e6} MB, medians of ${rounds} interleaved rounds (load ${loadavg()[0]?.toFixed(1) ?? '?'})`,
  );
  for (const { what, value, unit, limit } of all) {
    const judged = limit === null ? '' : `   limit ${limit}${isBeyond(value, limit) ? '   BEYOND IT' : ''}`;
    console.log(`  ${what.padEnd(width)}  ${value.toFixed(2).padStart(9)} ${unit.padEnd(6)}${judged}`);
  }
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(join('test-results', 'bench', 'upload.json'), JSON.stringify({ rounds, rows: all }, null, 2));
  const beyond = all.filter(({ value, limit }) => limit !== null && isBeyond(value, limit));
  for (const { what, value, unit, limit } of beyond) {
    console.error(`${what} is ${value.toFixed(2)} ${unit}; the limit is ${String(limit)}.`);
  }
  return beyond.length === 0 ? 0 : 1;
}

/** What could not be measured is not within a limit either. */
function isBeyond(value: number, limit: number): boolean {
  return !(value <= limit);
}
