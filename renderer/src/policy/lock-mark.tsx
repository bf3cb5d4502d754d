// The small mark of something that somebody else decided: a lock and "Set by …".
import { Tooltip } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { askWhom, setBy } from './lock-words';
import type { Lock } from './locks';
import './policy.css';

/** The tooltip says whom to ask; screen readers are told in the text. */
export function LockMark({ lock }: { readonly lock: Lock }) {
  return (
    <Tooltip label={askWhom(lock)} multiline maw="20rem" withinPortal>
      <span className="lock-mark">
        <IconLock size={14} stroke={2} aria-hidden />
        <span>{setBy(lock)}</span>
        <span className="visually-hidden">. {askWhom(lock)}</span>
      </span>
    </Tooltip>
  );
}

/** The description of a field, with the mark below it when the field is locked. */
export function FieldHelp({ lock, children }: { readonly lock: Lock | null; readonly children?: string }) {
  return (
    <>
      {children}{' '}
      {lock !== null && (
        <span className="lock-mark-line">
          <LockMark lock={lock} />
        </span>
      )}
    </>
  );
}
