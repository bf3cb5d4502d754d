// What happened in a rehearsal, in order: what the engine told and what the sandbox saw.
import type { RehearsalResult } from '../../preload/contract';
import type { EngineEvent } from '../engine/events';
import type { SandboxRequest } from '../sandbox/request-log';

type Step = RehearsalResult['steps'][number];

// The contract's limit (preload/contract.ts).
const mostSteps = 200;

/** The engine's part; null for what adds nothing to the story. */
export function stepOf(event: EngineEvent, afterMs: number): Step | null {
  const detail = detailOf(event);
  return detail === null ? null : { afterMs, type: event.type, detail };
}

/** The sandbox's part: one step per request, when it was over. */
export function requestStep({ endpoint, number, ...request }: SandboxRequest, beganAt: number): Step {
  const { startedAt, endedAt, bodyBytes, contentLength, batchId, outcome } = request;
  const how = outcome.kind === 'answered' ? `answered ${outcome.status}` : outcome.kind;
  const read = contentLength === null ? `${bodyBytes} bytes` : `${bodyBytes} of ${contentLength} bytes`;
  return {
    afterMs: (endedAt ?? startedAt) - beganAt,
    type: 'sandbox-request',
    detail: `${endpoint ?? 'unknown'} ${number}: ${how} after ${read}${batchId === null ? '' : ', stored'}`,
  };
}

/** In order of time, with what is wrong at the end; at most as many as the contract allows. */
export function inOrder(steps: readonly Step[], problems: readonly string[], durationMs: number): Step[] {
  const wrong = problems.slice(0, mostSteps).map((detail) => ({ afterMs: durationMs, type: 'promise-broken', detail }));
  const story = [...steps].sort((a, b) => a.afterMs - b.afterMs);
  return [...story.slice(0, mostSteps - wrong.length), ...wrong];
}

function detailOf(event: EngineEvent): string | null {
  switch (event.type) {
    case 'document-ready':
      return event.relativePath;
    case 'document-set-aside':
      return `${event.relativePath}: ${event.reason}${words(event.detail)}`;
    case 'document-duplicate':
      return event.relativePath;
    case 'batch-sealed':
      return `batch ${event.batchId}: ${event.documents} documents, ${event.zipSizeBytes} bytes`;
    case 'batch-sending':
      return `batch ${event.batchId}: attempt ${event.attempt}`;
    case 'batch-accepted':
      return `batch ${event.batchId}: ${event.serverBatchId}`;
    case 'batch-waiting':
      return `batch ${event.batchId}: ${event.cause}${words(event.serverWords)}`;
    case 'batch-held':
    case 'batch-splitting':
      return `batch ${event.batchId}: ${event.reason}${words(event.serverWords)}`;
    case 'batch-split':
      return `batch ${event.batchId}: into ${event.into.join(' and ')}`;
    case 'batch-in-doubt':
      return `batch ${event.batchId}${words(event.serverWords)}`;
    case 'batch-decided':
      return `batch ${event.batchId}: ${event.decision}, by ${event.by}`;
    case 'set-needs-attention':
      return `batch ${event.batchId}: ${event.reason}`;
    case 'credential-paused':
      return `${event.reason}${words(event.serverWords)}`;
    case 'after-upload':
      return `${event.relativePath}: ${event.result}${words(event.detail)}`;
    case 'conservation-alarm':
      return `${event.differences.length} differences`;
    case 'folder-state':
      return `${event.state}${words(event.detail)}`;
    case 'watcher-problem':
      return `${event.problem}${words(event.detail)}`;
    case 'spool-problem':
    case 'engine-failed':
      return event.detail;
    case 'scan-finished':
    case 'batch-progress':
    case 'credential-resumed':
    case 'document-decided':
      return null;
  }
}

function words(text: string | null): string {
  return text === null || text === '' ? '' : ` ("${text}")`;
}
