// The program itself.

/** `en-XA` is the test language: English with accents, in brackets. */
export const languages = ['en', 'de', 'en-XA'] as const;
export type Language = (typeof languages)[number];

export type StoppedReason =
  | 'data-folder-in-use' // another Batchdrop works on it
  | 'data-folder-unwritable'
  | 'ledger-newer' // made by a newer program
  | 'ledger-unwritable'
  | 'settings-unreadable'
  | 'spool-unreachable' // the spool is on a drive that is away
  | 'policy-refused' // the computer's policy is there and cannot be followed; `policy.get` says why
  | 'failed';

export interface AppInfo {
  readonly version: string;
  readonly electronVersion: string;
  readonly platform: string;
  readonly language: Language;
  /** How dates and numbers are written, such as "de-AT". */
  readonly locale: string;
  /** Where secrets can go on this machine. `none`: memory only, until weak storage is accepted. */
  readonly keyring: 'available' | 'weak-accepted' | 'none';
  readonly dataFolder: string;
  readonly sandbox: { readonly running: boolean; readonly folder: string | null };
  /** Why the program cannot work at all; null when it does. */
  readonly stopped: StoppedReason | null;
  /** Damaged files that were set aside at this start; new ones were begun. */
  readonly keptAside: readonly { readonly what: 'ledger' | 'settings'; readonly path: string }[];
}

export interface AppCalls {
  'app.info': { request: null; value: AppInfo };
  'app.startSandbox': { request: null; value: { folder: string } };
  'app.acceptWeakStorage': { request: null; value: null };
  'app.openFolder': { request: { folderId: string }; value: null };
  'app.copyText': { request: { text: string }; value: null };
}
