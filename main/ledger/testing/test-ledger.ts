// A real ledger in a temporary folder, and builders that bring documents and batches to the state a test is about.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  AbsolutePath,
  BatchRecord,
  CredentialId,
  DeliveryProfile,
  DocumentRecord,
  FolderId,
  SetId,
} from '../../engine/model';
import type { AttemptEvidence, BatchFilling, Ledger, NewBatch, SealedZip } from '../../engine/ports';
import { connect } from '../connection';
import { openLedger } from '../open-ledger';
import type { LedgerViews } from '../views/views';

export const folderId = 'folder-1' as FolderId;
export const credentialId = 'credential-1' as CredentialId;
export const profile: DeliveryProfile = { documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' };

export interface TestLedger {
  readonly file: string;
  readonly ledger: Ledger;
  readonly views: LedgerViews;
  /** Rows as they are on the disk, seen by a second connection. */
  rows(sql: string): Record<string, unknown>[];
  close(): Promise<void>;
}

/** A path in a temporary folder that goes away with the test. */
export async function ledgerFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'batchdrop-ledger-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'ledger.sqlite');
}

/** Opens a ledger with one registered folder and credential. */
export async function openTestLedger(options: { file?: string; now?: () => number } = {}): Promise<TestLedger> {
  const file = options.file ?? (await ledgerFile());
  const opened = await openLedger(file, { now: options.now ?? (() => 1_000) });
  if (opened.kind !== 'opened') throw new Error(`the test ledger is ${opened.kind}`);
  const { ledger, views, close } = opened;
  onTestFinished(close);
  await ledger.folders.register({ id: folderId, path: '/in' as AbsolutePath, addedAt: 1 });
  await ledger.credentials.register({ id: credentialId, name: 'Acme' });
  const rows = (sql: string): Record<string, unknown>[] => {
    const connection = connect(file);
    try {
      return connection.prepare(sql).all([]) as Record<string, unknown>[];
    } finally {
      connection.close();
    }
  };
  return { file, ledger, views, rows, close };
}

/** Records new documents, settling; sizes differ, so that each has its own fingerprint. */
export async function settlingDocuments(
  { documents }: Ledger,
  relativePaths: readonly string[],
  folder: FolderId = folderId,
): Promise<DocumentRecord[]> {
  const changes = relativePaths.map(
    (relativePath, index) => ({ kind: 'new', relativePath, sizeBytes: 100 + index, mtimeMs: 1_000.5 }) as const,
  );
  return documents.record(folder, changes, 10);
}

/** Records new documents and judges them ready. */
export async function readyDocuments(
  ledger: Ledger,
  relativePaths: readonly string[],
  folder: FolderId = folderId,
): Promise<DocumentRecord[]> {
  const settling = await settlingDocuments(ledger, relativePaths, folder);
  await ledger.documents.judge(
    settling.map(({ id }) => ({ id, verdict: 'ready', kind: 'pdf', readyAt: 20 })),
    20,
  );
  const newest = await ledger.documents.newest(folder, relativePaths);
  return relativePaths.flatMap((path) => newest.get(path) ?? []);
}

interface BatchOptions {
  readonly setId?: SetId | null;
  readonly credential?: CredentialId;
  readonly folder?: FolderId;
  readonly profile?: Partial<DeliveryProfile>;
}

/** Opens a batch over new documents of these paths. */
export async function anOpenBatch(
  ledger: Ledger,
  relativePaths: readonly string[],
  options: BatchOptions = {},
): Promise<BatchRecord> {
  const folder = options.folder ?? folderId;
  const documents = await readyDocuments(ledger, relativePaths, folder);
  return openFilled(
    ledger,
    {
      folderId: folder,
      credentialId: options.credential ?? credentialId,
      setId: options.setId ?? null,
      profile: { ...profile, ...options.profile },
      createdAt: 30,
    },
    documents,
  );
}

/** An open batch with those of these documents that may be in it. */
export async function openFilled(
  ledger: Ledger,
  batch: NewBatch,
  documents: BatchFilling['documents'],
): Promise<BatchRecord> {
  const { id } = await ledger.batches.open(batch);
  await ledger.batches.fill({ id, documents, sendAnyway: false });
  const filled = await ledger.batches.get(id);
  if (filled === null) throw new Error('an open batch is not there');
  return filled;
}

/** What sealing says about a batch: every document under its own path. */
export async function zipOf(ledger: Ledger, { id }: BatchRecord): Promise<SealedZip> {
  const documents = await ledger.documents.ofBatch(id);
  return {
    zipName: `batch-${id}.zip`,
    zipSha256: 'f'.repeat(64),
    zipSizeBytes: 1_000,
    entries: documents.map((document) => ({
      documentId: document.id,
      entryName: document.relativePath.replaceAll('/', '_'),
      sha256: 'a'.repeat(64),
    })),
    sealedAt: 40,
  };
}

/** A sealed batch of new documents. */
export async function aSealedBatch(
  ledger: Ledger,
  relativePaths: readonly string[],
  options: BatchOptions = {},
): Promise<BatchRecord> {
  const open = await anOpenBatch(ledger, relativePaths, options);
  const sealed = await ledger.batches.seal(open.id, await zipOf(ledger, open));
  if (sealed === null) throw new Error('the test batch could not be sealed');
  return sealed;
}

/** A batch whose attempt is running. */
export async function aSendingBatch(
  ledger: Ledger,
  relativePaths: readonly string[],
  options: BatchOptions = {},
): Promise<BatchRecord> {
  const { id } = await aSealedBatch(ledger, relativePaths, options);
  await ledger.batches.beginAttempt(id, 50);
  return theBatch(ledger, id);
}

/** An accepted batch, delivered at this time. */
export async function anAcceptedBatch(
  ledger: Ledger,
  relativePaths: readonly string[],
  options: BatchOptions & { acceptedAt?: number } = {},
): Promise<BatchRecord> {
  const { id } = await aSendingBatch(ledger, relativePaths, options);
  const acceptedAt = options.acceptedAt ?? 60;
  const receipt = { serverBatchId: `server-${id}`, releaseVersion: '7.8.9', setReferenceNumber: null, acceptedAt };
  await ledger.batches.accept(id, evidence({ outcome: 'accepted' }), receipt, null);
  return theBatch(ledger, id);
}

/** The batch as it is now. */
export async function theBatch({ batches }: Ledger, id: BatchRecord['id']): Promise<BatchRecord> {
  const batch = await batches.get(id);
  if (batch === null) throw new Error(`batch ${id} is gone`);
  return batch;
}

/** A planned set of this key. */
export async function aPlannedSet({ sets }: Ledger, key = 'key-1') {
  return sets.ensure({ credentialId, folderId, key, name: `Set ${key}`, referenceNumber: null, createdAt: 5 });
}

/** An attempt that ended without an answer. */
export function evidence(overrides: Partial<AttemptEvidence> = {}): AttemptEvidence {
  return {
    endedAt: 55,
    outcome: 'not-delivered',
    bytesSent: 0,
    contentLength: 1_200,
    status: null,
    headers: null,
    reply: null,
    ...overrides,
  };
}
