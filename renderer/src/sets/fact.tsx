// One fact in a list of facts: what it is and what it says. Stands inside a `dl` of the class "facts".
import type { ReactNode } from 'react';

interface FactProps {
  readonly label: string;
  /** The value is data, not of the window's language. */
  readonly isData?: boolean;
  readonly children: ReactNode;
}

/** A term and its value. */
export function Fact({ label, isData = false, children }: FactProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd {...(isData && { translate: 'no' as const })}>{children}</dd>
    </div>
  );
}
