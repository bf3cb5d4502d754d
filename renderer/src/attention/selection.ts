// Which of the waiting things are chosen, and what can be decided about all of them together. Pure.
import { bulkLimit, type AttentionItem, type AttentionKind } from '../../../preload/contract';
import { attentionKey } from '../words/attention';
import { canTryAgain } from '../words/reasons';

/** By key, in the order of choosing; at most `bulkLimit`. */
export type Selection = ReadonlyMap<string, AttentionItem>;

export const nothingChosen: Selection = new Map();

const decidableTogether = ['batch-in-doubt', 'batch-held', 'document', 'duplicate'] as const;
export type BulkKind = (typeof decidableTogether)[number];
type BulkItem = Extract<AttentionItem, { readonly kind: BulkKind }>;

/** Whether one word can be about many of this kind. The others need something of their own each: a password, a number. */
export function isBulkKind(kind: AttentionKind): kind is BulkKind {
  return decidableTogether.some((known) => known === kind);
}

/** Whether the row has a box to choose it by. */
export function isChoosable(item: AttentionItem): item is BulkItem {
  return isBulkKind(item.kind);
}

/** With these, or without them; what is over the limit is left out. */
export function chosen(selection: Selection, items: readonly AttentionItem[], isChosen: boolean): Selection {
  const next = new Map(selection);
  for (const item of items) {
    const key = attentionKey(item);
    if (!isChosen) next.delete(key);
    else if (isChoosable(item) && (next.has(key) || next.size < bulkLimit)) next.set(key, item);
  }
  return next;
}

/** The rows from one to another, whichever stands first; only `to` when the other one is gone. */
export function rowsBetween(
  items: readonly AttentionItem[],
  fromKey: string | null,
  to: AttentionItem,
): readonly AttentionItem[] {
  const keys = items.map(attentionKey);
  const [from, end] = [fromKey === null ? -1 : keys.indexOf(fromKey), keys.indexOf(attentionKey(to))];
  return from < 0 || end < 0 ? [to] : items.slice(Math.min(from, end), Math.max(from, end) + 1);
}

/**
 * What is still to be decided: nobody's word goes to something that changed unseen. `items` is what the list shows now,
 * `isWhole` says that nothing else waits; of what the list has not loaded nothing can be said.
 */
export function stillWaiting(selection: Selection, items: readonly AttentionItem[], isWhole: boolean): Selection {
  if (selection.size === 0) return selection;
  const now = new Map(items.map((item) => [attentionKey(item), item]));
  const kept = [...selection].flatMap(([key, before]): [string, AttentionItem][] => {
    const item = now.get(key);
    if (item === undefined) return isWhole ? [] : [[key, before]];
    return item.kind === before.kind ? [[key, item]] : [];
  });
  return new Map(kept);
}

/** What a person can say about all that is chosen. */
export type BulkAction =
  | { readonly about: 'documents'; readonly word: 'send'; readonly ids: readonly number[]; readonly risk: SendRisk }
  | { readonly about: 'documents'; readonly word: 'leave-out'; readonly ids: readonly number[] }
  | { readonly about: 'batches'; readonly word: 'retry' | 'send-again'; readonly ids: readonly number[] }
  | {
      readonly about: 'batches';
      readonly word: 'withdraw';
      readonly ids: readonly number[];
      /** Some of them may have arrived. */
      readonly isAnyInDoubt: boolean;
    };

/** What sending may lead to: content that is there twice, or only may be; `none`: it was not delivered for certain. */
type SendRisk = 'none' | 'maybe-twice' | 'twice';

export interface BulkChoice {
  readonly actions: readonly BulkAction[];
  /** Why something that one of them allows is not offered for all; null when nothing is missing. */
  readonly missing: 'documents-with-batches' | 'held-with-in-doubt' | 'some-need-new-file' | null;
}

/** Only what fits all of them. */
export function bulkChoice(selection: Selection): BulkChoice {
  const items = [...selection.values()].filter(isChoosable);
  const batches = items.flatMap((item) => ('batch' in item ? [item] : []));
  const documents = items.flatMap((item) => ('batch' in item ? [] : [item]));
  if (items.length === 0) return { actions: [], missing: null };
  if (batches.length === 0) return aboutDocuments(documents);
  if (documents.length === 0) return aboutBatches(batches);
  return { actions: [], missing: 'documents-with-batches' };
}

function aboutDocuments(items: readonly Exclude<BulkItem, { readonly batch: unknown }>[]): BulkChoice {
  const ids = items.map(({ documentId }) => documentId);
  const leaveOut = { about: 'documents', word: 'leave-out', ids } as const;
  if (items.some((item) => item.kind === 'document' && !canTryAgain(item.reason))) {
    return { actions: [leaveOut], missing: 'some-need-new-file' };
  }
  return { actions: [{ about: 'documents', word: 'send', ids, risk: riskOf(items) }, leaveOut], missing: null };
}

function riskOf(items: readonly Exclude<BulkItem, { readonly batch: unknown }>[]): SendRisk {
  if (items.some(({ kind }) => kind === 'duplicate')) return 'twice';
  return items.some((item) => item.kind === 'document' && item.reason === 'maybe-delivered') ? 'maybe-twice' : 'none';
}

function aboutBatches(items: readonly Extract<BulkItem, { readonly batch: unknown }>[]): BulkChoice {
  const ids = items.map(({ batch }) => batch.id);
  const inDoubt = items.filter(({ kind }) => kind === 'batch-in-doubt').length;
  const withdraw = { about: 'batches', word: 'withdraw', ids, isAnyInDoubt: inDoubt > 0 } as const;
  if (inDoubt === 0) return { actions: [{ about: 'batches', word: 'retry', ids }, withdraw], missing: null };
  if (inDoubt < items.length) return { actions: [withdraw], missing: 'held-with-in-doubt' };
  return { actions: [{ about: 'batches', word: 'send-again', ids }, withdraw], missing: null };
}
