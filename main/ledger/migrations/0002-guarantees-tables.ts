// Tables of migration 2 as they are from then on: splitting, duplicates, decisions. Never edited once released.

const heldReasons = `'refused', 'redirected', 'credential-refused', 'secret-missing', 'token-expired', 'spool-damaged',
    'set-blocked', 'credential-removed', 'unexpected-answer'`;

/** A batch under a name of its own, to be filled from the old table. */
export const newBatch = `CREATE TABLE new_batch (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id TEXT NOT NULL REFERENCES folder (id),
  credential_id TEXT NOT NULL REFERENCES credential (id),
  set_id INTEGER REFERENCES document_set (id),
  document_type TEXT NOT NULL
    CHECK (document_type IN ('Invoices', 'Receipts', 'PurchaseOrders', 'NACH', 'LoanAgreement', 'Insurances')),
  invoice_type TEXT NOT NULL CHECK (invoice_type IN ('B2B', 'B2C')),
  processing_pref TEXT NOT NULL CHECK (processing_pref IN ('Speed', 'Accuracy')),
  source_name TEXT,
  priority_flag INTEGER CHECK (priority_flag IN (0, 1)),
  account_id TEXT,
  document_count INTEGER NOT NULL CHECK (document_count >= 0),
  created_at INTEGER NOT NULL,
  sealed_at INTEGER,
  zip_name TEXT UNIQUE,
  zip_sha256 TEXT CHECK (length(zip_sha256) = 64),
  zip_size_bytes INTEGER CHECK (zip_size_bytes > 0),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  state TEXT NOT NULL CHECK (state IN
    ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'splitting', 'accepted', 'split', 'cancelled')),
  retry_at INTEGER,
  wait_cause TEXT CHECK (wait_cause IN ('network', 'server-busy', 'server-error', 'interrupted', 'no-clear-answer')),
  held_reason TEXT CHECK (held_reason IN (${heldReasons})),
  split_reason TEXT CHECK (split_reason IN ('too-large', 'server-error')),
  server_words TEXT,
  server_batch_id TEXT CHECK (server_batch_id <> ''),
  accepted_at INTEGER,
  split_from INTEGER REFERENCES new_batch (id),
  split_from_reason TEXT CHECK (split_from_reason IN ('too-large', 'server-error')),
  CHECK (document_type <> 'Insurances' OR invoice_type = 'B2C'),
  CHECK ((state = 'open') = (zip_name IS NULL)),
  CHECK ((zip_name IS NULL) = (zip_sha256 IS NULL)),
  CHECK ((zip_name IS NULL) = (zip_size_bytes IS NULL)),
  CHECK ((zip_name IS NULL) = (sealed_at IS NULL)),
  CHECK (state <> 'open' OR attempts = 0),
  CHECK (state <> 'sending' OR attempts > 0),
  CHECK ((state = 'waiting') = (retry_at IS NOT NULL)),
  CHECK ((state = 'waiting') = (wait_cause IS NOT NULL)),
  CHECK ((state = 'held') = (held_reason IS NOT NULL)),
  CHECK ((state = 'splitting') = (split_reason IS NOT NULL)),
  CHECK ((state = 'accepted') = (server_batch_id IS NOT NULL)),
  CHECK ((state = 'accepted') = (accepted_at IS NOT NULL)),
  CHECK ((split_from IS NULL) = (split_from_reason IS NULL)),
  CHECK (server_words IS NULL OR state IN ('waiting', 'held', 'in-doubt', 'splitting'))
) STRICT`;

/** A document under a name of its own, to be filled from the old table. */
export const newDocument = `CREATE TABLE new_document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id TEXT NOT NULL REFERENCES folder (id),
  relative_path TEXT NOT NULL CHECK (relative_path <> ''),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms REAL NOT NULL,
  seen_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('settling', 'ready', 'sealed', 'delivered', 'set-aside', 'duplicate')),
  kind TEXT CHECK (kind IN ('pdf', 'jpeg', 'png', 'tiff', 'bmp', 'gif', 'webp')),
  ready_at INTEGER,
  send_anyway INTEGER NOT NULL DEFAULT 0 CHECK (send_anyway IN (0, 1)),
  maybe_delivered INTEGER NOT NULL DEFAULT 0 CHECK (maybe_delivered IN (0, 1)),
  batch_id INTEGER REFERENCES batch (id),
  entry_position INTEGER,
  entry_name TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  reason TEXT CHECK (reason IN ('unreadable', 'incomplete', 'wrong-type', 'encrypted', 'empty', 'too-large', 'vanished',
    'withdrawn', 'too-large-for-server', 'server-error', 'maybe-delivered')),
  detail TEXT,
  set_aside_at INTEGER,
  duplicate_of INTEGER REFERENCES new_document (id),
  duplicate_at INTEGER,
  asks INTEGER CHECK (asks IN (0, 1)),
  after_upload TEXT CHECK (after_upload IN ('pending', 'left', 'moved', 'trashed', 'changed', 'gone', 'failed')),
  after_upload_detail TEXT,
  moved_to TEXT CHECK (moved_to <> ''),
  CHECK (state NOT IN ('ready', 'sealed', 'delivered') OR (kind IS NOT NULL AND ready_at IS NOT NULL)),
  CHECK (state <> 'settling' OR (kind IS NULL AND ready_at IS NULL)),
  CHECK (state NOT IN ('sealed', 'delivered') OR
    (batch_id IS NOT NULL AND entry_position IS NOT NULL AND entry_name IS NOT NULL AND sha256 IS NOT NULL)),
  CHECK (state NOT IN ('settling', 'ready') OR
    (entry_position IS NULL AND entry_name IS NULL AND sha256 IS NULL)),
  CHECK (batch_id IS NULL OR state IN ('ready', 'sealed', 'delivered') OR
    reason IN ('withdrawn', 'too-large-for-server', 'server-error')),
  CHECK ((state = 'set-aside') = (reason IS NOT NULL)),
  CHECK ((state = 'set-aside') = (detail IS NOT NULL)),
  CHECK ((state = 'set-aside') = (set_aside_at IS NOT NULL)),
  CHECK ((state = 'duplicate') = (duplicate_of IS NOT NULL)),
  CHECK ((state = 'duplicate') = (duplicate_at IS NOT NULL)),
  CHECK ((state = 'duplicate') = (asks IS NOT NULL)),
  CHECK (state <> 'duplicate' OR sha256 IS NOT NULL),
  CHECK ((state = 'delivered') = (after_upload IS NOT NULL)),
  CHECK ((after_upload IS 'failed') = (after_upload_detail IS NOT NULL)),
  CHECK (moved_to IS NULL OR after_upload = 'moved')
) STRICT`;

const decision = `CREATE TABLE decision (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  made_by TEXT NOT NULL CHECK (made_by IN ('person', 'setting')),
  kind TEXT NOT NULL CHECK (kind IN
    ('retry', 'send-again', 'arrived', 'withdraw', 'seal-again', 'send-anyway', 'dismiss')),
  batch_id INTEGER REFERENCES batch (id),
  document_id INTEGER REFERENCES document (id) ON DELETE CASCADE,
  CHECK ((batch_id IS NULL) <> (document_id IS NULL))
) STRICT`;

const historyLoss = `CREATE TABLE history_loss (
  file TEXT PRIMARY KEY NOT NULL,
  noticed_at INTEGER NOT NULL,
  folders_registered INTEGER NOT NULL CHECK (folders_registered IN (0, 1))
) STRICT`;

/** Statements after both tables have their names again. */
export const additions = [
  `ALTER TABLE folder ADD COLUMN recorded INTEGER NOT NULL DEFAULT 0 CHECK (recorded >= 0)`,
  `ALTER TABLE folder ADD COLUMN differences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(differences))`,
  `UPDATE folder SET recorded = (SELECT count(*) FROM document WHERE folder_id = folder.id)`,
  `ALTER TABLE credential ADD COLUMN largest_accepted_bytes INTEGER CHECK (largest_accepted_bytes > 0)`,
  `ALTER TABLE credential ADD COLUMN smallest_refused_bytes INTEGER CHECK (smallest_refused_bytes > 0)`,
  `ALTER TABLE folder ADD COLUMN history_lost INTEGER NOT NULL DEFAULT 0 CHECK (history_lost IN (0, 1))`,
  `ALTER TABLE folder ADD COLUMN device TEXT`,
  historyLoss,
  decision,
  `CREATE INDEX decision_by_batch ON decision (batch_id) WHERE batch_id IS NOT NULL`,
  `CREATE INDEX decision_by_document ON decision (document_id) WHERE document_id IS NOT NULL`,
] as const;

/** Indexes of the two rebuilt tables: those of migration 1, and one for each new question. */
export const rebuiltIndexes = [
  // documents.newest
  `CREATE INDEX document_by_path ON document (folder_id, relative_path, id)`,
  // [Note: One unsealed version] No path has two of them: both would be read from the one file, and delivered twice. In
  // order of path it also answers documents.ready.
  `CREATE UNIQUE INDEX document_unsealed_once ON document (folder_id, relative_path)
     WHERE state IN ('settling', 'ready')`,
  // The counts of each folder, the tally, documents.settling, documents.setAside
  `CREATE INDEX document_by_state ON document (state, folder_id)`,
  // documents.wasRenamed, documents.sameSize
  `CREATE INDEX document_by_fingerprint ON document (size_bytes, mtime_ms)`,
  // documents.originals, the search by hash
  `CREATE INDEX document_by_content ON document (sha256) WHERE sha256 IS NOT NULL`,
  // What a withdrawn document's copies have to be told
  `CREATE INDEX document_by_original ON document (duplicate_of) WHERE duplicate_of IS NOT NULL`,
  // documents.ofBatch
  `CREATE INDEX document_by_batch ON document (batch_id, entry_position) WHERE batch_id IS NOT NULL`,
  // batches.awaitingAfterUpload
  `CREATE INDEX document_awaiting_after_upload ON document (batch_id) WHERE after_upload IN ('pending', 'failed')`,
  // batches.due, batches.nextRetryAt, the queue, the tally, what an earlier run left
  `CREATE INDEX batch_by_state ON batch (state, id)`,
  `CREATE INDEX batch_by_set ON batch (set_id, id)`,
  `CREATE INDEX batch_by_acceptance ON batch (accepted_at) WHERE accepted_at IS NOT NULL`,
  // The halves of a split batch
  `CREATE INDEX batch_by_whole ON batch (split_from) WHERE split_from IS NOT NULL`,
] as const;
