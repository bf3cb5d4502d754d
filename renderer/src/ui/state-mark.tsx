// A state as a coloured dot and a word; the word alone says it too.
import './ui.css';
import type { Label } from '../words/tones';

/** Inline label of a state. */
export function StateMark({ label }: { readonly label: Label }) {
  return (
    <span className="state-mark" data-tone={label.tone}>
      <span className="state-mark-dot" aria-hidden="true" />
      {label.text}
    </span>
  );
}
