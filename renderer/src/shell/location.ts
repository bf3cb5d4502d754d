// Where in the window the user is, and how it stands in the address: "#/folders/new" is the form of a new folder.

export const views = [
  'overview',
  'attention',
  'sets',
  'queue',
  'activity',
  'folders',
  'credentials',
  'settings',
  'rehearsals',
] as const;
export type View = (typeof views)[number];

/** One of the views, or a page or form that belongs to one. A form's `id: null` makes a new one. */
export type Location =
  | { readonly page: View }
  /** `id: null` is the batches outside any set. */
  | { readonly page: 'set'; readonly id: number | null }
  | { readonly page: 'batch'; readonly id: number }
  /** `path` is what a new folder's form starts with; it is not part of the address. */
  | { readonly page: 'folder-form'; readonly id: string | null; readonly path?: string }
  | { readonly page: 'credential-form'; readonly id: string | null };

const withoutSet = 'none';

/** The view that is marked in the navigation. */
export function viewOf({ page }: Location): View {
  switch (page) {
    case 'set':
    case 'batch':
      return 'sets';
    case 'folder-form':
      return 'folders';
    case 'credential-form':
      return 'credentials';
    default:
      return page;
  }
}

/** The address of a location, from "#" on. */
export function hashOf(location: Location): string {
  const view = `#/${viewOf(location)}`;
  if (location.page === 'batch') return `#/batches/${location.id}`;
  if (location.page === 'set') return `${view}/${location.id ?? withoutSet}`;
  return 'id' in location ? `${view}/${location.id === null ? 'new' : encodeURIComponent(location.id)}` : view;
}

/** Reads an address. An unknown one is the overview. */
export function parseHash(hash: string): Location {
  const [name = '', detail = ''] = hash.replace(/^#?\/?/, '').split('/');
  if (name === 'batches' && isRowId(detail)) return { page: 'batch', id: Number(detail) };
  const page = views.find((view) => view === name) ?? 'overview';
  if (page === 'sets' && detail === withoutSet) return { page: 'set', id: null };
  if (page === 'sets' && isRowId(detail)) return { page: 'set', id: Number(detail) };
  if (detail === '' || (page !== 'folders' && page !== 'credentials')) return { page };
  const id = detail === 'new' ? null : decoded(detail);
  return page === 'folders' ? { page: 'folder-form', id } : { page: 'credential-form', id };
}

function isRowId(text: string): boolean {
  return /^\d{1,15}$/.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
