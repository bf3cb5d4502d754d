// What the sandbox saw: one entry per request, so that a test can compare what a client believes with what got here.
import type { Endpoint, Fault } from './faults';

export type RequestOutcome =
  | { readonly kind: 'under-way' }
  /** Held still by a fault; now, or until the client or the sandbox gave up. */
  | { readonly kind: 'stalled' }
  /** This status was handed to the connection; a fault may have sent only a part of the answer. */
  | { readonly kind: 'answered'; readonly status: number }
  /** Closed or reset by a fault. */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'reset' }
  /** The client went away, or the sandbox was closed, before the answer was out. */
  | { readonly kind: 'broken-off' };

export interface SandboxRequest {
  /** null for a path or a method that no endpoint has. */
  readonly endpoint: Endpoint | null;
  /** Counts the requests to this endpoint from 1, since the sandbox started. */
  readonly number: number;
  /** By the sandbox's clock. */
  readonly startedAt: number;
  /** null as long as it is under way, or stalled with the client still there. */
  readonly endedAt: number | null;
  /** What the client announced; null when it did not. */
  readonly contentLength: number | null;
  /** Body bytes that were read; no more than a few buffers (about 200 KB) left the system's own beyond them. */
  readonly bodyBytes: number;
  /** What the plan said. A fault that waits for a moment, a size or a document may never have struck. */
  readonly fault: Fault | null;
  /** The batch that was stored, whatever the client was told of it. */
  readonly batchId: string | null;
  readonly outcome: RequestOutcome;
}

/** Where one request writes what happens to it. */
export interface RequestEntry {
  readonly number: number;
  fault(fault: Fault | null): void;
  read(bytes: number): void;
  bodyBytes(): number;
  stored(batchId: string): void;
  outcome(outcome: RequestOutcome): void;
  end(): void;
}

export interface RequestLog {
  add(endpoint: Endpoint | null, contentLength: number | null): RequestEntry;
  /** As they are now, in the order they came; the newest 10,000. */
  requests(): SandboxRequest[];
}

// A sandbox that a person left running must not grow for ever.
const keptRequests = 10_000;

/** Starts an empty log; times are the clock's. */
export function createRequestLog(now: () => number): RequestLog {
  const kept: { -readonly [Key in keyof SandboxRequest]: SandboxRequest[Key] }[] = [];
  const numbers = new Map<Endpoint | null, number>();
  return {
    add: (endpoint, contentLength) => {
      const number = (numbers.get(endpoint) ?? 0) + 1;
      numbers.set(endpoint, number);
      const entry: (typeof kept)[number] = {
        ...{ endpoint, number, contentLength, startedAt: now(), endedAt: null, bodyBytes: 0, fault: null },
        ...{ batchId: null, outcome: { kind: 'under-way' } },
      };
      kept.push(entry);
      if (kept.length > keptRequests) kept.shift();
      return {
        number,
        fault: (fault) => (entry.fault = fault),
        read: (bytes) => (entry.bodyBytes += bytes),
        bodyBytes: () => entry.bodyBytes,
        stored: (batchId) => (entry.batchId = batchId),
        outcome: (outcome) => (entry.outcome = outcome),
        end: () => (entry.endedAt = now()),
      };
    },
    requests: () => kept.map((entry) => ({ ...entry })),
  };
}
