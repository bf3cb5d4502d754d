// Indexes of migration 1, each with the question it answers. Never edited once released.
export const indexes = [
  // documents.newest
  `CREATE INDEX document_by_path ON document (folder_id, relative_path, id)`,
  // No path has two versions that are not sealed: both would be read from the one file, and delivered twice. In order
  // of path it also answers documents.ready.
  `CREATE UNIQUE INDEX document_unsealed_once ON document (folder_id, relative_path)
     WHERE state IN ('settling', 'ready')`,
  // The counts of each folder, the tally, documents.settling, documents.setAside
  `CREATE INDEX document_by_state ON document (state, folder_id)`,
  // documents.wasRenamed
  `CREATE INDEX document_by_fingerprint ON document (size_bytes, mtime_ms)`,
  // documents.ofBatch
  `CREATE INDEX document_by_batch ON document (batch_id, entry_position) WHERE batch_id IS NOT NULL`,
  // batches.awaitingAfterUpload
  `CREATE INDEX document_awaiting_after_upload ON document (batch_id) WHERE after_upload IN ('pending', 'failed')`,
  // batches.due, batches.nextRetryAt, the queue, the tally, what an earlier run left
  `CREATE INDEX batch_by_state ON batch (state, id)`,
  `CREATE INDEX batch_by_set ON batch (set_id, id)`,
  `CREATE INDEX batch_by_acceptance ON batch (accepted_at) WHERE accepted_at IS NOT NULL`,
  `CREATE INDEX set_by_folder ON document_set (folder_id)`,
  // A batch has at most one running attempt.
  `CREATE UNIQUE INDEX attempt_running ON attempt (batch_id) WHERE ended_at IS NULL`,
] as const;
