// Named moments between two durable steps. A test ends the process at one of them; the program itself never listens.

/** Every moment, in the order in which a document passes them. */
export const checkpoints = [
  'seal.begun', // the zip's temporary file exists
  'seal.synced', // its bytes are on the disk, under the temporary name
  'seal.renamed', // it has its name, its folder is not yet on the disk
  'seal.durable', // it is in the spool, the ledger does not know
  'deliver.first-byte', // some of the request's body was handed to the socket
  'deliver.last-byte', // all of it was
  'deliver.answered', // the answer is there, nothing of it is recorded
  'split.first-half', // one half's zip is in the spool
  'split.halves', // both are, the ledger does not know
  'split.recorded', // the ledger has the halves, the whole zip is still in the spool
  'after-upload.begun', // the receipt is recorded, nothing was done to the original
  'after-upload.linked', // the original has its new name beside the old one
  'after-upload.acted', // it is where it belongs, the ledger does not know
  'after-upload.recorded', // the ledger knows, the zip is still in the spool
] as const;
export type Checkpoint = (typeof checkpoints)[number];

let listener: ((name: Checkpoint) => void) | null = null;

/** Tells the test that listens, if one does, that this moment has come. */
export function checkpoint(name: Checkpoint): void {
  listener?.(name);
}

/** For tests only. One listener for each thread: the seal worker has its own. */
export function onCheckpoint(next: (name: Checkpoint) => void): void {
  listener = next;
}
