// Fields side by side where there is room, one below the other where there is not.
import type { ReactNode } from 'react';
import './ui.css';

/** A row of form fields. */
export function FieldRow({ children }: { readonly children: ReactNode }) {
  return <div className="field-row">{children}</div>;
}
