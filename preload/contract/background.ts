// What the program tells the window from outside it: tray, menu and notifications lead to a place in the window.

/** Where the window is to go; it turns this into a page of its own. */
export type Destination =
  | { readonly to: 'overview' | 'attention' | 'sets' | 'queue' | 'folders' | 'credentials' | 'settings' }
  | { readonly to: 'batch'; readonly batchId: number }
  | { readonly to: 'folder'; readonly folderId: string }
  | { readonly to: 'credential'; readonly credentialId: string };

export interface DiagnosticsCalls {
  /** Saves a bundle for support where the user says; `path` null when the dialog was closed. */
  'diagnostics.collect': { request: null; value: { readonly path: string | null } };
}
