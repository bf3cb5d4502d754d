// Which events become a line, and what the line says.
import { describe, expect, it } from 'vitest';
import { activityKinds } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { BatchId, CredentialId, DocumentId, FolderId } from '../engine/model';
import type { ActivityEntry } from '../ledger/activity/activity-log';
import { activityOf } from './activity-of';

const batchId = 7 as BatchId;
const documentId = 9 as DocumentId;
const folderId = 'folder-1' as FolderId;
const credentialId = 'credential-1' as CredentialId;
const serverWords = 'secret words of a server';
const file = { folderId, documentId, relativePath: 'sub/a.pdf' };
const after = { type: 'after-upload', documentId, relativePath: 'a.pdf', detail: 'EACCES' } as const;
const difference = { kind: 'not-recorded' } as never;

const told: readonly (readonly [EngineEvent, Omit<ActivityEntry, 'at'>])[] = [
  [
    { type: 'batch-sealed', batchId, folderId, documents: 3, zipSizeBytes: 1, zipSha256: 'f' },
    { kind: 'batch-sealed', batchId, folderId, amount: 3 },
  ],
  [
    { type: 'batch-sending', batchId, attempt: 2 },
    { kind: 'batch-sending', batchId, amount: 2 },
  ],
  [
    {
      ...{ type: 'batch-accepted', batchId, serverBatchId: 'x', setName: null, setReferenceNumber: null },
      ...{ releaseVersion: null, documents: 3 },
    },
    { kind: 'batch-accepted', batchId, amount: 3 },
  ],
  [
    { type: 'batch-waiting', batchId, cause: 'network', retryAt: 5, serverWords },
    { kind: 'batch-waiting', batchId, reason: 'network' },
  ],
  [
    { type: 'batch-held', batchId, reason: 'refused', serverWords },
    { kind: 'batch-held', batchId, reason: 'refused' },
  ],
  [
    { type: 'batch-splitting', batchId, reason: 'too-large', serverWords },
    { kind: 'batch-splitting', batchId, reason: 'too-large' },
  ],
  [
    { type: 'batch-split', batchId, into: [batchId, batchId] },
    { kind: 'batch-split', batchId, amount: 2 },
  ],
  [
    { type: 'batch-in-doubt', batchId, serverWords },
    { kind: 'batch-in-doubt', batchId },
  ],
  [
    { type: 'batch-decided', batchId, decision: 'arrived', by: 'person' },
    { kind: 'batch-decided', batchId, reason: 'arrived', amount: 0 },
  ],
  [
    { type: 'batch-decided', batchId, decision: 'send-again', by: 'setting' },
    { kind: 'batch-decided', batchId, reason: 'send-again', amount: 1 },
  ],
  [
    { type: 'batch-prioritized', batchId, prioritized: true },
    { kind: 'batch-prioritized', batchId, amount: 1 },
  ],
  [
    { type: 'batch-prioritized', batchId, prioritized: false },
    { kind: 'batch-prioritized', batchId, amount: 0 },
  ],
  [
    { type: 'document-set-aside', ...file, reason: 'empty', detail: 'x' },
    { kind: 'document-set-aside', folderId, documentId, name: 'sub/a.pdf', reason: 'empty' },
  ],
  [
    { type: 'document-duplicate', ...file, ofBatchId: batchId, asks: true },
    { kind: 'document-duplicate', folderId, documentId, name: 'sub/a.pdf', batchId },
  ],
  [
    { type: 'document-decided', documentId, decision: 'dismiss' },
    { kind: 'document-decided', documentId, reason: 'dismiss' },
  ],
  [
    { ...after, result: 'changed' },
    { kind: 'original-kept', documentId, name: 'a.pdf', reason: 'changed' },
  ],
  [
    { ...after, result: 'gone' },
    { kind: 'original-kept', documentId, name: 'a.pdf', reason: 'gone' },
  ],
  [
    { ...after, result: 'failed' },
    { kind: 'original-kept', documentId, name: 'a.pdf', reason: 'failed' },
  ],
  [
    { type: 'set-needs-attention', batchId, reason: 'no-number' },
    { kind: 'set-needs-attention', batchId, reason: 'no-number' },
  ],
  [
    { type: 'credential-paused', credentialId, reason: 'token-expired', serverWords },
    { kind: 'credential-paused', credentialId, reason: 'token-expired' },
  ],
  [
    { type: 'credential-resumed', credentialId },
    { kind: 'credential-resumed', credentialId },
  ],
  [
    { type: 'folder-state', folderId, state: 'offline', detail: 'ENOENT' },
    { kind: 'folder-offline', folderId, reason: 'ENOENT' },
  ],
  [
    { type: 'folder-state', folderId, state: 'error', detail: null },
    { kind: 'folder-error', folderId },
  ],
  [
    { type: 'folder-state', folderId, state: 'watching', detail: null },
    { kind: 'folder-back', folderId },
  ],
  [
    { type: 'watcher-problem', folderId, problem: 'limit-reached', detail: 'ENOSPC' },
    { kind: 'watch-problem', folderId, reason: 'limit-reached' },
  ],
  [
    { type: 'conservation-alarm', folderId, differences: [difference, difference] },
    { kind: 'alarm', folderId, amount: 2 },
  ],
  [
    { type: 'conservation-alarm', folderId, differences: [] },
    { kind: 'alarm-over', folderId },
  ],
  [{ type: 'sending-paused', scope: { scope: 'all' }, until: 5 }, { kind: 'sending-paused' }],
  [
    { type: 'sending-paused', scope: { scope: 'folder', id: folderId }, until: null },
    { kind: 'sending-paused', folderId },
  ],
  [
    { type: 'sending-resumed', scope: { scope: 'credential', id: credentialId }, by: 'time' },
    { kind: 'sending-resumed', credentialId, reason: 'time' },
  ],
  [
    { type: 'sending-rests', because: 'timetable', until: 5 },
    { kind: 'sending-rests', reason: 'timetable' },
  ],
  [{ type: 'sending-goes-on' }, { kind: 'sending-goes-on' }],
  [
    { type: 'spool-problem', folderId, detail: 'ENOSPC' },
    { kind: 'spool-problem', folderId, reason: 'ENOSPC' },
  ],
];

const leftOut: readonly EngineEvent[] = [
  { type: 'document-ready', ...file, sizeBytes: 1_000, readyAt: 1_000 },
  { type: 'batch-progress', batchId, bytesSent: 1, contentLength: 2 },
  { type: 'scan-finished', folderId, seen: 1, ignored: 0, unreadableFolders: [], unreadableFiles: [] } as never,
  { type: 'watch-mode', folderId, mode: 'polling' },
  { type: 'engine-failed', detail: 'x' },
  { type: 'folder-state', folderId, state: 'scanning', detail: null },
  { type: 'folder-state', folderId, state: 'paused', detail: null },
  { ...after, result: 'left' },
  { ...after, result: 'moved' },
  { ...after, result: 'trashed' },
];

describe('activityOf', () => {
  it.each(told)('tells of %o', (event, entry) => {
    expect(activityOf(event, 5)).toEqual({ at: 5, ...entry });
  });

  it('has a case here for every kind that there is', () => {
    expect([...new Set(told.map(([, { kind }]) => kind))].sort()).toEqual([...activityKinds].sort());
  });

  it.each(leftOut)('leaves out $type', (event) => {
    expect(activityOf(event, 5)).toBeNull();
  });

  it('never repeats what a server said', () => {
    for (const [event] of told) expect(JSON.stringify(activityOf(event, 5))).not.toContain(serverWords);
  });
});
