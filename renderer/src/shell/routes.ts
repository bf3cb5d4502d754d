// The window's places and how they stand in the address: "#/folders/new" is the place "folders" with the detail "new".

export const places = ['overview', 'sets', 'queue', 'folders', 'credentials'] as const;
export type Place = (typeof places)[number];

export interface Route {
  readonly place: Place;
  /** What is open there: an id, "new", or nothing. */
  readonly detail: string | null;
}

export const placeNames: Readonly<Record<Place, string>> = {
  overview: 'Overview',
  sets: 'Sets',
  queue: 'Queue',
  folders: 'Watched folders',
  credentials: 'Credentials',
};

/** Reads an address; an unknown one is the overview. */
export function parseRoute(hash: string): Route {
  const [name = '', detail = ''] = hash.replace(/^#?\/?/, '').split('/');
  const place = places.find((known) => known === name);
  if (place === undefined) return { place: 'overview', detail: null };
  return { place, detail: detail === '' ? null : decoded(detail) };
}

/** The address of a place, for links. */
export function hrefOf(place: Place, detail?: string): string {
  return detail === undefined ? `#/${place}` : `#/${place}/${encodeURIComponent(detail)}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
