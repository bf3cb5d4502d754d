// What the organisation that looks after this computer decided, so that the window can say so at each field.

/** The settings that a policy can name, as `field` in a problem names them too. */
export const managedSettings = [
  'language',
  'keepZipsDays',
  'activityDays',
  'spoolMaxMegabytes',
  'places',
  'placesPerCredential',
  'bytesPerSecond',
  'timetable',
  'pauseOnMetered',
] as const;
export type ManagedSetting = (typeof managedSettings)[number];

/** Which versions an update may come from; `off`: the organisation brings updates itself. */
export const updateChannels = ['stable', 'preview', 'off'] as const;
export type UpdateChannel = (typeof updateChannels)[number];

/** What a policy says something about. `locked`: only the organisation changes it. Else it is a preset, a default. */
export interface Managed {
  readonly locked: boolean;
}

export interface PolicyInForce {
  /** Who set it, for "Set by …", and whom to ask; null when the policy does not say. */
  readonly organisation: string;
  readonly contact: string | null;
  /** By credential id. Of a locked one only password and token can be saved here. */
  readonly credentials: Readonly<Record<string, Managed>>;
  /** By folder id. */
  readonly folders: Readonly<Record<string, Managed>>;
  readonly settings: Readonly<Partial<Record<ManagedSetting, Managed>>>;
  readonly updateChannel: (Managed & { readonly value: UpdateChannel }) | null;
  /** Watched folders of one's own that rest, because they overlap one of the policy's. */
  readonly resting: readonly string[];
}

export type PolicyProblemKind =
  | 'unreadable' // detail: the system's error code
  | 'not-owned' // somebody else than the administrator owns the file or its folder
  | 'writable' // others may write to the file or its folder
  | 'too-large'
  | 'not-json'
  | 'invalid'; // details: sentences that name the fields

export interface PolicyProblem {
  readonly kind: PolicyProblemKind;
  /** In English, for whoever wrote the policy. */
  readonly details: readonly string[];
}

export interface PolicyView {
  /** Where the policy is, or would be. */
  readonly file: string;
  /** null: this computer has none. */
  readonly policy: PolicyInForce | null;
  /** What is wrong with the file now; the policy from before stays in force. null: nothing. */
  readonly problem: PolicyProblem | null;
}

export interface PolicyCalls {
  'policy.get': { request: null; value: PolicyView };
}
