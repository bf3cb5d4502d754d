// What happened in a rehearsal, in order: what the engine told and what the sandbox saw.
import type { RehearsalEvent, RehearsalProblem, RehearsalRequest, RehearsalStep } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { RequestOutcome, SandboxRequest } from '../sandbox/request-log';
import { problemSentence } from './problem-sentence';

// The contract's limit (preload/contract/rehearsals.ts).
const mostSteps = 200;

/** The engine's part; null for what adds nothing to the story. */
export function stepOf(event: EngineEvent, afterMs: number): RehearsalStep | null {
  const told = eventOf(event);
  return told === null ? null : { afterMs, ...told, detail: detailOf(told) };
}

/** The sandbox's part: one step per request, when it was over. */
export function requestStep(request: SandboxRequest, beganAt: number): RehearsalStep {
  const { endpoint, number, startedAt, endedAt, bodyBytes, contentLength, batchId, outcome } = request;
  const how = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.kind;
  const read = contentLength === null ? `${bodyBytes} bytes` : `${bodyBytes} of ${contentLength} bytes`;
  return {
    afterMs: (endedAt ?? startedAt) - beganAt,
    type: 'sandbox-request',
    ...{ request: requestKind(endpoint), number, outcome: outcomeKinds[outcome.kind], stored: batchId !== null },
    status: outcome.kind === 'answered' ? outcome.status : null,
    ...{ readBytes: bodyBytes, wholeBytes: contentLength ?? bodyBytes },
    detail: `${endpoint ?? 'unknown'} ${number}: ${how} after ${read}${batchId === null ? '' : ', stored'}`,
  };
}

/** In order of time, with what is wrong at the end; at most as many as the contract allows. */
export function inOrder(
  steps: readonly RehearsalStep[],
  problems: readonly RehearsalProblem[],
  durationMs: number,
): RehearsalStep[] {
  const wrong = problems.slice(0, mostSteps).map((problem): RehearsalStep => {
    return { afterMs: durationMs, type: 'promise-broken', problem, detail: problemSentence(problem) };
  });
  const story = [...steps].sort((a, b) => a.afterMs - b.afterMs);
  return [...story.slice(0, mostSteps - wrong.length), ...wrong];
}

const outcomeKinds: Record<RequestOutcome['kind'], RehearsalRequest['outcome']> = {
  answered: 'answered',
  dropped: 'cut',
  reset: 'cut',
  'broken-off': 'broken-off',
  stalled: 'no-answer',
  'under-way': 'no-answer',
};

function requestKind(endpoint: SandboxRequest['endpoint']): RehearsalRequest['request'] {
  if (endpoint === 'uploadbatch') return 'upload';
  return endpoint === 'get_access_token' || endpoint === 'getaccesstokenfromrefreshtoken' ? 'token' : 'other';
}

type Told = Exclude<RehearsalEvent, { type: 'sandbox-request' | 'promise-broken' }>;

function eventOf(event: EngineEvent): Told | null {
  switch (event.type) {
    case 'document-ready':
      return { type: event.type, file: event.relativePath };
    case 'document-set-aside':
      return { type: event.type, file: event.relativePath, reason: event.reason, words: event.detail };
    case 'document-duplicate':
      return { type: event.type, file: event.relativePath, asks: event.asks };
    case 'batch-sealed': {
      const { documents, zipSizeBytes: sizeBytes } = event;
      return { type: event.type, batch: event.batchId, documents, sizeBytes };
    }
    case 'batch-sending':
      return { type: event.type, batch: event.batchId, attempt: event.attempt };
    case 'batch-accepted':
      return { type: event.type, batch: event.batchId, serverBatchId: event.serverBatchId };
    case 'batch-waiting':
      return { type: event.type, batch: event.batchId, reason: event.cause, words: event.serverWords };
    case 'batch-held':
    case 'batch-splitting':
      return { type: event.type, batch: event.batchId, reason: event.reason, words: event.serverWords };
    case 'batch-split':
      return { type: event.type, batch: event.batchId, into: event.into };
    case 'batch-in-doubt':
      return { type: event.type, batch: event.batchId, words: event.serverWords };
    case 'batch-decided':
      return { type: event.type, batch: event.batchId, decision: event.decision, by: event.by };
    case 'set-needs-attention':
      return { type: event.type, batch: event.batchId, reason: event.reason };
    case 'credential-paused':
      return { type: event.type, reason: event.reason, words: event.serverWords };
    case 'after-upload':
      return { type: event.type, file: event.relativePath, result: event.result, words: event.detail };
    case 'conservation-alarm':
      return { type: event.type, differences: event.differences.length };
    case 'folder-state':
      return { type: event.type, state: event.state, words: event.detail };
    case 'watcher-problem':
      return { type: event.type, problem: event.problem, words: event.detail };
    case 'spool-problem':
    case 'engine-failed':
      return { type: event.type, words: event.detail };
    case 'scan-finished':
    case 'watch-mode':
    case 'batch-progress':
    case 'credential-resumed':
    case 'document-decided':
    case 'batch-prioritized':
    case 'sending-paused':
    case 'sending-resumed':
    case 'sending-rests':
    case 'sending-goes-on':
      return null;
  }
}

function detailOf(event: Told): string {
  switch (event.type) {
    case 'document-ready':
    case 'document-duplicate':
      return event.file;
    case 'document-set-aside':
      return `${event.file}: ${event.reason}${quoted(event.words)}`;
    case 'batch-sealed':
      return `batch ${event.batch}: ${event.documents} documents, ${event.sizeBytes} bytes`;
    case 'batch-sending':
      return `batch ${event.batch}: attempt ${event.attempt}`;
    case 'batch-accepted':
      return `batch ${event.batch}: ${event.serverBatchId}`;
    case 'batch-waiting':
    case 'batch-held':
    case 'batch-splitting':
      return `batch ${event.batch}: ${event.reason}${quoted(event.words)}`;
    case 'batch-split':
      return `batch ${event.batch}: into ${event.into.join(' and ')}`;
    case 'batch-in-doubt':
      return `batch ${event.batch}${quoted(event.words)}`;
    case 'batch-decided':
      return `batch ${event.batch}: ${event.decision}, by ${event.by}`;
    case 'set-needs-attention':
      return `batch ${event.batch}: ${event.reason}`;
    case 'credential-paused':
      return `${event.reason}${quoted(event.words)}`;
    case 'after-upload':
      return `${event.file}: ${event.result}${quoted(event.words)}`;
    case 'conservation-alarm':
      return `${event.differences} differences`;
    case 'folder-state':
      return `${event.state}${quoted(event.words)}`;
    case 'watcher-problem':
      return `${event.problem}${quoted(event.words)}`;
    case 'spool-problem':
    case 'engine-failed':
      return event.words ?? '';
  }
}

function quoted(text: string | null): string {
  return text === null || text === '' ? '' : ` ("${text}")`;
}
