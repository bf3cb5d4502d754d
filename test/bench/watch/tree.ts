// A folder with 100,000 small files below it, and a ledger in which all of them are delivered already.
import { mkdir, opendir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../../../main/cli/config-file';
import { connect } from '../../../main/ledger/connection';
import { openLedger } from '../../../main/ledger/open-ledger';
import { aPdf } from '../../integration/documents';

const filesPerFolder = 1_000;

/** A hundred folders, ten in each of ten, for 100,000 files. Answers with their paths inside the tree. */
export function foldersOf(files: number): string[] {
  return Array.from({ length: Math.ceil(files / filesPerFolder) }, (_, index) =>
    index % 10 === 0 ? `year ${index / 10}` : `year ${Math.floor(index / 10)}/month ${index % 10}`,
  );
}

/** Makes the tree unless it is there already. */
export async function makeTree(root: string, files: number): Promise<void> {
  const mark = `${root}.whole`;
  const isThere = await stat(mark).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  for (const folder of foldersOf(files)) await mkdir(join(root, folder), { recursive: true });
  const folders = foldersOf(files);
  for (let start = 0; start < files; start += 100) {
    const numbers = Array.from({ length: Math.min(100, files - start) }, (_, index) => start + index);
    await Promise.all(
      numbers.map((number) => {
        const folder = folders[Math.floor(number / filesPerFolder)] ?? '';
        return writeFile(join(root, folder, `scan ${number}.pdf`), aPdf(`document ${number}`));
      }),
    );
  }
  await writeFile(mark, '');
}

/** Makes the ledger in which every file of the tree was delivered, in batches of a thousand. */
export async function seedDelivered(ledgerFile: string, root: string, config: object): Promise<void> {
  const parsed = parseConfig(JSON.stringify(config), { baseDir: root, once: false });
  if (parsed.kind === 'problems') throw new Error(parsed.problems.join(' '));
  const folder = parsed.config.engine.folders.find(({ path }) => path === root);
  if (folder === undefined) throw new Error(`no folder of the config is ${root}`);
  const opened = await openLedger(ledgerFile, { now: Date.now });
  if (opened.kind !== 'opened') throw new Error(`the ledger to be filled is ${opened.kind}`);
  const { credentialId, id: folderId } = folder;
  await opened.ledger.credentials.register({ id: credentialId, name: 'bench' });
  await opened.ledger.folders.register({ id: folderId, path: root as never, addedAt: 1 });
  await opened.close();

  const connection = connect(ledgerFile);
  const insert = (table: string, row: Readonly<Record<string, string | number>>): void => {
    const columns = Object.keys(row);
    const marks = columns.map(() => '?').join(', ');
    connection.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`).run(Object.values(row));
  };
  const about = { folder_id: folderId, credential_id: credentialId };
  const profile = { document_type: 'Invoices', invoice_type: 'B2B', processing_pref: 'Speed' };
  connection.exec('PRAGMA synchronous = OFF');
  connection.exec('BEGIN IMMEDIATE');
  const [last] = connection.prepare('SELECT count(*) AS batches FROM batch').all([]) as { batches: number }[];
  let documents = 0;
  for await (const { path, size, mtimeMs } of filesIn(root)) {
    const batch = (last?.batches ?? 0) + 1 + Math.floor(documents / 1_000);
    if (documents % 1_000 === 0) {
      insert('batch', {
        ...{ id: batch, ...about, ...profile, document_count: 1_000, created_at: 1, sealed_at: 2, state: 'accepted' },
        ...{ zip_name: `${batch}.zip`, zip_sha256: 'a'.repeat(64), zip_size_bytes: 1_000_000, attempts: 1 },
        ...{ server_batch_id: `batch ${batch}`, accepted_at: 3 },
      });
    }
    documents += 1;
    insert('document', {
      ...{ folder_id: folderId, relative_path: path, size_bytes: size, mtime_ms: mtimeMs, seen_at: 1 },
      ...{ state: 'delivered', kind: 'pdf', ready_at: 1, batch_id: batch, entry_position: documents % 1_000 },
      ...{ entry_name: path, sha256: documents.toString(16).padStart(64, '0'), after_upload: 'left' },
    });
  }
  connection.prepare('UPDATE folder SET recorded = ? WHERE id = ?').run([documents, folderId]);
  connection.exec('COMMIT');
  connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
}

async function* filesIn(root: string, inside = ''): AsyncGenerator<{ path: string; size: number; mtimeMs: number }> {
  for await (const entry of await opendir(join(root, inside))) {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) yield* filesIn(root, path);
    else yield { path, ...pick(await stat(join(root, path))) };
  }
}

function pick({ size, mtimeMs }: { size: number; mtimeMs: number }): { size: number; mtimeMs: number } {
  return { size, mtimeMs };
}
