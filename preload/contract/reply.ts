// How every call is answered, and how long lists are asked for.

/** A call that could not be done: what went wrong, at which form field, and what the server or system said. */
export interface Problem {
  readonly code: ProblemCode;
  readonly field?: string;
  /** The server's or the operating system's own words. Never a secret. */
  readonly detail?: string;
}

export type ProblemCode =
  | 'invalid-request' // the call did not fit its schema
  | 'required' // the field is empty
  | 'invalid-url'
  | 'plain-http' // http:// off loopback
  | 'name-taken'
  | 'not-found'
  | 'in-use' // a credential that folders still use
  | 'folder-missing'
  | 'folder-unreadable'
  | 'folder-overlaps' // one watched folder inside another would deliver documents twice
  | 'folder-reserved' // the program's own data folder
  | 'insurances-b2c-only'
  | 'out-of-range'
  | 'invalid-template'
  | 'no-secret' // nothing saved and nothing given
  | 'keyring-missing'
  | 'wrong-state' // the batch moved on meanwhile
  | 'managed' // locked by the computer's policy; detail: the organisation's name
  | 'failed';

export type Reply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };

export interface Page<Item> {
  readonly items: readonly Item[];
  /** All rows that match, not only this page's. */
  readonly total: number;
}

export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}
