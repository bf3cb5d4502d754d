// What is read out by screen readers without moving the focus.
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react';
import './ui.css';

const Announce = createContext<(text: string) => void>(() => undefined);

/** Gives the parts inside a voice. */
export function LiveRegion({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState('');
  const announce = useCallback((next: string) => {
    // The same words twice would not be read again: a trailing space makes them new.
    setText((current) => (current === next ? `${next} ` : next));
  }, []);
  return (
    <Announce value={announce}>
      {children}
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="live-region">
        {text}
      </div>
    </Announce>
  );
}

/** Says something to screen readers, politely. */
export function useAnnounce(): (text: string) => void {
  return useContext(Announce);
}
