// What a rehearsal takes over from the user's set-up, made quick and harmless.
import type { BatchingRule, Credential, InDoubtRule, SetPolicy, WatchedFolder } from '../engine/model';

/** How a folder's documents are delivered, without the folder itself and without any secret. */
export interface RehearsalProfile {
  readonly folder: Omit<WatchedFolder, 'id' | 'path' | 'credentialId' | 'paused'>;
  readonly inDoubt: InDoubtRule;
  readonly tokenMode: Credential['tokenMode'];
}

/** For a rehearsal without a folder of the user's: what a new folder and a new credential begin with. */
export const sampleProfile: RehearsalProfile = {
  folder: {
    ...{ documentType: 'Invoices', invoiceType: 'B2B', processingPref: 'Speed' },
    set: { policy: 'none' },
    batch: { quietMs: 10_000, maxDocuments: 100, maxBytes: 100 * 1024 * 1024 },
    ...{ afterUpload: 'leave', duplicates: 'ask', otherImages: false },
  },
  inDoubt: 'ask',
  tokenMode: 'automatic',
};

/** The profile of a folder of the user's, with the two rules that its credential has a say in. */
export function profileOf(
  folder: WatchedFolder,
  { inDoubt, tokenMode }: Pick<Credential, 'inDoubt' | 'tokenMode'>,
): RehearsalProfile {
  return { folder, inDoubt, tokenMode };
}

const longestQuietMs = 100;
// So that the few sample documents make more than one batch.
const mostDocuments = 4;

/**
 * The folder's rule, made quick: waits are cut short and batches small. A folder that takes no more than 1 MB still takes
 * every document of the rehearsal: what is tried is the delivery, and not this limit.
 */
export function quickRule(rule: BatchingRule, largestDocumentBytes: number): BatchingRule {
  return {
    quietMs: Math.min(rule.quietMs, longestQuietMs),
    maxDocuments: Math.min(rule.maxDocuments, mostDocuments),
    maxBytes: Math.max(rule.maxBytes, largestDocumentBytes),
  };
}

/** The same policy at the sandbox, which knows an existing set under a number of its own. */
export function policyAt(policy: SetPolicy, existingSet: string): SetPolicy {
  return policy.policy === 'existing' ? { policy: 'existing', referenceNumber: existingSet } : policy;
}
