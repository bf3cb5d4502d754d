// Documents that a person hands over: dropped on the window, or chosen in a dialog. The window never names their paths:
// it gets a token for them.
import type { FolderDraft } from './folders';
import type { FilesPreview, RefusedReason, WaitingReason } from './previews';
import type { Page, PageRequest } from './reply';

/** What was handed over. The token leads to the paths as long as the program runs, and is used up by `drops.send`. */
export interface HandedOver {
  readonly token: string;
  /** The last names of what was handed over; at most 20 of `count`. */
  readonly names: readonly string[];
  readonly count: number;
}

/** How a drop is sent: a watched folder's profile without what only a folder has. */
export type DropProfile = Pick<
  FolderDraft,
  | 'credentialId'
  | 'documentType'
  | 'invoiceType'
  | 'processingPref'
  | 'sendSourceName'
  | 'priority'
  | 'accountId'
  | 'maxDocuments'
  | 'maxMegabytes'
  | 'duplicates'
  | 'otherImages'
>;

/** Which set the documents of a drop go into. */
export type DropSet =
  | { readonly kind: 'none' }
  /** One that exists on the server. */
  | { readonly kind: 'existing'; readonly referenceNumber: string }
  /** May hold {date}, {time} and {number}. */
  | { readonly kind: 'new'; readonly name: string }
  /** A set of the ledger that is planned, being created or open, of the profile's own credential. */
  | { readonly kind: 'known'; readonly setId: number };

export type DropInspection =
  | ({ readonly kind: 'looked' } & FilesPreview)
  /** The next call for an inspection ended this one. */
  | { readonly kind: 'cancelled' };

/** A file that was left out of a drop, and why. */
export interface LeftOutFile {
  readonly relativePath: string;
  readonly reason: RefusedReason | WaitingReason | 'vanished';
  readonly detail: string;
}

/** Looked at and not sent; ignored names are not among them. */
export interface LeftOut {
  readonly leftOut: number;
  /** The first 200. */
  readonly leftOutFiles: readonly LeftOutFile[];
}

export type DropSent =
  | ({ readonly kind: 'sent'; readonly dropId: string; readonly files: number; readonly sizeBytes: number } & LeftOut)
  /** There was no document in it that could be sent; the token is still good. */
  | ({ readonly kind: 'nothing-to-send' } & LeftOut)
  /** It was discarded while its files were copied; the token is still good. */
  | { readonly kind: 'discarded' };

export interface DropView {
  readonly id: string;
  /**
   * `copying`: its files are being copied. `sending`: they are on their way. `interrupted`: the program ended while they were
   * copied, nothing of it was or will be sent. `left-over`: its profile is lost, and not all of its copies were sent.
   */
  readonly state: 'copying' | 'sending' | 'interrupted' | 'left-over';
  readonly droppedAt: number;
  readonly files: number;
  readonly sizeBytes: number;
  /** While copying. */
  readonly copiedBytes: number | null;
  /** Documents that are not delivered, withdrawn or duplicates that were decided about; null when nobody has counted yet. */
  readonly unfinished: number | null;
  /** What the ledger's folder paths say of it; null while copying. */
  readonly folderPath: string | null;
  readonly credentialName: string | null;
}

/** What the path of a drop's folder tells: every view that has `folderPath` may have one of a drop. */
export interface DropName {
  readonly droppedAt: number;
  readonly files: number;
}

const dropFolder = /[\\/]drops[\\/](\d{13,15})-(\d{1,9})-[0-9a-f]{12}$/;

/** When the folder at this path was dropped and how many files it holds; null for a folder that is watched. */
export function dropOf(folderPath: string): DropName | null {
  const [, droppedAt, files] = dropFolder.exec(folderPath) ?? [];
  return droppedAt === undefined ? null : { droppedAt: Number(droppedAt), files: Number(files) };
}

export interface DropCalls {
  /** The system's dialog; null when it was closed. Some systems choose either files or folders in one dialog. */
  'drops.pick': { request: { what: 'files' | 'folders' }; value: HandedOver | null };
  /** Looks at what was handed over, for at most 5 seconds. Paths begin with the names in `HandedOver`. */
  'drops.inspect': {
    request: { token: string; otherImages: boolean; maxMegabytes: number };
    value: DropInspection;
  };
  /** Copies what was handed over and sends the copies; the originals stay as they are. Answers when all is copied. */
  'drops.send': { request: { token: string; profile: DropProfile; set: DropSet }; value: DropSent };
  /** Drops that are not done with, the newest first. */
  'drops.list': { request: PageRequest; value: Page<DropView> };
  /**
   * Ends the copying of a drop, or closes one of which nothing will be sent any more, because it was cut short or its copies
   * are gone. Its copies are removed. `wrong-state` for one that still has something on its way.
   */
  'drops.discard': { request: { dropId: string }; value: null };
  /** The first folder of what was handed over, for the folder form; null when there is none in it. */
  'folders.pickDropped': { request: { token: string }; value: { path: string | null } };
}
