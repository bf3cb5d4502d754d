// Calls of single pages: one set, one batch, what happened, the search.
import { saveText } from '../save-text';
import { ok, problem, type Handlers } from './answer-call';
import type { Services } from './services';

type PageCalls = Pick<
  Handlers,
  | 'activity.list'
  | 'batches.attempts'
  | 'batches.evidence'
  | 'batches.get'
  | 'search.find'
  | 'sets.batchIds'
  | 'sets.export'
  | 'sets.get'
>;

export function pageCalls({ views, desktop }: Pick<Services, 'views' | 'desktop'>): PageCalls {
  let searching = new AbortController();
  return {
    'sets.get': async ({ setId }) => orNotFound(await views.setDetails(setId)),
    'sets.batchIds': async (page) => ok(await views.batchIdsOfSet(page)),
    'sets.export': async ({ setId }) => {
      const made = await views.exportSet(setId);
      if (made === null) return problem('not-found');
      const path = await desktop.pickFileToSave(`${fileNameOf(made.name)}.csv`, 'csv');
      if (path === null) return ok({ path, documents: 0 });
      const saved = await saveText(path, made.text);
      return saved.kind === 'saved'
        ? ok({ path, documents: made.documents })
        : problem('failed', { detail: saved.detail });
    },
    'batches.get': async ({ batchId }) => orNotFound(await views.batchDetails(batchId)),
    'batches.attempts': async (page) => ok(await views.attemptsOfBatch(page)),
    'batches.evidence': async (which) => orNotFound(await views.attemptEvidence(which)),
    'activity.list': async (request) => ok(await views.activity(request)),
    'search.find': async ({ text }) => {
      searching.abort();
      searching = new AbortController();
      return ok(await views.search(text, { signal: searching.signal }));
    },
  };
}

function orNotFound<Value>(value: Value | null): ReturnType<typeof ok<Value>> {
  return value === null ? problem('not-found') : ok(value);
}

/** In bytes of UTF-8: a file's name has 255 on most systems, and the file being written has a longer one for a moment. */
const longestName = 120;

/** A set's name may have anything in it; no file system takes all of that. */
function fileNameOf(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}<>:"/\\|?*]+/gu, '-').replaceAll(/^[\s.-]+/g, '');
  let short = '';
  // Whole characters: half of one is no UTF-8.
  for (const character of plain) if (Buffer.byteLength(short + character) <= longestName) short += character;
  const clean = short.replaceAll(/[\s.-]+$/g, '');
  return clean === '' ? 'batchdrop-batches' : `batchdrop-${clean}`;
}
