// The soak: the program works through thousands of batches, and what it holds afterwards must be what it held before.
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createSandbox, demoAccount } from '../../../main/sandbox/sandbox';
import type { CredentialDraft, FolderDraft } from '../../../preload/contract';
import { createArrivals } from './arrivals';
import { grownKinds, readHeapContents, type Growth, type HeapContents } from '../heap-contents';
import { handlesOf, isBeyond, judge, type SampleAt } from './growth';
import type { LoopDelay } from './loop-delay';
import { decideAll, lookAround } from './person';
import { serverTrouble, tokenLifetimeMs } from './server-trouble';
import { startSoaked, type SoakedProgram } from './soaked-program';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '10000' },
    /** A first look: 2,000 batches, too few to judge growth by. */
    quick: { type: 'boolean', default: false },
    /** Keeps the heap snapshots, one after each wave of about 500 batches, in this folder. */
    snapshots: { type: 'string' },
    /** The program keeps so many bytes with each batch, on purpose: the soak has to fail. */
    leak: { type: 'string', default: '0' },
    /** Writes a CPU profile of the program into this folder. */
    profile: { type: 'string' },
  },
});
const wanted = values.quick ? 2_000 : Number(values.batches);
const resultFile = join('test-results', 'bench', 'soak.json');
/** Far beyond what a wave takes with every backoff in it: whoever waits longer waits for ever. */
const waveLimitMs = 180_000;

const base = await mkdtemp(join(tmpdir(), 'batchdrop-soak-'));
const at = (name: string): string => join(base, name);
const startedAt = Date.now();
const samples: SampleAt[] = [];
const server = await createSandbox({ dataDir: at('server'), faults: serverTrouble, tokenLifetimeMs });
const program = await startSoaked(at('data'), {
  leakBytes: Number(values.leak),
  nodeOptions: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
});
const snapshots = values.snapshots ?? at('snapshots');
const contents: HeapContents[] = [];
let decisions = 0;
try {
  for (const folder of [at('outside'), snapshots]) await mkdir(folder, { recursive: true });
  const folders = await setUp(program);
  const arrivals = createArrivals(at('outside'));
  // Of these come about 500 batches: folders of one, three and two documents a batch.
  const perFolder = new Map([
    [at('one'), 200],
    [at('three'), 450],
    [at('two'), 300],
  ]);
  let files = 0;
  await take(0);
  for (let wave = 1; (samples.at(-1)?.batches ?? 0) < wanted; wave += 1) {
    files += await arrivals.arrive(wave, perFolder);
    await settle(files);
    // Somebody tidies up what was left where it lay: the program knows each file of a folder for as long as it is there.
    for (const name of await readdir(at('one'))) await rm(join(at('one'), name), { recursive: true });
    // What a month also has: settings that are saved, a computer that sleeps.
    for (const folder of folders) await program.call('folders.save', { ...folder, pollSeconds: 30 + (wave % 2) });
    await program.wake();
    await settle(files);
    const { batchesAccepted } = await program.call('overview.get', { period: 'all' });
    await take(batchesAccepted);
  }
  await report(files);
} finally {
  await program.stop();
  await server.close();
  await rm(base, { recursive: true, force: true });
}

async function setUp({ call }: SoakedProgram): Promise<readonly FolderDraft[]> {
  const { companyName, username, password } = demoAccount;
  const common: Omit<CredentialDraft, 'name' | 'inDoubt'> = {
    ...{ baseUrl: server.url, companyName, username, password, tokenMode: 'automatic' },
  };
  const asking = await call('credentials.save', { ...common, name: 'asks', inDoubt: 'ask' });
  const sending = await call('credentials.save', { ...common, name: 'sends again', inDoubt: 'send-again' });
  const plain: Omit<FolderDraft, 'path' | 'credentialId'> = {
    ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed', sendSourceName: true, priority: null },
    ...{ accountId: '', setPolicy: 'none', setName: '', setReferenceNumber: '', quietSeconds: 0, maxDocuments: 1 },
    ...{ maxMegabytes: 10, afterUpload: 'leave', duplicates: 'ask', otherImages: false, watchMode: 'auto' },
    ...{ pollSeconds: 30, paused: false },
  };
  const drafts: FolderDraft[] = [
    { ...plain, path: at('one'), credentialId: asking.id },
    {
      ...{ ...plain, path: at('three'), credentialId: asking.id, maxDocuments: 3, afterUpload: 'move' },
      ...{ setPolicy: 'new-per-day', setName: 'Day {date}', duplicates: 'skip', documentType: 'Receipts' },
    },
    {
      ...{ ...plain, path: at('two'), credentialId: sending.id, maxDocuments: 2, afterUpload: 'trash' },
      ...{ setPolicy: 'new-per-subfolder', setName: '{subfolder}' },
    },
  ];
  const saved: FolderDraft[] = [];
  for (const draft of drafts) {
    await mkdir(draft.path);
    const { id } = await call('folders.save', draft);
    saved.push({ ...draft, id });
  }
  return saved;
}

/** Waits until nothing is on its way any more, deciding what waits for a person meanwhile. */
async function settle(files: number): Promise<void> {
  const deadline = Date.now() + waveLimitMs;
  for (;;) {
    decisions += await decideAll(program);
    await lookAround(program);
    const { counts, running, attentionTotal } = await program.call('overview.get', { period: 'all' });
    const seen = counts.delivered + counts.setAside + counts.duplicates + counts.onTheWay;
    if (seen >= files && counts.onTheWay === 0 && running.length === 0 && attentionTotal === 0) return;
    if (Date.now() > deadline) {
      const { items } = await program.call('attention.list', { offset: 0, limit: 3 });
      throw new Error(`a wave does not end: ${JSON.stringify({ files, counts, items })}`);
    }
    await after(500);
  }
}

function grownSinceHalf(): Growth[] {
  const [half, end] = [contents[Math.floor(contents.length / 2)], contents.at(-1)];
  return half === undefined || end === undefined ? [] : grownKinds(half, end, 10);
}

async function take(batches: number): Promise<void> {
  const file = join(snapshots, `${batches}.heapsnapshot`);
  const held = await program.sample(file);
  const content = await readHeapContents(file);
  if (values.snapshots === undefined) await rm(file);
  const sample = { ...held, batches, objectBytes: content.objectBytes, codeBytes: content.codeBytes };
  samples.push(sample);
  contents.push(content);
  console.log(row(sample));
}

function row(sample: SampleAt): string {
  const { batches, objectBytes, codeBytes, externalBytes, rssBytes, openFiles, delay, ownDelay } = sample;
  if (samples.length === 1) {
    console.log(
      '  batches  objects MiB  code MiB  outside MiB  process MiB  files  handles  own delay p99/max  with waits  seconds',
    );
  }
  return [
    batches.toLocaleString('en').padStart(9),
    mebibytes(objectBytes).padStart(13),
    mebibytes(codeBytes).padStart(10),
    mebibytes(externalBytes).padStart(13),
    mebibytes(rssBytes).padStart(13),
    String(openFiles ?? '-').padStart(7),
    String(handlesOf(sample)).padStart(9),
    told(ownDelay).padStart(16),
    told(delay).padStart(15),
    String(Math.round((Date.now() - startedAt) / 1000)).padStart(9),
  ].join('');
}

function told({ p99Ms, maxMs }: LoopDelay): string {
  return `${Math.round(p99Ms)} / ${Math.round(maxMs)}`;
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}

async function report(files: number): Promise<void> {
  const judged = judge(samples);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const { counts } = await program.call('overview.get', { period: 'all' });
  const { delivered, setAside, duplicates } = counts;
  console.log(
    `\n${files} files: ${delivered} delivered, ${setAside} set aside, ${duplicates} duplicates; ${decisions} decisions; ${seconds} s`,
  );
  for (const { what, value, unit, limit } of judged) {
    const amount = `${value.toFixed(2)} ${unit}`.trim();
    console.log(`  ${what.padEnd(46)} ${amount.padStart(12)}   limit ${limit ?? '-'}`);
  }
  const grown = grownSinceHalf();
  console.log('\nKinds of objects that take more since half of the batches:');
  for (const { kind, count, bytes } of grown)
    console.log(`  ${String(bytes).padStart(8)} bytes in ${count} more: ${kind}`);
  await mkdir(join('test-results', 'bench'), { recursive: true });
  await writeFile(
    resultFile,
    `${JSON.stringify({ batches: wanted, files, seconds, decisions, samples, judged, grown }, null, 2)}\n`,
  );
  for (const beyond of judged.filter(isBeyond)) {
    console.log(
      `Beyond its limit: ${beyond.what}, ${beyond.value.toFixed(2)} ${beyond.unit} (limit ${beyond.limit ?? 0}).`,
    );
    process.exitCode = 1;
  }
}
