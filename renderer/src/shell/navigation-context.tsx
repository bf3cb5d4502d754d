// Lets every part of the window go somewhere, and forms ask before what was typed is lost.
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { bridge } from '../bridge';
import { t } from '../i18n/translate';
import { confirmed } from '../ui/confirm';
import { locationOf } from './destinations';
import { hashOf, parseHash, type Location } from './location';

interface Navigation {
  readonly location: Location;
  /** Goes there; asks first when a form has unsaved changes. */
  readonly go: (location: Location) => void;
  /** Goes there without asking: the form was saved. */
  readonly leave: (location: Location) => void;
  readonly guard: (hasChanges: boolean) => void;
}

const NavigationContext = createContext<Navigation | null>(null);

/** Keeps the location for the parts inside, and in the address. */
export function NavigationProvider({ children }: { readonly children: ReactNode }) {
  const [location, setLocation] = useState<Location>(() => parseHash(window.location.hash));
  const current = useRef(location);
  const hasChanges = useRef(false);
  const leave = useCallback((next: Location) => {
    hasChanges.current = false;
    current.current = next;
    setLocation(next);
    // Fires no event when the address is this one already.
    window.location.hash = hashOf(next);
  }, []);
  const go = useCallback(
    (next: Location) => {
      if (!hasChanges.current) {
        leave(next);
        return;
      }
      const [title, text, confirm] = [t('shell.leave.title'), t('shell.leave.text'), t('shell.leave.confirm')];
      confirmed({ title, text, confirm, danger: true }, () => {
        leave(next);
      });
    },
    [leave],
  );
  const guard = useCallback((value: boolean) => {
    hasChanges.current = value;
  }, []);
  useEffect(() => {
    // Back, forward, or an address set from outside.
    const follow = () => {
      const here = hashOf(current.current);
      if (window.location.hash === here) return;
      const next = parseHash(window.location.hash);
      if (hasChanges.current) window.history.replaceState(null, '', here);
      go(next);
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, [go]);
  useEffect(
    () =>
      bridge.onNavigate((destination) => {
        go(locationOf(destination));
      }),
    [go],
  );
  const navigation = useMemo(() => ({ location, go, leave, guard }), [location, go, leave, guard]);
  return <NavigationContext value={navigation}>{children}</NavigationContext>;
}

/** Where the user is, and how to go elsewhere. */
export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext);
  if (navigation === null) throw new Error('useNavigation outside of NavigationProvider');
  return navigation;
}

/** Protects a form's changes for as long as it is shown. */
export function useLeaveGuard(hasChanges: boolean): void {
  const { guard } = useNavigation();
  useEffect(() => {
    guard(hasChanges);
    return () => {
      guard(false);
    };
  }, [guard, hasChanges]);
}
