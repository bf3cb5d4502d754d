// Sample verdicts of "test my set-up".
import type { Rehearsal, RehearsalResult } from '../../preload/contract';

type OnScreen = RehearsalResult['onScreen'];

const onScreen: Partial<Record<Rehearsal, OnScreen>> = {
  'reply-lost': [{ kind: 'batch-in-doubt', reason: '', count: 1 }],
  'no-batch-id': [{ kind: 'batch-in-doubt', reason: '', count: 1 }],
  'poison-document': [{ kind: 'document', reason: 'server-error', count: 1 }],
  'credentials-refused': [
    { kind: 'credential-paused', reason: 'credential-refused', count: 1 },
    { kind: 'batch-held', reason: 'credential-refused', count: 1 },
    { kind: 'batch-sealed', reason: '', count: 1 },
  ],
  redirect: [{ kind: 'batch-held', reason: 'redirected', count: 2 }],
  'bad-certificate': [
    { kind: 'batch-waiting', reason: 'network', count: 1 },
    { kind: 'batch-sealed', reason: '', count: 1 },
  ],
};

const undelivered: Partial<Record<Rehearsal, number>> = {
  'poison-document': 1,
  'credentials-refused': 6,
  redirect: 6,
  'bad-certificate': 6,
};

/** `isBroken`: a lost answer was followed by a second delivery, as no rehearsal should end. */
export function sampleRehearsal(rehearsal: Rehearsal, { isBroken }: { isBroken: boolean }): RehearsalResult {
  const twice = isBroken && rehearsal === 'reply-lost' ? 4 : 0;
  const documents = 6;
  return {
    ...{ rehearsal, passed: twice === 0, durationMs: 2_480, documents, deliveredTwice: twice },
    deliveredOnce: documents - twice - (undelivered[rehearsal] ?? 0),
    onScreen: twice > 0 ? [] : (onScreen[rehearsal] ?? []),
    steps: [
      { afterMs: 12, type: 'folder-state', state: 'watching', words: null, detail: 'watching' },
      {
        afterMs: 140,
        type: 'document-ready',
        file: 'Alder & Finch 2026-0417.pdf',
        detail: 'Alder & Finch 2026-0417.pdf',
      },
      { afterMs: 390, type: 'batch-sealed', batch: 1, documents: 4, sizeBytes: 20_184, detail: 'batch 1' },
      { afterMs: 402, type: 'batch-sending', batch: 1, attempt: 1, detail: 'batch 1: attempt 1' },
      {
        ...{ afterMs: 455, type: 'sandbox-request', request: 'upload', number: 1, outcome: 'answered', status: 200 },
        ...{ readBytes: 21_007, wholeBytes: 21_007, stored: true, detail: 'uploadbatch 1: answered 200' },
      },
      { afterMs: 461, type: 'batch-accepted', batch: 1, serverBatchId, detail: `batch 1: ${serverBatchId}` },
      ...Array.from({ length: twice }, (_, index) => {
        const problem = { kind: 'delivered-often', file: `Scan ${index + 1}.png`, times: 2 } as const;
        return { afterMs: 2_480, type: 'promise-broken', problem, detail: 'delivered 2 times' } as const;
      }),
    ],
  };
}

const serverBatchId = '169a4df0-52c4-4835-8bb4-10296c8e5e3a';
