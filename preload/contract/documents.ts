// What a person does with single documents, zips and sets: show, save, rename; and the address of a document's content.

/**
 * Where the window fetches the content of a document, for a picture of it: the original while it is unchanged, else what
 * was sealed; 404 when neither is there, 413 above 200 MB. Takes `Range`.
 */
export function documentAddress(documentId: number): string {
  return `app://batchdrop/documents/${documentId}`;
}

export type SavedZip =
  | { readonly kind: 'saved'; readonly path: string }
  /** The dialog was closed. */
  | { readonly kind: 'closed' }
  /** Its content is not what was sealed; nothing was saved. */
  | { readonly kind: 'zip-damaged' };

export interface DocumentCalls {
  /** Shows the original in the file manager, where it was moved to. `not-found` when it is not there any more. */
  'documents.reveal': { request: { documentId: number }; value: null };
  /** Saves a batch's sealed zip where the user says. `not-found` when the zip is not kept any more. */
  'batches.saveZip': { request: { batchId: number }; value: SavedZip };
  /** Gives a set that is still to be created another name. `wrong-state` once anything of it left this computer. */
  'sets.rename': { request: { setId: number; name: string }; value: null };
}
