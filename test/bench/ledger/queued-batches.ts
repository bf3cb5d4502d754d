// Fills a new ledger with batches that wait: sealed, waiting for a time, held, in sets, behind a paused credential.
import { connect } from '../../../main/ledger/connection';
import { openLedger } from '../../../main/ledger/open-ledger';

/** The credentials of such a queue; the last one is paused. */
export const queueCredentials = ['credential-1', 'credential-2', 'credential-3'] as const;

/**
 * So many batches of one document in each of these states, evenly over three credentials and six folders: sealed, waiting
 * for a time to come, due after a wait, held, and delivered with an original that could not be moved.
 */
export async function seedQueue(file: string, of: { readonly batches: number; readonly now: number }): Promise<void> {
  const opened = await openLedger(file, { now: () => of.now });
  if (opened.kind !== 'opened') throw new Error(`the ledger to be filled is ${opened.kind}`);
  await opened.close();
  const connection = connect(file);
  try {
    connection.exec(queue(of));
  } finally {
    connection.close();
  }
}

function queue({ batches, now }: { readonly batches: number; readonly now: number }): string {
  return `BEGIN IMMEDIATE;
  INSERT INTO credential (id, name, state, reason, since) VALUES ('credential-1', 'Acme', 'ok', NULL, NULL),
    ('credential-2', 'Umbrella', 'ok', NULL, NULL), ('credential-3', 'Paused', 'paused', 'credential-refused', 1);
  INSERT INTO folder (id, path, added_at, state)
    SELECT 'folder-' || value, '/in/' || value, 1, 'watching' FROM json_each('[0, 1, 2, 3, 4, 5]');
  INSERT INTO document_set (id, credential_id, folder_id, key, name, created_at, state, reference_number)
    VALUES (1, 'credential-1', 'folder-0', 'open', 'Open', 1, 'open', '12345'),
    (2, 'credential-2', 'folder-1', 'planned', 'Planned', 1, 'planned', NULL);
  CREATE TEMP TABLE n AS WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ${batches - 1})
    SELECT i, state FROM n CROSS JOIN (SELECT value AS state FROM json_each('["sealed", "waiting", "due", "held", "accepted"]'));
  INSERT INTO batch (folder_id, credential_id, set_id, document_type, invoice_type, processing_pref, document_count,
      created_at, sealed_at, zip_name, zip_sha256, zip_size_bytes, attempts, state, retry_at, wait_cause, held_reason,
      server_batch_id, accepted_at)
    SELECT 'folder-' || (i % 6), 'credential-' || (i % 3 + 1), CASE i % 6 WHEN 0 THEN 1 WHEN 1 THEN iif(i < 100, 2, NULL) END,
      'Invoices', 'B2B', 'Speed', 1, i, i, state || i || '.zip', printf('%064d', rowid), 1000, 1,
      iif(state = 'due', 'waiting', state),
      CASE state WHEN 'waiting' THEN ${now} + 3600000 + i WHEN 'due' THEN ${now} - i END,
      iif(state IN ('waiting', 'due'), 'server-busy', NULL), iif(state = 'held', 'refused', NULL),
      iif(state = 'accepted', 'id-' || i, NULL), iif(state = 'accepted', ${now} - 1000, NULL)
    FROM temp.n;
  INSERT INTO document (folder_id, relative_path, size_bytes, mtime_ms, seen_at, state, kind, ready_at, batch_id,
      entry_position, entry_name, sha256, after_upload, after_upload_detail)
    SELECT folder_id, zip_name || '.pdf', id, id, ${now}, iif(state = 'accepted', 'delivered', 'sealed'), 'pdf', ${now}, id, 0,
      zip_name || '.pdf', printf('%064d', id), iif(state = 'accepted', 'failed', NULL), iif(state = 'accepted', 'EACCES', NULL)
    FROM batch;
  INSERT INTO attempt (batch_id, number, started_at, ended_at, outcome) SELECT id, 1, 1, 2, 'server-busy' FROM batch;
  UPDATE folder SET recorded = (SELECT count(*) FROM document WHERE folder_id = folder.id);
  INSERT INTO sending_pause (scope, target, since, until) VALUES ('folder', 'folder-3', 1, ${now} + 7200000);
  DROP TABLE temp.n;
  COMMIT;`;
}
