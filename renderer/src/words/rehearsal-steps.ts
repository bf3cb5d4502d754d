// What happened in a rehearsal, in order: each step as a plain sentence.
import type { RehearsalEvent, RehearsalRequest } from '../../../preload/contract';
import { locale, t } from '../i18n/translate';
import { formatSize } from './numbers';
import { heldReason, setAsideReason, setReason, splitReason, waitCause } from './reasons';
import { problemWords } from './rehearsals';

export interface StepWords {
  readonly sentence: string;
  /** The reason as a sentence of its own, where there is one. */
  readonly reason?: string;
  /** The server's or the system's own words, to be shown as a quotation. */
  readonly quote?: string | null;
}

/** A kind of step without a sentence does not compile. */
export function stepWords(step: RehearsalEvent): StepWords {
  switch (step.type) {
    case 'folder-state':
      return { sentence: t(`rehearsals.steps.folder-state.${step.state}`), quote: step.words };
    case 'document-ready':
      return { sentence: t('rehearsals.steps.document-ready', { file: step.file }) };
    case 'document-set-aside': {
      const { file, reason, words: quote } = step;
      return { sentence: t('rehearsals.steps.document-set-aside', { file }), reason: setAsideReason(reason), quote };
    }
    case 'document-duplicate': {
      const { file, asks } = step;
      const key = asks ? 'rehearsals.steps.document-duplicate-asks' : 'rehearsals.steps.document-duplicate';
      return { sentence: t(key, { file }) };
    }
    case 'batch-sealed': {
      const { batch, documents: count, sizeBytes } = step;
      return { sentence: t('rehearsals.steps.batch-sealed', { batch, count, size: formatSize(sizeBytes) }) };
    }
    case 'batch-sending': {
      const { batch, attempt } = step;
      const again = t('rehearsals.steps.batch-sending-again', { batch, attempt });
      return { sentence: attempt > 1 ? again : t('rehearsals.steps.batch-sending', { batch }) };
    }
    case 'batch-accepted': {
      const { batch, serverBatchId: batchId } = step;
      return { sentence: t('rehearsals.steps.batch-accepted', { batch, batchId }) };
    }
    case 'batch-waiting':
    case 'batch-held':
    case 'batch-splitting': {
      const { type, batch, reason, words: quote } = step;
      return { sentence: t(`rehearsals.steps.${type}`, { batch }), reason: batchReasons[type](reason), quote };
    }
    case 'batch-split': {
      const { batch, into } = step;
      return { sentence: t('rehearsals.steps.batch-split', { batch, count: into.length, into: listOf(into) }) };
    }
    case 'batch-in-doubt':
      return { sentence: t('rehearsals.steps.batch-in-doubt', { batch: step.batch }), quote: step.words };
    case 'batch-decided': {
      const { batch, decision, by } = step;
      const isSetting = decision === 'send-again' && by === 'setting';
      return {
        sentence: t(`rehearsals.steps.batch-decided.${isSetting ? 'send-again-by-setting' : decision}`, { batch }),
      };
    }
    case 'set-needs-attention': {
      const { batch, reason } = step;
      return { sentence: t('rehearsals.steps.set-needs-attention', { batch }), reason: setReason(reason) };
    }
    case 'credential-paused': {
      const { reason, words: quote } = step;
      return { sentence: t('rehearsals.steps.credential-paused'), reason: heldReason(reason), quote };
    }
    case 'after-upload': {
      const { file, result, words: quote } = step;
      return { sentence: t(`rehearsals.steps.after-upload.${result}`, { file }), quote };
    }
    case 'conservation-alarm': {
      const { differences: count } = step;
      const alarm = t('rehearsals.steps.conservation-alarm', { count });
      return { sentence: count === 0 ? t('rehearsals.steps.adds-up') : alarm };
    }
    case 'watcher-problem':
      return { sentence: t(`rehearsals.steps.watcher-problem.${step.problem}`), quote: step.words };
    case 'spool-problem':
    case 'engine-failed':
      return { sentence: t(`rehearsals.steps.${step.type}`), quote: step.words };
    case 'sandbox-request':
      return { sentence: requestSentence(step) };
    case 'promise-broken':
      return { sentence: problemWords(step.problem) };
  }
}

const batchReasons = { 'batch-waiting': waitCause, 'batch-held': heldReason, 'batch-splitting': splitReason };

function requestSentence({ request, outcome, stored, ...seen }: RehearsalRequest): string {
  const { number, status, readBytes, wholeBytes } = seen;
  switch (request) {
    case 'upload': {
      const how = stored ? (`${outcome}-stored` as const) : outcome;
      const amounts = { read: formatSize(readBytes), whole: formatSize(wholeBytes) };
      return t(`rehearsals.steps.upload.${how}`, { number, status, ...amounts });
    }
    case 'token':
      return t(`rehearsals.steps.token.${outcome}`, { number, status });
    case 'other':
      return t(`rehearsals.steps.other.${outcome}`, { status });
  }
}

/** "2 and 3", in the form of the locale. */
function listOf(batches: readonly number[]): string {
  const numbers = batches.map((batch) => new Intl.NumberFormat(locale()).format(batch));
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(numbers);
}
