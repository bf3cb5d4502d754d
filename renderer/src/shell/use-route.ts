// Where the window is, from its address; going elsewhere changes the address.
import { useMemo, useSyncExternalStore } from 'react';
import { hrefOf, parseRoute, type Place, type Route } from './routes';

export function useRoute(): Route {
  const hash = useSyncExternalStore(listen, () => window.location.hash);
  return useMemo(() => parseRoute(hash), [hash]);
}

export function goTo(place: Place, detail?: string): void {
  window.location.hash = hrefOf(place, detail);
}

function listen(onChange: () => void): () => void {
  window.addEventListener('hashchange', onChange);
  return () => window.removeEventListener('hashchange', onChange);
}
