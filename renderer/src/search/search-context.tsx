// The search as a part of the window: opened by its button or by Ctrl+K (Cmd+K), from anywhere but a dialog.
import { useHotkeys } from '@mantine/hooks';
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import { useNavigation } from '../shell/navigation-context';
import type { Location } from '../shell/location';
import { SearchDialog } from './search-dialog';

interface Opening {
  readonly isOpen: boolean;
  /** Whoever went elsewhere finds the focus on the new page; whoever closed it, where it was. */
  readonly returnsFocus: boolean;
}

const Open = createContext<() => void>(() => undefined);

/** Gives the parts inside a search. */
export function SearchProvider({ children }: { readonly children: ReactNode }) {
  const { go } = useNavigation();
  const [{ isOpen, returnsFocus }, setOpening] = useState<Opening>({ isOpen: false, returnsFocus: true });
  const open = useCallback(() => {
    // A question has to be answered first; this also keeps it from being opened twice.
    if (document.querySelector('[aria-modal="true"]') === null) setOpening({ isOpen: true, returnsFocus: true });
  }, []);
  const close = useCallback(() => {
    setOpening({ isOpen: false, returnsFocus: true });
  }, []);
  const choose = useCallback(
    (to: Location) => {
      setOpening({ isOpen: false, returnsFocus: false });
      go(to);
    },
    [go],
  );
  // Works while typing in a field, too.
  useHotkeys([['mod+K', open]], []);
  return (
    <Open value={open}>
      {children}
      <SearchDialog isOpen={isOpen} returnsFocus={returnsFocus} onClose={close} onChoose={choose} />
    </Open>
  );
}

/** Opens the search. */
export function useOpenSearch(): () => void {
  return useContext(Open);
}
