// How single controls are locked, so that they can still be read, reached with the keyboard and understood.
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Lock } from './locks';

/** The props of a text or number field; none without a lock. */
export function lockedInput(lock: Lock | null): { readonly readOnly?: true } {
  return lock === null ? {} : { readOnly: true };
}

/** A switch or tick: HTML knows no read-only ones, so it is said. */
export const lockedSwitch = { readOnly: true, 'aria-readonly': true } as const;

/** A list of choices: neither the mouse nor the keys open it or choose another one; Tab goes on. */
export const lockedSelect = {
  'aria-readonly': true,
  onMouseDown: (event: MouseEvent) => {
    event.preventDefault();
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
  },
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Tab') event.preventDefault();
  },
} as const;
