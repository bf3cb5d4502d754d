// "Test this folder", and the look at what was dropped on the window: which files would be taken, which not and why.
import type { FolderDraft } from './folders';

/** What would become of a file. `known`: the ledger has it already, unchanged. */
export const fileVerdicts = ['taken', 'waiting', 'refused', 'ignored', 'known'] as const;
export type FileVerdict = (typeof fileVerdicts)[number];

/** Why a file would be waited for: it is not whole yet, or it is being written to. */
export type WaitingReason = 'empty' | 'incomplete' | 'changing';
/** Why a file would be set aside, for a person to see. */
export type RefusedReason = 'wrong-type' | 'encrypted' | 'too-large' | 'unreadable';
/** Why a file or a folder is never looked at. `own-files`: it is the program's own. */
export type IgnoredReason = 'temporary' | 'system' | 'hidden' | 'sent-folder' | 'no-file' | 'own-files';
/** What became of a file that the ledger has. */
export type KnownReason = 'delivered' | 'on-the-way' | 'duplicate' | 'set-aside' | 'withdrawn';

export type PreviewedFile = {
  /** Inside the folder, with `/` between names. An ignored folder stands for all that it holds, and ends with `/`. */
  readonly relativePath: string;
  /** null for what was not looked at. */
  readonly sizeBytes: number | null;
} & (
  | { readonly verdict: 'taken'; readonly kind: string }
  | { readonly verdict: 'waiting'; readonly reason: WaitingReason; readonly detail: string }
  | { readonly verdict: 'refused'; readonly reason: RefusedReason; readonly detail: string }
  | { readonly verdict: 'ignored'; readonly reason: IgnoredReason }
  /** `detail`: the reason of one that is set aside. */
  | { readonly verdict: 'known'; readonly reason: KnownReason; readonly detail: string }
);

export interface FilesPreview {
  /** Files by verdict; an ignored folder counts as one. */
  readonly counts: Readonly<Record<FileVerdict, number>>;
  /** Sum of the files that would be taken. */
  readonly takenBytes: number;
  /** The first 200, in the order in which they were found. */
  readonly files: readonly PreviewedFile[];
  /** Sub-folders that could not be read; at most 20. */
  readonly unreadableFolders: readonly string[];
  /** The time was up before everything was looked at: there is more than the counts say. */
  readonly isCutOff: boolean;
}

export type FolderPreview =
  | ({ readonly kind: 'looked' } & FilesPreview)
  /** The next call for a preview ended this one. */
  | { readonly kind: 'cancelled' };

/** How many files a preview names. */
export const previewedFiles = 200;

export interface PreviewCalls {
  /**
   * Looks at a folder as a scan would, for at most 5 seconds; sends nothing and writes nothing. Of the draft it needs the
   * path, `otherImages` and `maxMegabytes`; the rest may still be missing.
   */
  'folders.preview': { request: { draft: FolderDraft }; value: FolderPreview };
}
