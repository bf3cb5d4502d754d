// What the sandbox received, on disk: one folder per batch, so that a restart goes on and tests can compare bytes.
import { mkdir, open, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const document = z.object({ name: z.string(), sizeBytes: z.number(), sha256: z.string() });
const receivedBatch = z.object({
  batchId: z.string(),
  receivedAt: z.number(),
  /** Every field but the password. */
  fields: z.record(z.string(), z.string()),
  setReferenceNumber: z.string().nullable(),
  contentLength: z.number().nullable(),
  zipSha256: z.string(),
  documents: z.array(document),
});
const sets = z.object({ next: z.number(), sets: z.array(z.object({ referenceNumber: z.string(), name: z.string() })) });

export type ReceivedBatch = z.infer<typeof receivedBatch>;
export type SandboxSets = z.infer<typeof sets>;

export interface SandboxStore {
  /** A new file that an upload is written to before it counts. */
  incomingPath(name: string): string;
  /** Keeps a batch: its zip goes to `<batch id>/batch.zip`, its facts to `request.json` beside it. */
  keep(batch: ReceivedBatch, incomingPath: string): Promise<void>;
  zipPath(batchId: string): string;
  batches(): Promise<ReceivedBatch[]>;
  sets(): SandboxSets;
  /** Makes a set and returns its number. */
  createSet(name: string): Promise<string>;
}

const firstSetNumber = 10_001;

/** Opens the sandbox's folder, with whatever an earlier run received. */
export async function openStore(dataDir: string): Promise<SandboxStore> {
  const batchesDir = join(dataDir, 'batches');
  const incomingDir = join(dataDir, 'incoming');
  await mkdir(batchesDir, { recursive: true });
  await mkdir(incomingDir, { recursive: true });
  const setsFile = join(dataDir, 'sets.json');
  const saved = await readFile(setsFile, 'utf8').catch(() => null);
  let known: SandboxSets = saved === null ? { next: firstSetNumber, sets: [] } : sets.parse(JSON.parse(saved));
  let saving: Promise<void> = Promise.resolve();

  return {
    incomingPath: (name) => join(incomingDir, name),
    zipPath: (batchId) => join(batchesDir, batchId, 'batch.zip'),
    keep: async (batch, incomingPath) => {
      // The folder appears under its final name in one step: a killed sandbox has received a batch or has not.
      const building = join(incomingDir, `${batch.batchId}.building`);
      await mkdir(building);
      await rename(incomingPath, join(building, 'batch.zip'));
      await writeDurably(join(building, 'request.json'), batch);
      await rename(building, join(batchesDir, batch.batchId));
    },
    batches: async () => {
      const names = await readdir(batchesDir);
      const texts = await Promise.all(names.map((name) => readFile(join(batchesDir, name, 'request.json'), 'utf8')));
      return texts.map((text) => receivedBatch.parse(JSON.parse(text))).sort((a, b) => a.receivedAt - b.receivedAt);
    },
    sets: () => known,
    createSet: async (name) => {
      const referenceNumber = String(known.next);
      known = { next: known.next + 1, sets: [...known.sets, { referenceNumber, name }] };
      // One after the other: two sets made at once would write the same file.
      const before = saving;
      saving = (async () => {
        await before;
        await writeDurably(`${setsFile}.part`, known);
        await rename(`${setsFile}.part`, setsFile);
      })();
      await saving;
      return referenceNumber;
    },
  };
}

async function writeDurably(path: string, value: unknown): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify(value, null, 2));
    await file.sync();
  } finally {
    await file.close();
  }
}
