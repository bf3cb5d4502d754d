// The program itself: `batchdrop run --once` on a folder that it has never seen, or one whose line it knows.
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { environment, type Contestant, type Lap } from './contestant';
import type { Corpus } from './corpora';
import { jobTimes } from './event-times';
import { measureProcess } from './measured-process';

export interface BatchdropParts {
  /** The built command line. */
  readonly program: string;
  /** A data folder to begin with, of a program that has used the line before; without it everything is new. */
  readonly knownLine?: string;
}

const passwordVariable = 'BATCHDROP_BENCH_PASSWORD';
// Never reached: a batch goes as soon as it is full, and it is full when all its documents are ready.
const quietMs = 600_000;

/**
 * [Note: Nothing waited for] The documents have settled long ago, so the settling time is 0, and a batch takes exactly as
 * many documents as there are, so that no quiet time passes before it is sealed. Nothing needs to be taken off but the
 * start of Node.js and the opening of a new ledger: the job begins with the first event, before the folder is scanned.
 */
export function batchdrop({ program, knownLine }: BatchdropParts): Contestant {
  return {
    name: 'Batchdrop',
    missing: () => Promise.resolve(null),
    uploads: ({ batches }) => batches,
    run: async ({ corpus, url, workFolder }) => {
      const data = join(workFolder, 'data');
      if (knownLine !== undefined) await cp(knownLine, data, { recursive: true });
      return deliver({ program, corpus, url, data, config: join(workFolder, 'config.json') });
    },
  };
}

export interface Delivery {
  readonly program: string;
  readonly corpus: Corpus;
  readonly url: string;
  readonly data: string;
  /** Written here. */
  readonly config: string;
}

/** Runs the program once. Rejects when it did not deliver everything in as many batches as were planned. */
export async function deliver({ program, corpus, url, data, config }: Delivery): Promise<Lap> {
  await writeFile(config, JSON.stringify(configFor(corpus, url)));
  const { stdout, ...measured } = await measureProcess({
    command: process.execPath,
    args: [resolve(program), 'run', '--once', '--config', config, '--data', data],
    env: { ...environment(), [passwordVariable]: 'secret' },
  });
  const times = jobTimes(stdout);
  if (times.acceptedDocuments !== corpus.documents || times.acceptedBatches !== corpus.batches) {
    throw new Error(
      `Batchdrop delivered ${times.acceptedDocuments} of ${corpus.documents} documents in ${times.acceptedBatches} batches (planned: ${corpus.batches}).`,
    );
  }
  return { jobMs: times.wholeMs, ...measured, times };
}

function configFor({ folder, documents, sizeBytes, batches }: Corpus, url: string): object {
  return {
    credentials: [
      { name: 'bench', baseUrl: url, companyName: 'Acme', username: 'clerk', passwordEnv: passwordVariable },
    ],
    settleMs: 0,
    folders: [
      {
        ...{ path: folder, credential: 'bench', documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
        otherImages: true,
        batch: { quietMs, maxDocuments: documents / batches, maxBytes: 2 * sizeBytes },
      },
    ],
  };
}
