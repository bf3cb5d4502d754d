// Tables of migration 1: every state with the columns it needs, so that a wrong state cannot be stored. Never edited once released.

const folder = `CREATE TABLE folder (
  id TEXT PRIMARY KEY NOT NULL,
  path TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('watching', 'scanning', 'offline', 'paused', 'error')),
  state_detail TEXT,
  last_scan_at INTEGER,
  seen INTEGER NOT NULL DEFAULT 0 CHECK (seen >= 0),
  ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored BETWEEN 0 AND seen),
  unreadable_folders TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unreadable_folders)),
  unreadable_files TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(unreadable_files))
) STRICT`;

const heldReasons = `'refused', 'redirected', 'too-large', 'server-error', 'credential-refused', 'secret-missing',
    'token-expired', 'spool-damaged', 'set-blocked', 'credential-removed', 'unexpected-answer'`;

const credential = `CREATE TABLE credential (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('ok', 'paused')),
  reason TEXT CHECK (reason IN (${heldReasons})),
  server_words TEXT,
  since INTEGER,
  CHECK ((state = 'paused') = (reason IS NOT NULL)),
  CHECK ((state = 'paused') = (since IS NOT NULL)),
  CHECK (state = 'paused' OR server_words IS NULL)
) STRICT`;

const documentSet = `CREATE TABLE document_set (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  credential_id TEXT NOT NULL REFERENCES credential (id),
  folder_id TEXT NOT NULL REFERENCES folder (id),
  key TEXT NOT NULL,
  name TEXT,
  created_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'creating', 'open', 'needs-attention')),
  creating_batch_id INTEGER REFERENCES batch (id),
  reference_number TEXT CHECK (reference_number <> ''),
  reason TEXT CHECK (reason IN ('no-number', 'create-in-doubt')),
  UNIQUE (credential_id, key),
  CHECK (state = 'open' OR name IS NOT NULL),
  CHECK ((state = 'open') = (reference_number IS NOT NULL)),
  CHECK ((state = 'needs-attention') = (reason IS NOT NULL)),
  CHECK (state <> 'creating' OR creating_batch_id IS NOT NULL),
  CHECK (creating_batch_id IS NULL OR state = 'creating' OR reason IS 'create-in-doubt')
) STRICT`;

const batch = `CREATE TABLE batch (
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
    ('open', 'sealed', 'sending', 'waiting', 'held', 'in-doubt', 'accepted', 'split', 'cancelled')),
  retry_at INTEGER,
  wait_cause TEXT CHECK (wait_cause IN ('network', 'server-busy', 'server-error', 'interrupted')),
  held_reason TEXT CHECK (held_reason IN (${heldReasons})),
  server_words TEXT,
  server_batch_id TEXT CHECK (server_batch_id <> ''),
  accepted_at INTEGER,
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
  CHECK ((state = 'accepted') = (server_batch_id IS NOT NULL)),
  CHECK ((state = 'accepted') = (accepted_at IS NOT NULL)),
  CHECK (server_words IS NULL OR state IN ('waiting', 'held', 'in-doubt'))
) STRICT`;

const document = `CREATE TABLE document (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder_id TEXT NOT NULL REFERENCES folder (id),
  relative_path TEXT NOT NULL CHECK (relative_path <> ''),
  size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
  mtime_ms REAL NOT NULL,
  seen_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('settling', 'ready', 'sealed', 'delivered', 'set-aside', 'duplicate')),
  kind TEXT CHECK (kind IN ('pdf', 'jpeg', 'png', 'tiff', 'bmp', 'gif', 'webp')),
  ready_at INTEGER,
  batch_id INTEGER REFERENCES batch (id),
  entry_position INTEGER,
  entry_name TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  reason TEXT CHECK (reason IN
    ('unreadable', 'incomplete', 'wrong-type', 'encrypted', 'empty', 'too-large', 'vanished', 'withdrawn')),
  detail TEXT,
  set_aside_at INTEGER,
  duplicate_of_batch_id INTEGER REFERENCES batch (id),
  after_upload TEXT CHECK (after_upload IN ('pending', 'left', 'moved', 'trashed', 'changed', 'gone', 'failed')),
  after_upload_detail TEXT,
  CHECK (state NOT IN ('ready', 'sealed', 'delivered') OR (kind IS NOT NULL AND ready_at IS NOT NULL)),
  CHECK (state <> 'settling' OR (kind IS NULL AND ready_at IS NULL)),
  CHECK (state NOT IN ('sealed', 'delivered') OR
    (batch_id IS NOT NULL AND entry_position IS NOT NULL AND entry_name IS NOT NULL AND sha256 IS NOT NULL)),
  CHECK (state NOT IN ('settling', 'ready') OR
    (entry_position IS NULL AND entry_name IS NULL AND sha256 IS NULL)),
  CHECK (batch_id IS NULL OR state IN ('ready', 'sealed', 'delivered') OR reason IS 'withdrawn'),
  CHECK ((state = 'set-aside') = (reason IS NOT NULL)),
  CHECK ((state = 'set-aside') = (detail IS NOT NULL)),
  CHECK ((state = 'set-aside') = (set_aside_at IS NOT NULL)),
  CHECK ((state = 'duplicate') = (duplicate_of_batch_id IS NOT NULL)),
  CHECK ((state = 'delivered') = (after_upload IS NOT NULL)),
  CHECK ((after_upload IS 'failed') = (after_upload_detail IS NOT NULL))
) STRICT`;

const attempt = `CREATE TABLE attempt (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES batch (id),
  number INTEGER NOT NULL CHECK (number > 0),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  outcome TEXT,
  bytes_sent INTEGER CHECK (bytes_sent >= 0),
  content_length INTEGER CHECK (content_length >= 0),
  status INTEGER,
  headers TEXT,
  reply TEXT,
  UNIQUE (batch_id, number),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK ((bytes_sent IS NULL) = (content_length IS NULL)),
  CHECK (ended_at IS NOT NULL OR (bytes_sent IS NULL AND status IS NULL AND headers IS NULL AND reply IS NULL))
) STRICT`;

const receipt = `CREATE TABLE receipt (
  batch_id INTEGER PRIMARY KEY NOT NULL REFERENCES batch (id),
  server_batch_id TEXT NOT NULL CHECK (server_batch_id <> ''),
  confirmed_by TEXT NOT NULL CHECK (confirmed_by IN ('server', 'person')),
  set_reference_number TEXT CHECK (set_reference_number <> ''),
  release_version TEXT,
  zip_sha256 TEXT NOT NULL CHECK (length(zip_sha256) = 64),
  accepted_at INTEGER NOT NULL
) STRICT`;

export const tables = [folder, credential, documentSet, batch, document, attempt, receipt] as const;
