// What looking at a file's bytes can say about it.
import type { DocumentKind } from '../../model';

export type ContentJudgement =
  | { readonly kind: 'complete'; readonly documentKind: DocumentKind }
  | {
      /** The beginning of a document; the rest may still come. */
      readonly kind: 'incomplete';
      /** null while there are only zero bytes: space that a copying program took in advance. */
      readonly documentKind: DocumentKind | null;
      /** What is missing. */
      readonly detail: string;
    }
  | {
      readonly kind: 'wrong-type';
      /** What it seems to be instead. */
      readonly detail: string;
    }
  /** A PDF that asks for a password. */
  | { readonly kind: 'encrypted' };

export function complete(documentKind: DocumentKind): ContentJudgement {
  return { kind: 'complete', documentKind };
}

export function incomplete(documentKind: DocumentKind | null, detail: string): ContentJudgement {
  return { kind: 'incomplete', documentKind, detail };
}
