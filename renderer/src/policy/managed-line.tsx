// One line on top of the settings: who manages this computer, and whom to ask.
import { IconLock } from '@tabler/icons-react';
import { managedBy } from './lock-words';
import { usePolicy } from './use-policy';
import './policy.css';

/** Nothing without a policy. */
export function ManagedLine() {
  const { policy } = usePolicy();
  if (policy === null) return null;
  return (
    <p className="managed-line">
      <IconLock size={16} aria-hidden />
      <span>{managedBy(policy)}</span>
    </p>
  );
}
