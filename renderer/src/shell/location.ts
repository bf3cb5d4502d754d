// Where in the window the user is, and how it stands in the address: "#/folders/new" is the form of a new folder.

export const views = ['overview', 'sets', 'queue', 'folders', 'credentials', 'settings', 'rehearsals'] as const;
export type View = (typeof views)[number];

/** One of the views, or a form that belongs to one. `id: null` makes a new one. */
export type Location =
  | { readonly page: View }
  /** `path` is what a new folder's form starts with; it is not part of the address. */
  | { readonly page: 'folder-form'; readonly id: string | null; readonly path?: string }
  | { readonly page: 'credential-form'; readonly id: string | null };

/** The view that is marked in the navigation. */
export function viewOf({ page }: Location): View {
  if (page === 'folder-form') return 'folders';
  return page === 'credential-form' ? 'credentials' : page;
}

/** The address of a location, from "#" on. */
export function hashOf(location: Location): string {
  const view = `#/${viewOf(location)}`;
  return 'id' in location ? `${view}/${location.id === null ? 'new' : encodeURIComponent(location.id)}` : view;
}

/** Reads an address. An unknown one is the overview. */
export function parseHash(hash: string): Location {
  const [name = '', detail = ''] = hash.replace(/^#?\/?/, '').split('/');
  const page = views.find((view) => view === name) ?? 'overview';
  if (detail === '' || (page !== 'folders' && page !== 'credentials')) return { page };
  const id = detail === 'new' ? null : decoded(detail);
  return page === 'folders' ? { page: 'folder-form', id } : { page: 'credential-form', id };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
