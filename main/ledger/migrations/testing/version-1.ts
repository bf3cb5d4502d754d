// Rows of a ledger as version 1 of the program left it: every state of a batch and of a document, in one folder.

const hash = `printf('%064d', id)`;

/** Ids match those of openTestLedger's folder and credential. Accepted batches: 12 first, then 9. */
export const version1Rows = `
  INSERT INTO folder (id, path, added_at, state, seen) VALUES ('folder-1', '/in', 1, 'watching', 16);
  INSERT INTO credential (id, name, state) VALUES ('credential-1', 'Acme', 'ok');
  INSERT INTO document_set (id, credential_id, folder_id, key, name, created_at, state, reference_number)
    VALUES (1, 'credential-1', 'folder-1', 'key', 'Set', 1, 'open', '12345');

  CREATE TEMP TABLE b (id INTEGER, state TEXT, retry_at INTEGER, wait_cause TEXT, held_reason TEXT, server_words TEXT,
    accepted_at INTEGER);
  INSERT INTO b VALUES (1, 'open', NULL, NULL, NULL, NULL, NULL), (2, 'sealed', NULL, NULL, NULL, NULL, NULL),
    (3, 'sending', NULL, NULL, NULL, NULL, NULL), (4, 'waiting', 9000, 'network', NULL, 'later', NULL),
    (5, 'held', NULL, NULL, 'refused', 'no', NULL), (6, 'held', NULL, NULL, 'too-large', 'too big', NULL),
    (7, 'held', NULL, NULL, 'server-error', 'sorry', NULL), (8, 'in-doubt', NULL, NULL, NULL, NULL, NULL),
    (9, 'accepted', NULL, NULL, NULL, NULL, 80), (10, 'split', NULL, NULL, NULL, NULL, NULL),
    (11, 'cancelled', NULL, NULL, NULL, NULL, NULL), (12, 'accepted', NULL, NULL, NULL, NULL, 70);
  INSERT INTO batch (id, folder_id, credential_id, set_id, document_type, invoice_type, processing_pref,
      document_count, created_at, sealed_at, zip_name, zip_sha256, zip_size_bytes, attempts, state, retry_at, wait_cause,
      held_reason, server_words, server_batch_id, accepted_at)
    SELECT id, 'folder-1', 'credential-1', iif(id = 9, 1, NULL), 'Invoices', 'B2B', 'Speed',
      CASE id WHEN 10 THEN 0 WHEN 12 THEN 2 ELSE 1 END, 30, iif(id = 1, NULL, 40),
      iif(id = 1, NULL, 'batch-' || id || '.zip'), iif(id = 1, NULL, ${hash}), iif(id = 1, NULL, 100 + id),
      iif(id = 1, 0, 1), state, retry_at, wait_cause, held_reason, server_words,
      iif(state = 'accepted', 'id-' || id, NULL), accepted_at FROM b;
  INSERT INTO attempt (batch_id, number, started_at, ended_at, outcome)
    SELECT id, 1, 50, iif(id = 3, NULL, 55), iif(id = 3, NULL, 'ended') FROM b WHERE id > 2;

  CREATE TEMP TABLE d (id INTEGER, state TEXT, batch_id INTEGER, reason TEXT, after_upload TEXT);
  INSERT INTO d VALUES (1, 'ready', 1, NULL, NULL), (2, 'sealed', 2, NULL, NULL), (3, 'sealed', 3, NULL, NULL),
    (4, 'sealed', 4, NULL, NULL), (5, 'sealed', 5, NULL, NULL), (6, 'sealed', 6, NULL, NULL),
    (7, 'sealed', 7, NULL, NULL), (8, 'sealed', 8, NULL, NULL), (9, 'delivered', 9, NULL, 'moved'),
    (10, 'set-aside', 11, 'withdrawn', NULL), (11, 'delivered', 12, NULL, 'failed'),
    (12, 'delivered', 12, NULL, 'pending'), (13, 'settling', NULL, NULL, NULL), (14, 'ready', NULL, NULL, NULL),
    (15, 'set-aside', NULL, 'incomplete', NULL), (16, 'duplicate', NULL, NULL, NULL);
  INSERT INTO document (id, folder_id, relative_path, size_bytes, mtime_ms, seen_at, state, kind, ready_at, batch_id,
      entry_position, entry_name, sha256, reason, detail, set_aside_at, duplicate_of_batch_id, after_upload,
      after_upload_detail)
    SELECT id, 'folder-1', id || '.pdf', id, id + 0.5, 10, state, iif(id IN (13, 15, 16), NULL, 'pdf'),
      iif(id IN (13, 15, 16), NULL, 20), batch_id, iif(id BETWEEN 2 AND 12, -id, NULL),
      iif(id BETWEEN 2 AND 12, id || '.pdf', NULL), iif(id BETWEEN 2 AND 12, ${hash}, NULL), reason,
      iif(reason IS NULL, NULL, ''), iif(reason IS NULL, NULL, 60), iif(id = 16, 9, NULL), after_upload,
      iif(id = 11, 'locked', NULL) FROM d;

  INSERT INTO receipt (batch_id, server_batch_id, confirmed_by, set_reference_number, release_version, zip_sha256,
      accepted_at)
    SELECT id, server_batch_id, 'server', iif(id = 9, '12345', NULL), '7.8.9', zip_sha256, accepted_at FROM batch
    WHERE state = 'accepted';
  DROP TABLE b; DROP TABLE d;`;
