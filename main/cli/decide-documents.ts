// A person's decision about set-aside documents and duplicates: to be sent after all, or to be heard of no more.
import { systemClock } from '../engine/clock';
import type { DocumentId } from '../engine/model';
import type { DocumentFigure } from '../ledger/views/views';
import type { Decided } from './decided';
import type { DataFolder } from './with-ledger';

/** The documents with these ids; `unknown` names those that there are none of. */
export async function findDocuments(
  { views }: DataFolder,
  ids: readonly number[],
): Promise<{ readonly unknown: readonly number[]; readonly documents: readonly DocumentFigure[] }> {
  const documents = await views.documentsById(ids);
  const known = new Set(documents.map(({ documentId }) => documentId));
  return { unknown: [...new Set(ids)].filter((id) => !known.has(id)), documents };
}

/** Carries the decision out, if the document still waits for one. */
export async function decideDocument(
  { ledger, views }: DataFolder,
  { documentId: id, relativePath }: DocumentFigure,
  decision: 'send-anyway' | 'dismiss',
): Promise<Decided> {
  const at = systemClock.now();
  const isDone =
    decision === 'dismiss'
      ? await ledger.documents.dismiss(id as DocumentId, at)
      : await ledger.documents.sendAnyway(id as DocumentId, at);
  const [after] = await views.documentsById([id]);
  const result = { kind: 'document' as const, id, state: after?.state ?? 'gone' };
  if (!isDone) return { ...result, sentence: '', problem: whyNot(id, relativePath, after) };
  const words = decision === 'dismiss' ? 'is left out until its file changes' : 'is looked at again and sent';
  return { ...result, sentence: `Document ${id} "${relativePath}" ${words}.`, problem: null };
}

function whyNot(id: number, path: string, after: DocumentFigure | undefined): string {
  const name = `Document ${id} "${path}"`;
  if (after === undefined) return `${name} went away; its file was taken out of the folder.`;
  if (after.state === 'delivered') return `${name} was delivered; nothing is left to decide about it.`;
  if (after.state === 'set-aside' || after.state === 'duplicate') {
    return `${name} was replaced by a newer version of the file; decide about that one.`;
  }
  return `${name} is ${after.state}, so it is on its way; wait for what comes of it.`;
}
